"""A form's own fields are its own affair: no module of the service says their names."""

import ast
from collections.abc import Iterator
from pathlib import Path

from service.formkit.catalogue import Catalogue
from service.formkit.form import walk_fields
from service.settings import ROOT
from tests.needs import REPOSITORY

OF_THE_SERVICE = {
    "issue_date": "of a form's own issue, in its control box",
    "asked_by": "who asked for a job or a bundle, a column",
    "requesting_unit": "a unit of the record, for its list",
    "concerned_unit": "a unit of the record, for its list",
    "period_from": "typed at the desk of the consolidated list, for the paper",
    "period_to": "typed at the desk of the consolidated list, for the paper",
    "delegate_title": "a text of the letterhead",
}
"""Words that a form and the service have in common, each meaning its own."""


def names_of_fields() -> set[str]:
    """Return what fields are called by more than one word: a single word is anybody's."""
    forms = [
        *Catalogue.load([ROOT / "forms"]),
        *Catalogue.load([ROOT / "forms" / "companions"]),
    ]
    return {each.name for form in forms for _, each in walk_fields(form.fields) if "_" in each.name}


def said_in(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def test_no_module_of_the_service_names_a_field_of_a_form() -> None:
    names = names_of_fields() - set(OF_THE_SERVICE)
    assert len(names) > 60

    told = {
        f"{path.relative_to(REPOSITORY)}: {said}"
        for path in (REPOSITORY / "service").rglob("*.py")
        if "migrations" not in path.parts
        for said in said_in(path)
        if said in names
    }

    assert told == set()
