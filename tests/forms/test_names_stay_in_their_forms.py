"""A form's own fields are its own affair: no module of the service says their names."""

import ast
import re
from collections.abc import Iterator

import pytest

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


SERVICE = [
    path for path in (REPOSITORY / "service").rglob("*.py") if "migrations" not in path.parts
]
HOLDS_ANSWERS = re.compile(r"(?:\w+_)?(?:answers|values)")
"""What a record's answers are called where they lie in a variable or an attribute."""


def names_of_fields() -> set[str]:
    """Return what the fields of all forms and companions are called."""
    forms = [
        *Catalogue.load([ROOT / "forms"]),
        *Catalogue.load([ROOT / "forms" / "companions"]),
    ]
    return {each.name for form in forms for _, each in walk_fields(form.fields)}


def said_in(tree: ast.AST) -> Iterator[str]:
    """Yield every text of the module."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def keys_of_answers_in(tree: ast.AST) -> Iterator[str]:
    """Yield every text by which the module reads or writes something among answers."""
    for node in ast.walk(tree):
        match node:
            case ast.Subscript(value=held, slice=ast.Constant(value=str(key))):
                found = [key]
            case ast.Call(func=ast.Attribute(value=held), args=[ast.Constant(value=str(key)), *_]):
                found = [key]
            case ast.Compare(left=ast.Constant(value=str(key)), comparators=[held]):
                found = [key]
            case ast.BinOp(left=held, op=ast.BitOr(), right=ast.Dict(keys=keys)):
                found = [key.value for key in keys if isinstance(key, ast.Constant)]
            case ast.Dict(keys=[None, *keys], values=[held, *_]):
                found = [key.value for key in keys if isinstance(key, ast.Constant)]
            case _:
                continue
        called = getattr(held, "attr", getattr(held, "id", ""))
        yield from found if HOLDS_ANSWERS.fullmatch(called) else ()


def test_no_module_of_the_service_names_a_field_of_a_form() -> None:
    """A single word is anybody's, so only names of several words are looked for everywhere."""
    names = {name for name in names_of_fields() if "_" in name} - set(OF_THE_SERVICE)
    assert len(names) > 60

    told = {
        f"{path.relative_to(REPOSITORY)}: {said}"
        for path in SERVICE
        for said in said_in(ast.parse(path.read_text("utf-8")))
        if said in names
    }

    assert told == set()


def test_no_module_of_the_service_takes_an_answer_by_the_name_of_its_field() -> None:
    names = names_of_fields()

    taken = {
        f"{path.relative_to(REPOSITORY)}: {key}"
        for path in SERVICE
        for key in keys_of_answers_in(ast.parse(path.read_text("utf-8")))
        if key in names
    }

    assert taken == set()


@pytest.mark.parametrize(
    "said",
    [
        'answers["venue"]',
        'record.answers["venue"]',
        'draft.new_answers.get("venue")',
        'values.pop("venue", None)',
        '"venue" in record.answers',
        'answers | {"venue": hall}',
        '{**answers, "venue": hall}',
    ],
)
def test_an_answer_taken_by_its_name_is_seen_however_it_is_taken(said: str) -> None:
    assert list(keys_of_answers_in(ast.parse(said))) == ["venue"]


@pytest.mark.parametrize(
    "said", ['faults["name"]', 'query["text"]', '{"kind": kind}', "answers[0]"]
)
def test_a_word_that_is_no_key_of_answers_is_nobodys_field(said: str) -> None:
    assert list(keys_of_answers_in(ast.parse(said))) == []
