"""What was typed into any move's panel stands in its fields again exactly as it was posted."""

from collections.abc import Iterator

import pytest

from service.formkit.catalogue import Catalogue
from service.formkit.form import Form
from service.formkit.move_form import move_form
from service.formkit.moves import Move
from service.settings import ROOT
from service.web.components.box_form import BoxForm
from service.web.components.field_views import FieldView
from service.web.pages.unsent.unsent_fields import TypedFields
from service.workflow.drafts.unsent_texts import is_secret
from tests.plausible import plausible

FORMS = Catalogue.load((ROOT / "forms",))
MOVES = [(form, move) for form in FORMS for move in form.moves]


def posted(view: FieldView) -> Iterator[tuple[str, str]]:
    """What a browser posts of a field as it stands on the page."""
    if view.kind == "rows":
        yield view.name, ""
        for row in view.rows:
            for inner in row.fields:
                yield from posted(inner)
    elif view.options:
        yield from ((view.name, each.value) for each in view.options if each.chosen)
        yield view.name, ""
    elif view.kind != "code":
        yield view.name, view.value


@pytest.mark.parametrize(
    ("form", "move"), MOVES, ids=[f"{f.code}-{m.from_stage}-{m.key}" for f, m in MOVES]
)
def test_every_panel_is_filled_again_with_what_was_typed(form: Form, move: Move) -> None:
    asked = move_form(form, move).fields
    shown = [BoxForm().field(each, plausible(each)) for each in asked]
    typed = [pair for view in shown for pair in posted(view)]

    filled = [TypedFields.of(typed).fill(BoxForm().field(each, None)) for each in asked]

    assert [pair for view in filled for pair in posted(view)] == typed
    assert [name for name, _ in typed if is_secret(name)] == []


def test_lists_within_lists_keep_their_order_and_numbers() -> None:
    field = FORMS.get("BM.CTCL.03").field("objectives")  # type: ignore[union-attr]
    pairs = [
        ("objectives", ""),
        ("objectives-9-objective_text", "Thứ nhất"),
        ("objectives-9-actions", ""),
        ("objectives-9-actions-4-action_text", "Rà soát"),
        ("objectives-9-actions-1-action_text", "Tập huấn"),
        ("objectives-2-objective_text", "Thứ hai"),
        ("objectives-2-actions", ""),
    ]

    (first, second) = TypedFields.of(pairs).fill(BoxForm().field(field, None)).rows

    assert (first.prefix, second.prefix) == ("objectives-9", "objectives-2")
    assert (first.number, second.number) == (1, 2)
    actions = next(each for each in first.fields if each.kind == "rows")
    said = [pair for row in actions.rows for inner in row.fields for pair in posted(inner)]
    assert [pair for pair in said if pair[1]] == [pairs[3], pairs[4]]


def test_a_field_that_was_not_on_the_page_stays_as_the_record_says() -> None:
    field = FORMS.get("BM.CTCL.01").field("root_cause")  # type: ignore[union-attr]
    view = BoxForm().field(field, "Chưa rà soát quy trình")

    assert TypedFields.of([("due_date", "01/01/2027")]).fill(view) == view
