"""From typed values to canonical answers: what is kept, what falls away, what is asked for."""

import math
from typing import Any

import pytest

from service.formkit.labels import FieldErrors
from service.formkit.schema import UNKNOWN, judge, load_answers, schema_class
from tests.formkit.toy_form import toy_form

FORM = toy_form()


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ({"subject": "Kiểm tra"}, "Kiểm tra"),
        ({"subject": "  hai  cách  "}, "  hai  cách  "),
        ({"subject": "Ho\u0300a"}, "Hòa"),
        ({"subject": "a\u00a0b"}, "a b"),
        ({"subject": "a\u200bb"}, "ab"),
        ({"story": "một\r\nhai\rba\tbốn"}, "một\nhai\nba\tbốn"),
        ({"subject": "…………"}, "…………"),
        ({"subject": "{{7*7}} <w:p> & \""}, "{{7*7}} <w:p> & \""),
        ({"subject": "👩‍👩‍👧‍👦"}, "👩‍👩‍👧‍👦"),
        ({"number": "09/2026"}, "09/2026"),
        ({"number": "MẪU 09/2026"}, "MẪU 09/2026"),
        ({"written_on": "5/3/2026"}, "2026-03-05"),
        ({"written_on": "2026"}, "2026"),
        ({"met_at": "8h30 5/3/2026"}, "2026-03-05T08:30"),
        ({"kind": "b"}, "b"),
        ({"tags": ["y", "x"]}, ["x", "y"]),
        ({"urgent": "on"}, True),
        ({"urgent": True}, True),
        ({"copies": "2"}, 2),
        ({"copies": 0}, 0),
        ({"recipients": [" ", None, "B"]}, ["B"]),
        ({"people": [{"name": "An", "age": "1"}, {}]}, [{"name": "An", "age": 1}]),
        ({"people": [{"tasks": [{"task": ""}, {"task": "x"}], "name": "An"}]},
         [{"name": "An", "tasks": [{"task": "x"}]}]),
    ],
)  # fmt: skip
def test_what_is_typed_becomes_its_canonical_answer(typed: dict[str, Any], answer: Any) -> None:
    answers = load_answers(FORM, typed)

    assert list(answers.values()) == [answer]
    assert [type(value) for value in answers.values()] == [type(answer)]


@pytest.mark.parametrize(
    "typed",
    [
        {"subject": ""},
        {"subject": None},
        {"subject": "   "},
        {"story": "\n\n\t"},
        {"urgent": False},
        {"urgent": ""},
        {"written_on": "  "},
        {"copies": ""},
        {"copies": None},
        {"kind": ""},
        {"tags": []},
        {"recipients": []},
        {"recipients": ["", "  ", None]},
        {"people": [{}]},
        {"people": [{"name": "", "tasks": [{"task": ""}]}]},
        {"people": [{"tasks": []}, {"age": None}]},
        {},
    ],
)
def test_what_says_nothing_is_no_answer(typed: dict[str, Any]) -> None:
    assert load_answers(FORM, typed) == {}


def test_answers_stand_in_the_order_of_the_form() -> None:
    typed = {"people": [{"age": 3, "name": "An"}], "copies": 1, "subject": "x"}

    answers = load_answers(FORM, typed)

    assert list(answers) == ["subject", "copies", "people"]
    assert list(answers["people"][0]) == ["name", "age"]


def test_a_field_the_form_does_not_have_is_refused_by_its_name() -> None:
    faults = judge(FORM, {"subject": "x", "topic": "y", "people": [{"name": "An", "nick": "a"}]})

    assert faults.faults == {"topic": (UNKNOWN,), "people.0.nick": (UNKNOWN,)}
    assert faults.answers["subject"] == "x"


def test_a_draft_may_leave_every_field_open() -> None:
    assert not judge(FORM, {}).faults


def test_a_step_asks_for_its_own_fields_only() -> None:
    assert set(judge(FORM, {}, ("1",)).faults) == {"subject", "writer", "people"}
    assert set(judge(FORM, {}, ("2",)).faults) == {"kind", "tags"}


def test_a_missing_field_is_asked_for_in_its_own_words() -> None:
    faults = judge(FORM, {}, ("1", "2")).faults

    assert faults["writer"][0].vi == "Ai viết?"
    assert faults["subject"][0].vi == "Vui lòng điền «Về việc»."
    assert faults["kind"][0].vi == "Vui lòng chọn «Loại»."
    assert faults["kind"][0].en == "Please choose “Kind”."


def test_rows_must_be_whole_only_when_a_step_is_completed() -> None:
    typed = {"people": [{"age": 3, "tasks": [{"task": "x"}]}]}

    assert not judge(FORM, typed).faults
    assert set(judge(FORM, typed, ("2",)).faults) == {"people.0.name", "kind", "tags"}


def test_a_wrong_field_is_not_asked_for_a_second_time() -> None:
    faults = judge(FORM, {"subject": "x" * 21, "writer": "An", "people": [{"name": "B"}]}, ("1",))

    assert len(faults.faults["subject"]) == 1
    assert "Tối đa 20 ký tự" in faults.faults["subject"][0].vi


def test_all_faults_come_at_once_and_sound_answers_stay() -> None:
    judgement = judge(FORM, {"subject": "Đúng", "copies": "nhiều", "kind": "z", "met_at": "8h"})

    assert set(judgement.faults) == {"copies", "kind", "met_at"}
    assert judgement.answers == {"subject": "Đúng"}


def test_a_fault_in_a_row_keeps_the_number_the_row_was_typed_with() -> None:
    typed = {
        "recipients": ["", "quá dài cho ô này", "B"],
        "people": [{}, {"name": " "}, {"age": 7}, {"name": "X"}, {"name": "An", "age": "x"}][1:4],
    }

    judgement = judge(FORM, typed, ("2",))

    assert {"recipients.1", "people.1.name", "people.2.name"} <= judgement.faults.keys()
    assert judgement.faults["people.2.name"][0].en == "No secrets."
    assert judgement.answers["recipients"] == ["B"]
    assert judgement.answers["people"] == [{"age": 7}, {"name": "X"}]


def test_a_fault_in_a_row_of_a_row_keeps_both_numbers() -> None:
    typed = {"people": [{}, {"name": "An", "tasks": [{}, {"task": "quá dài cho ô"}]}]}

    assert set(judge(FORM, typed).faults) == {"people.1.tasks.1.task"}


@pytest.mark.parametrize("row", [None, 3, "An", ["An"], True])
def test_what_is_no_row_is_refused_in_both_languages(row: Any) -> None:
    judgement = judge(FORM, {"people": [row, {"name": "An"}]})

    (sentence,) = judgement.faults["people.0"]
    assert sentence.vi == "Mỗi dòng phải là một nhóm ô có tên."
    assert judgement.answers == {"people": [{"name": "An"}]}


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf, 1.5, True])
def test_only_whole_numbers_count(value: Any) -> None:
    assert set(judge(FORM, {"copies": value}).faults) == {"copies"}


def test_loading_raises_with_every_fault_beside_its_field() -> None:
    with pytest.raises(FieldErrors) as caught:
        load_answers(FORM, {"kind": "z", "copies": 100})

    assert set(caught.value.faults) == {"kind", "copies"}
    assert "từ 0 đến 99" in caught.value.faults["copies"][0].vi


def test_loading_canonical_answers_again_changes_nothing() -> None:
    typed = {"subject": " a ", "written_on": "5.3.2026", "people": [{"name": "An", "age": "07"}]}

    once = load_answers(FORM, typed)

    assert load_answers(FORM, once) == once


def test_page_and_api_share_one_schema_that_describes_its_limits() -> None:
    members = schema_class(FORM)().fields

    assert schema_class(FORM) is schema_class(toy_form())
    assert list(members) == [field.name for field in FORM.fields]
    assert members["subject"].metadata["maxLength"] == 20
    assert members["people"].metadata["maxItems"] == 3
    assert members["kind"].metadata["enum"] == ["a", "b", "", None]
    assert members["subject"].metadata["title"] == "Về việc"
