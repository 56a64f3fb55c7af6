"""A continued slip and the one before it lead to each other, whatever is corrected (5.7)."""

from typing import Any

import pytest

from service.workflow.errors import FieldErrors
from service.workflow.moves.corrections.correct_record import correct_record
from service.workflow.records.read_records import open_record
from tests.builders import House
from tests.workflow.slips.every_stage import slip_at
from tests.workflow.slips.walking import Slip, a_sent_slip

FIELD = "related_documents"


@pytest.fixture
def old(house: House) -> Slip:
    """A slip that was not met and goes on in a new one."""
    return slip_at(house, "continued")


@pytest.fixture
def new(house: House, old: Slip) -> Slip:
    """The slip that goes on from the old one; the director, who verified, is its submitter."""
    made = old.made[-1]
    assert made.new_record_id
    return Slip(house, made.new_record_id)


def corrected(slip: Slip, **typed: Any) -> dict[str, Any]:
    """What the slip says after the secretary's correction."""
    correct_record(
        slip.house.office,
        slip.house.staff.secretary,
        slip.id,
        typed=typed,
        reason="Ghi nhầm",
        version=slip.record.version,
        submission="",
    )
    return slip.answers


def faults(slip: Slip, **typed: Any) -> dict[str, Any]:
    """What is told beside which field when the correction is refused."""
    before = (slip.record, slip.events, slip.papers)
    with pytest.raises(FieldErrors) as wrong:
        corrected(slip, **typed)
    assert (slip.record, slip.events, slip.papers) == before
    return dict(wrong.value.faults)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "QT.QLNS.03",
        "Phiếu số 01/2026",
        "Phiếu số 02/2026 (kiểm tra ngày 05/03/2026: Không đạt)",
        "Phiếu số 01/2026 (kiểm tra ngày 05/03/2026: Đạt)",
    ],
)
def test_the_line_to_the_older_slip_cannot_be_corrected_away(new: Slip, text: str) -> None:
    told = faults(new, **{FIELD: text})

    assert list(told) == [FIELD]
    (label,) = told[FIELD]
    line = "«Phiếu số 01/2026 (kiểm tra ngày 05/3/2026: Không đạt)»"
    assert line in label.vi
    assert "QT.CTCL 5.7" in label.vi
    assert "keep the line" in label.en


def test_more_may_be_written_beside_the_line(new: Slip) -> None:
    line = new.answers[FIELD].splitlines()[0]

    said = corrected(new, **{FIELD: f"QT.QLNS.03 mục 5.4\n  {line} \nBiên bản 12"})

    assert line in [each.strip() for each in said[FIELD].splitlines()]
    assert "Biên bản 12" in said[FIELD]
    assert faults(new, **{FIELD: "Biên bản 12"})


def test_a_correction_of_something_else_is_not_asked_about_the_line(new: Slip) -> None:
    said = corrected(new, nonconformity_description="Hồ sơ QT-0613 trả trễ 03 ngày.")

    assert said[FIELD].startswith("Phiếu số 01/2026 (")


def test_a_slip_that_continues_none_may_empty_the_field(house: House) -> None:
    line = "Phiếu số 01/2026 (kiểm tra ngày 05/3/2026: Không đạt)"
    slip = a_sent_slip(house, **{FIELD: line})

    assert FIELD not in corrected(slip, **{FIELD: ""})


@pytest.mark.parametrize("name", ["follow_up_car_number", "follow_up_opened_on"])
@pytest.mark.parametrize("value", ["", "09/2026"])
def test_the_old_slip_keeps_the_new_ones_number_and_date(old: Slip, name: str, value: str) -> None:
    typed = value.replace("09/2026", "2026-09-09") if value and name.endswith("_on") else value

    assert list(faults(old, **{name: typed})) == [name]


def test_the_line_stays_also_while_the_new_slip_is_worked_on(house: House, new: Slip) -> None:
    new.move(house.staff.director, "give_opinion", {"director_opinion": "Đồng ý."})

    view = open_record(house.office, house.staff.secretary, new.id)

    assert [(each.kind, each.number) for each in view.links] == [("continues", "01/2026")]
    assert faults(new, **{FIELD: ""})
