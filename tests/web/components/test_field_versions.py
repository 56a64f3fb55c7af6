"""Which of a page's fields it changed itself, told by the marks of what it was loaded with."""

from collections.abc import Mapping
from typing import Any

import pytest
from werkzeug.datastructures import MultiDict

from service.formkit.fields import Choices, Date, Field, Rows, Text, YesNo, option
from service.formkit.labels import Label
from service.web.components.field_versions import Merged, mark, marks_of, merge, read_marks

SAID = Label("Ô", "Field")
NOTE = Text(name="note", label=SAID, max_length=100)
SIGN = option("a", "A", "A")
LIST = Rows(name="list", label=SAID, fields=(NOTE,), max_rows=3, row_label=SAID)


def merged(before: str, mine: str, now: str, *, known: bool = True, newest: bool = False) -> Merged:
    """The note as loaded, as this page has it and as it stands, merged."""
    loaded = marks_of([NOTE], {"note": before}) if known else {}
    return merge([NOTE], {"note": mine}, loaded, {"note": now}, newest=newest)


def test_a_field_that_only_this_page_changed_is_saved() -> None:
    found = merged("cũ", "của tôi", "cũ")

    assert (found.changes, found.torn) == ({"note": "của tôi"}, [])


def test_a_field_that_only_another_changed_is_left_and_keeps_its_mark() -> None:
    found = merged("cũ", "cũ", "của họ")

    assert (found.changes, found.torn, found.marks) == ({}, [], {})


def test_a_field_that_both_changed_is_torn_and_stands_on_the_others_text_from_then() -> None:
    found = merged("cũ", "của tôi", "của họ")

    assert (found.changes, found.torn) == ({}, [NOTE])
    assert found.marks == {"note": mark(NOTE, "của họ")}


@pytest.mark.parametrize("before", ["cũ", "như nhau"])
def test_a_field_that_both_changed_alike_is_settled(before: str) -> None:
    found = merged(before, "như nhau", "như nhau")

    assert (found.changes, found.torn) == ({}, [])
    assert found.marks == {"note": mark(NOTE, "như nhau")}


def test_emptying_a_field_is_a_change_too() -> None:
    assert merged("cũ", "", "cũ").changes == {"note": ""}
    assert merged("cũ", "", "của họ").torn == [NOTE]


def test_a_page_without_marks_goes_by_its_version() -> None:
    assert merged("", "của tôi", "cũ", known=False, newest=True).changes == {"note": "của tôi"}
    assert merged("", "của tôi", "cũ", known=False).torn == [NOTE]
    assert merged("", "cũ", "cũ", known=False).torn == []


@pytest.mark.parametrize(
    ("each", "kept", "sent"),
    [
        (NOTE, None, ""),
        (Text(name="n", label=SAID, max_length=9, multiline=True), "a\r\nb", "a\nb"),
        (Date(name="d", label=SAID), "2026-03-05", "05/03/2026"),
        (YesNo(name="y", label=SAID), None, False),
        (YesNo(name="y", label=SAID), True, "true"),
        (Choices(name="c", label=SAID, options=(SIGN,)), ["b", "a"], ["a", "b"]),
        (Choices(name="c", label=SAID, options=(SIGN,)), None, []),
        (LIST, [{}, {"note": "một"}], [{"note": "một"}]),
        (LIST, [{"note": "một", "khác": None}], [{"note": "một"}]),
        (LIST, None, []),
    ],
)
def test_what_a_page_sends_back_untouched_has_the_mark_of_what_is_kept(
    each: Field, kept: Any, sent: Any
) -> None:
    assert mark(each, kept) == mark(each, sent)


@pytest.mark.parametrize("other", [[{"note": "hai"}], [{"note": "một"}, {"note": "hai"}], []])
def test_another_list_of_rows_has_another_mark(other: list[Mapping[str, str]]) -> None:
    assert mark(LIST, [{"note": "một"}]) != mark(LIST, other)


@pytest.mark.parametrize("sent", ["", "không phải JSON", "[1]", "null", '{"a": 1}', "[" * 100_000])
def test_marks_that_are_none_are_taken_for_missing(sent: str) -> None:
    assert read_marks(MultiDict({"loaded": sent})) == {}


def test_a_lone_surrogate_has_a_mark_as_well() -> None:
    assert mark(NOTE, "\ud800") != mark(NOTE, "")
