"""The companion documents with their templates and samples, found by folder."""

import functools
import json
from typing import Any

from service.documents.render.compiled_template import CompiledTemplate
from service.documents.render.library import TemplateLibrary
from service.formkit.catalogue import Catalogue
from service.formkit.form import Form
from tests.needs import REPOSITORY

NAMES = ("filled", "hard")
SAMPLES_FOLDER = REPOSITORY / "samples/companions"


@functools.cache
def companions() -> Catalogue:
    """The companion documents of the repository."""
    return Catalogue.load([REPOSITORY / "forms/companions"])


@functools.cache
def companion_library() -> TemplateLibrary:
    """Their templates, sound or not."""
    return TemplateLibrary.open(companions(), [REPOSITORY / "templates_docx"])


def template_of(form: Form) -> CompiledTemplate:
    """The companion's one template."""
    return companion_library().template(form)


def companion_sample(form: Form, name: str) -> dict[str, Any]:
    """The sample as it stands in its file."""
    text = (SAMPLES_FOLDER / form.key / f"{name}.json").read_text(encoding="utf-8")
    values: dict[str, Any] = json.loads(text)
    return values


def companion_lines(form: Form) -> list[str]:
    """The lines that the page of the filled sample must show."""
    return (SAMPLES_FOLDER / form.key / "expected.txt").read_text(encoding="utf-8").splitlines()


COMPANIONS = list(companions())
CODES = [form.code for form in COMPANIONS]
COMPANION_SAMPLES = [(form, name) for form in COMPANIONS for name in NAMES]
COMPANION_SAMPLE_IDS = [f"{form.key}-{name}" for form, name in COMPANION_SAMPLES]
