"""Types a form's answers into its page, field by field as the form declares them."""

from collections.abc import Mapping, Sequence
from typing import Any

from playwright.sync_api import Locator

from service.formkit.fields import Choice, Choices, Code, Field, Rows, YesNo
from service.formkit.form import Form
from service.web.components.answers import shown
from tests.browser.desk import Desk


def type_sections(desk: Desk, form: Form, variant: str, answers: Mapping[str, Any]) -> None:
    """Fill every open section with the answers and go on, up to check-answers."""
    for box in form.boxes_for(variant):
        if box.filled_at == "draft":
            type_section(desk, box.fields, answers)
            desk.next()
    desk.page.wait_for_url("**/check")


def type_section(desk: Desk, fields: Sequence[Field], answers: Mapping[str, Any]) -> None:
    """Fill the fields of the section that is open."""
    for each in fields:
        if each.name in answers and not isinstance(each, Code):
            _type(desk, each, each.name, answers[each.name])


def rows_of(desk: Desk, name: str) -> Locator:
    """The rows of a list, in the order of the page."""
    return desk.page.locator(f"[data-field='{name}'] > [data-row-list] > li")


def row_button(desk: Desk, name: str, at: int, deed: str) -> Locator:
    """A row's own button: up, down, copy or delete."""
    return rows_of(desk, name).nth(at).locator(f":scope > .row-head [data-row-deed='{deed}']")


def add_row(desk: Desk, name: str) -> None:
    """Press the list's own button for one more row."""
    desk.page.locator(f"[data-field='{name}'] > .buttons [data-row-add]").click()


def values_in(desk: Desk, name: str, inner: str) -> list[str]:
    """What stands in one field of every row."""
    found: list[str] = rows_of(desk, name).evaluate_all(
        "(rows, inner) => rows.map(row => row.querySelector(`[name$='-${inner}']`).value)", inner
    )
    return found


def _type(desk: Desk, each: Field, name: str, value: Any) -> None:
    if isinstance(each, Rows):
        _type_rows(desk, each, name, value)
    elif isinstance(each, YesNo):
        desk.control(name).check()
    elif isinstance(each, Choices) or (isinstance(each, Choice) and _is_radios(desk, name)):
        desk.fill({name: value})
    elif isinstance(each, Choice):
        desk.control(name).select_option(value)
    else:
        desk.control(name).fill(shown(each, value))


def _is_radios(desk: Desk, name: str) -> bool:
    return desk.control(name).first.get_attribute("type") == "radio"


def _type_rows(desk: Desk, each: Rows, name: str, rows: Sequence[Any]) -> None:
    while rows_of(desk, name).count() > len(rows):
        row_button(desk, name, len(rows), "delete").click()
    for at, row in enumerate(rows):
        if at == rows_of(desk, name).count():
            add_row(desk, name)
        prefix = rows_of(desk, name).nth(at).get_attribute("data-prefix")
        values = {each.fields[0].name: row} if each.plain else row
        for inner in each.fields:
            if inner.name in values:
                _type(desk, inner, f"{prefix}-{inner.name}", values[inner.name])
