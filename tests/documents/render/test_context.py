"""Answers become plain values: official dates, numbered rows, '' for every blank."""

import pytest

from service.documents.errors import ValueMissing
from service.documents.render.render import context, printed_answers
from tests.documents import toy_template as toy
from tests.documents.form_values import catalogue, paper_of

FORM = toy.form()


def test_every_printed_name_is_there_even_without_an_answer() -> None:
    values = context(FORM, {}, paper_of(FORM))

    assert {name: values[name] for name in ("name", "day", "kind", "people")} == {
        "name": "",
        "day": "",
        "kind": "",
        "people": [],
    }
    assert values["form"]["issue_date"] == "14/9/2020"


@pytest.mark.parametrize(
    ("iso", "day", "month", "mask"),
    [
        ("2026-03-05", "05", "3", "M"),
        ("2026-01-12", "12", "01", "MM"),
        ("2026-10-09", "09", "10", "M"),
        ("2026", "……", "……", "MM"),
    ],
)
def test_a_date_is_given_in_official_parts(iso: str, day: str, month: str, mask: str) -> None:
    parts = context(FORM, {"day": iso}, paper_of(FORM))["day"]

    assert (parts["day"], parts["month"], parts["mask"]) == (day, month, mask)
    assert parts["full"] is (len(iso) > 4)


def test_numbers_moments_and_boxes_are_given_as_they_print() -> None:
    values = context(FORM, toy.FILLED, paper_of(FORM))

    assert (values["count"], values["urgent"]) == ("07", "true")
    assert values["moment"] == "08 giờ 30, ngày 05 tháng 3 năm 2026"


def test_rows_know_their_place_and_inner_rows_are_numbered_through() -> None:
    form = catalogue()["BM.CTCL.03"]
    aim = {"objective_no": 1, "actions": [{"action_text": "a"}, {"action_text": "b"}]}

    rows = context(form, {"plan_level": "agency", "objectives": [aim, aim]}, paper_of(form))

    first, second = rows["objectives"]
    assert (first["FIRST"], first["LAST"], second["LAST"]) == (True, False, True)
    assert [a["ID"] for o in (first, second) for a in o["actions"]] == [
        "000000",
        "000001",
        "000002",
        "000003",
    ]


def test_an_answer_that_is_no_option_is_refused() -> None:
    with pytest.raises(ValueMissing, match="sign"):
        context(FORM, {"sign": "TM"}, paper_of(FORM))


def test_only_what_the_paper_shows_counts_as_printed() -> None:
    form = catalogue()["BM.CTCL.01"]
    answers = {"sources": ["audit"], "root_cause": "a", "closed_on": "2026-01-01"}

    assert printed_answers(form, answers) == {"root_cause": "a"}
