"""The samples of every form, found by the forms' keys."""

import json
from pathlib import Path
from typing import Any

from service.formkit.form import Form
from tests.documents.form_values import catalogue
from tests.needs import REPOSITORY

NAMES = ("filled", "hard")


def folder_of(form: Form) -> Path:
    """Where the form's samples lie."""
    return REPOSITORY / "samples" / form.key


def sample(form: Form, name: str) -> dict[str, Any]:
    """The sample as it stands in its file."""
    text = (folder_of(form) / f"{name}.json").read_text(encoding="utf-8")
    values: dict[str, Any] = json.loads(text)
    return values


def expected_lines(form: Form) -> list[str]:
    """The lines that the Word page of the filled sample must show."""
    return (folder_of(form) / "expected.txt").read_text(encoding="utf-8").splitlines()


def form_of(code: str) -> Form:
    """The form with that official code."""
    return catalogue()[code]


FORMS = list(catalogue())
SAMPLES = [(form, name) for form in FORMS for name in NAMES]
SAMPLE_IDS = [f"{form.key}-{name}" for form, name in SAMPLES]
