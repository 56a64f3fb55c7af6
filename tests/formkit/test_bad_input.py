"""Every kind of bad input gets its sentence, in both languages, beside its field (issue 2, §7)."""

import json
import math
import re
from typing import Any

import pytest

from service.formkit.schema import judge
from tests.documents.form_values import catalogue
from tests.formkit.toy_form import toy_form

SLIP, MINUTES, PLAN = (catalogue()[f"BM.CTCL.0{n}"] for n in (1, 2, 3))
VIETNAMESE = re.compile("[À-ỹ]")

CHARACTERS = {
    "a bell": ("\a", "ký tự điều khiển"),
    "a null": ("\x00", "ký tự điều khiển"),
    "a form feed": ("\f", "ký tự điều khiển"),
    "an escape": ("\x1b", "ký tự điều khiển"),
    "a delete": ("\x7f", "ký tự điều khiển"),
    "a C1 control": ("\x9b", "ký tự điều khiển"),
    "half a pair": ("\ud800", "ký tự bị hỏng"),
    "the other half": ("\udfff", "ký tự bị hỏng"),
    "a non-character": ("\ufffe", "ký tự bị hỏng"),
    "an override": ("\u202e", "đảo chiều"),
    "an embedding": ("\u202a", "đảo chiều"),
    "an isolate": ("\u2067", "đảo chiều"),
    "a mark": ("\u200f", "đảo chiều"),
}
CASES: dict[str, tuple[Any, dict[str, Any], str, str]] = {
    "only zero-width spaces": (
        SLIP, {"nonconformity_description": "\u200b\u200b"}, "nonconformity_description",
        "không nhìn thấy",
    ),
    "only joiners": (SLIP, {"executor_name": "\u200d"}, "executor_name", "không nhìn thấy"),
    "only Hangul fillers": (SLIP, {"root_cause": "\u3164 \u3164"}, "root_cause", "không nhìn thấy"),
    "only a mark without its letter": (SLIP, {"root_cause": "\u0301"}, "root_cause", "không nhìn"),
    "a variation selector alone": (MINUTES, {"venue": "\ufe0f"}, "venue", "không nhìn thấy"),
    "text over its maximum": (
        SLIP, {"related_documents": "x" * 501}, "related_documents", "500 ký tự, đang có 501",
    ),
    "two lines in a single line": (
        SLIP, {"issue_place": "Khánh\nHòa"}, "issue_place", "chỉ có một dòng",
    ),
    "a tab in a single line": (MINUTES, {"venue": "a\tb"}, "venue", "chỉ có một dòng"),
    "a name with a title": (MINUTES, {"chair_name": "TS. Đỗ An"}, "chair_name", "«TS.»"),
    "31 February": (SLIP, {"issue_date": "31/02/2026"}, "issue_date", "chỉ có 28 ngày"),
    "29 February of a common year": (SLIP, {"due_date": "2026-02-29"}, "due_date", "28 ngày"),
    "a two-digit year": (SLIP, {"due_date": "5/3/26"}, "due_date", "đủ bốn chữ số"),
    "month before day": (SLIP, {"due_date": "03/25/2026"}, "due_date", "ngày trước, tháng sau"),
    "month 13": (SLIP, {"due_date": "2026-13-05"}, "due_date", "tháng"),
    "day 0": (SLIP, {"due_date": "00/03/2026"}, "due_date", "bắt đầu từ 01"),
    "year 1899": (SLIP, {"due_date": "1/1/1899"}, "due_date", "từ 1900 đến 2100"),
    "a month without its day": (SLIP, {"due_date": "3/2026"}, "due_date", "ngày/tháng/năm"),
    "a date in full-width digits": (SLIP, {"due_date": "５/３/２０２６"}, "due_date", "chữ số 0–9"),
    "a date as a number": (SLIP, {"due_date": 20260305}, "due_date", "chữ"),
    "a year where the day counts": (
        SLIP, {"plan_updates": [{"updated_on": "2026", "text": "x"}]}, "plan_updates.0.updated_on",
        "đủ ngày, tháng, năm",
    ),
    "an end before the start": (
        MINUTES, {"opened_at": "2026-03-05T08:00", "closed_at": "2026-03-04T17:00"}, "closed_at",
        "trước giờ khai mạc",
    ),
    "25 o'clock": (MINUTES, {"opened_at": "25:00 5/3/2026"}, "opened_at", "từ 00 đến 23"),
    "a day without its time": (MINUTES, {"opened_at": "5/3/2026"}, "opened_at", "cả giờ và ngày"),
    "NaN as a number": (PLAN, {"plan_year": math.nan}, "plan_year", "từ 2000 đến 2100"),
    "NaN as a word": (PLAN, {"plan_year": "NaN"}, "plan_year", "số"),
    "infinity": (PLAN, {"plan_year": math.inf}, "plan_year", "từ 2000 đến 2100"),
    "a fraction": (PLAN, {"plan_year": 2026.5}, "plan_year", "từ 2000 đến 2100"),
    "full-width digits": (PLAN, {"plan_year": "２０２６"}, "plan_year", "chữ số 0–9"),
    "Arabic digits": (PLAN, {"plan_year": "٢٠٢٦"}, "plan_year", "chữ số 0–9"),
    "digits with underscores": (PLAN, {"plan_year": "2_026"}, "plan_year", "số"),
    "1_000": (MINUTES, {"archive_copies": "1_000"}, "archive_copies", "số"),
    "an exponent": (PLAN, {"plan_year": "2e3"}, "plan_year", "số"),
    "a number out of range": (MINUTES, {"archive_copies": 100}, "archive_copies", "từ 1 đến 99"),
    "a number below its range": (MINUTES, {"archive_copies": "0"}, "archive_copies", "từ 1 đến 99"),
    "a huge number": (PLAN, {"plan_year": 10**400}, "plan_year", "từ 2000 đến 2100"),
    "yes as a number": (PLAN, {"plan_year": True}, "plan_year", "từ 2000 đến 2100"),
    "a field that is not there": (SLIP, {"so_phieu": "1"}, "so_phieu", "không có ô này"),
    "a field of a row that is not there": (
        MINUTES, {"attendees": [{"phone": "0903"}]}, "attendees.0.phone", "không có ô này",
    ),
    "rows beyond their maximum": (
        MINUTES, {"attendees": [{"name": "An"}] * 61}, "attendees", "Tối đa 60 dòng, đang có 61",
    ),
    "texts beyond their maximum": (
        MINUTES, {"recipients": ["A"] * 16}, "recipients", "Tối đa 15 dòng",
    ),
    "rows of rows beyond their maximum": (
        PLAN, {"objectives": [{"actions": [{"action_text": "x"}] * 21}]}, "objectives.0.actions",
        "Tối đa 20 dòng",
    ),
    "a long text in a row": (
        MINUTES, {"recipients": ["A", "B" * 121]}, "recipients.1", "Tối đa 120 ký tự",
    ),
    "a value not in the list": (SLIP, {"request_type": "Khắc phục"}, "request_type", "danh sách"),
    "a value not in the list of a row": (
        MINUTES, {"follow_up_actions": [{"kind": "kp"}]}, "follow_up_actions.0.kind", "danh sách",
    ),
    "a ticked entry not in the list": (SLIP, {"sources": ["rumour"]}, "sources", "danh sách"),
    "entries that are no list": (SLIP, {"sources": "internal_audit"}, "sources", "danh sách"),
    "rows that are no list": (MINUTES, {"attendees": {"0": {}}}, "attendees", "danh sách"),
    "a row that is no row": (MINUTES, {"attendees": ["An"]}, "attendees.0", "nhóm ô"),
    "a list for a text": (SLIP, {"requester_name": ["An"]}, "requester_name", "chữ"),
    "an object for a text": (SLIP, {"requester_name": {"a": 1}}, "requester_name", "chữ"),
    "a number for a text": (SLIP, {"requester_name": 7}, "requester_name", "chữ"),
    "maybe for a box": (
        SLIP, {"new_measure_required": "maybe"}, "new_measure_required", "đánh dấu",
    ),
    "a number typed for the service": (SLIP, {"car_number": "9-2026"}, "car_number", "hệ thống"),
    "a long number": (MINUTES, {"minutes_number": "12345"}, "minutes_number", "hệ thống"),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_bad_input_gets_its_sentence_beside_its_field(case: str) -> None:
    form, typed, path, words = CASES[case]

    faults = judge(form, typed).faults

    assert set(faults) == {path}
    (sentence,) = faults[path]
    assert words in sentence.vi
    assert VIETNAMESE.search(sentence.vi)
    assert sentence.en
    assert not VIETNAMESE.search(sentence.en.split("“")[0])
    assert sentence.vi != sentence.en


@pytest.mark.parametrize("case", CHARACTERS)
@pytest.mark.parametrize(
    ("form", "path"),
    [
        (SLIP, "nonconformity_description"),
        (SLIP, "requester_name"),
        (SLIP, "due_date"),
        (SLIP, "request_type"),
        (MINUTES, "opened_at"),
        (MINUTES, "attendees.0.title"),
        (MINUTES, "recipients.0"),
        (PLAN, "objectives.0.actions.0.action_text"),
    ],
    ids=lambda value: value if isinstance(value, str) else value.code,
)
def test_a_character_word_cannot_show_is_refused_in_every_kind_of_field(
    form: Any, path: str, case: str
) -> None:
    character, words = CHARACTERS[case]

    faults = judge(form, _at(path, f"Đúng{character}sai")).faults

    assert set(faults) == {path}
    assert words in faults[path][0].vi
    assert f"U+{ord(character):04X}" in faults[path][0].vi
    assert "vị trí 5" in faults[path][0].vi


def test_the_same_characters_sent_as_json_escapes_are_refused() -> None:
    typed = json.loads('{"nonconformity_description": "a\\u0007b", "requester_name": "\\ud83d"}')

    assert set(judge(SLIP, typed).faults) == {"nonconformity_description", "requester_name"}


@pytest.mark.parametrize("form", [SLIP, MINUTES, PLAN, toy_form()], ids=lambda form: form.code)
@pytest.mark.parametrize("typed", [None, [], "x", 7, True, [{}]])
def test_what_is_no_set_of_fields_is_refused_as_a_whole(form: Any, typed: Any) -> None:
    faults = judge(form, typed).faults

    assert set(faults) == {""}
    assert VIETNAMESE.search(faults[""][0].vi)


def test_what_is_right_beside_what_is_wrong_stays() -> None:
    typed = {"due_date": "31/02/2026", "root_cause": "Thiếu người.", "executor_name": "\u202e"}

    judgement = judge(SLIP, typed)

    assert judgement.answers == {"root_cause": "Thiếu người."}
    assert set(judgement.faults) == {"due_date", "executor_name"}


def _at(path: str, value: str) -> dict[str, Any]:
    """Typed values with `value` at that path."""
    whole: Any = value
    for step in reversed(path.split(".")):
        whole = [whole] if step.isdigit() else {step: whole}
    typed: dict[str, Any] = whole
    return typed
