"""From declarations and typed values to the fields of a page."""

import pytest

from service.formkit.declare import (
    any_of,
    code,
    day,
    lines,
    one_of,
    option,
    person,
    rows,
    text,
    whole,
)
from service.formkit.fields import Field, Moment
from service.formkit.form import Box
from service.formkit.labels import Label
from service.web.components.box_form import BoxForm, legacy_hints
from service.web.components.field_views import FieldView

ROWS = rows(
    "attendees",
    "Người dự",
    "Attendees",
    ("Người dự", "Attendee"),
    3,
    person("name", "Họ tên", "Name", required=True),
    code("car_number", "Số phiếu", "Slip"),
)


def a_box(*fields: Field) -> Box:
    return Box(key="box", title=Label("Mục", "Part"), fields=fields)


def shown(field_: Field, value: object, **form: object) -> FieldView:
    return BoxForm(**form).section(a_box(field_), 1, {field_.name: value}).fields[0]  # type: ignore[arg-type]


def test_a_canonical_day_is_shown_as_it_is_typed() -> None:
    assert shown(day("d", "Ngày", "Date"), "2026-03-05").value == "05/03/2026"


def test_what_is_no_date_is_shown_as_typed() -> None:
    assert shown(day("d", "Ngày", "Date"), "31/06/2026").value == "31/06/2026"
    assert shown(day("d", "Ngày", "Date"), "2026-02-31").value == "2026-02-31"


def test_a_moment_is_shown_hour_first() -> None:
    moment = Moment(name="m", label=Label("Lúc", "At"))

    assert shown(moment, "2026-03-05T08:30").value == "08:30 05/03/2026"


def test_few_options_are_radio_buttons_and_many_a_list() -> None:
    few = [option(str(n), str(n), str(n)) for n in range(3)]
    many = [option(str(n), str(n), str(n)) for n in range(9)]

    assert shown(one_of("c", "C", "C", *few), "1").kind == "radios"
    assert shown(one_of("c", "C", "C", *many), "1").kind == "select"
    assert shown(any_of("c", "C", "C", *many), ["1"]).kind == "choices"


def test_a_fault_stands_beside_its_field_in_the_readers_language() -> None:
    faults = {"d": (Label("Sai ngày.", "Wrong date."),)}

    assert shown(day("d", "Ngày", "Date"), "x", faults=faults).error == "Sai ngày."
    assert shown(day("d", "Ngày", "Date"), "x", faults=faults, lang="en").error == "Wrong date."


def test_rows_show_one_empty_row_when_there_are_none() -> None:
    view = shown(ROWS, None)

    assert [row.number for row in view.rows] == [1]
    assert view.rows[0].fields[0].name == "attendees-0-name"


def test_a_fault_in_a_row_stands_in_that_row() -> None:
    faults = {"attendees.1.name": (Label("Thiếu tên.", "No name."),)}

    view = shown(ROWS, [{"name": "A"}, {}], faults=faults)

    assert [row.fields[0].error for row in view.rows] == ["", "Thiếu tên."]


def test_the_pattern_row_carries_the_mark_that_scripts_replace() -> None:
    view = shown(ROWS, [])

    assert view.pattern is not None
    assert view.pattern.fields[0].name == f"attendees-{view.marker}-name"


def test_a_number_is_given_at_the_top_and_typed_in_a_row() -> None:
    assert shown(code("car_number", "Số phiếu", "Slip"), "").kind == "code"
    assert shown(ROWS, [{}]).rows[0].fields[1].kind == "text"


def test_text_in_an_old_font_comes_with_the_offer_to_convert() -> None:
    view = shown(lines("t", "Chữ", "Text", 90), "Së Tµi chÝnh Kh¸nh Hßa")

    assert legacy_hints((view,))["t"].converted == "Sở Tài chính Khánh Hòa"


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("\u00d0ơn của ông \u00d0ặng Văn \u00d0ức", "Đơn của ông Đặng Văn Đức"),
        ("đã \u00f0ọc Q\u00d0-UBND", "đã đọc QĐ-UBND"),
        ("\u0189ồng ý", "Đồng ý"),
        ("\u0110ồng ý", None),
        ("Gu\u00f0mundur", None),
    ],
)
def test_a_letter_that_only_looks_like_a_vietnamese_one_is_offered_for_correction(
    typed: str, offered: str | None
) -> None:
    view = shown(text("t", "Chữ", "Text", 99), typed)

    assert (view.legacy and (view.legacy.font, view.legacy.converted)) == (
        None if offered is None else ("", offered)
    )


def test_names_and_units_come_with_suggestions() -> None:
    assert shown(person("p", "Người", "Person"), "").suggestions == "people"
    assert shown(text("t", "Chữ", "Text", 9), "").suggestions == ""


def test_a_whole_number_is_shown_as_typed() -> None:
    assert shown(whole("n", "Số", "No.", 1, 9), 3).value == "3"
    assert shown(whole("n", "Số", "No.", 1, 9), "ba").value == "ba"
