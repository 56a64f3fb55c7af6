"""Obligations 6 to 10: ways to treat, the paper, executor and check, sources (5.1)."""

import pytest

from service.workflow.drafts.drafts import list_drafts
from service.workflow.errors import FieldErrors, NotAllowed, WrongStage
from tests.builders import House, a_draft, slip_values, submit
from tests.workflow.obligations.asking import has_to_do, says
from tests.workflow.slips.walking import TREAT, Slip, a_sent_slip

DONE = {"correction_result": "Đã in lại."}
TWELVE = (
    "nonconforming_activity",
    "customer_feedback",
    "internal_audit",
    "review_decision",
    "data_analysis",
    "process_result",
    "conformity_result",
    "qms_record",
    "past_action",
    "interested_party",
    "lesson",
    "risk_analysis",
)


@pytest.fixture
def slip(memory_house: House) -> Slip:
    """A slip that waits for the head of the unit."""
    return a_sent_slip(memory_house)


@pytest.mark.parametrize("way", ["rework", "repair", "accept", "reject", "other"])
def test_obligation_06_the_head_chooses_one_of_four_ways_or_says_another(
    slip: Slip, way: str
) -> None:
    slip.move(slip.house.staff.unit_head, "treat", TREAT, disposition=way)

    said = says(slip)
    assert (said["disposition"], said["disposition_text"]) == (way, TREAT["disposition_text"])


def test_obligation_06_another_way_is_said_in_words(slip: Slip) -> None:
    other = {**TREAT, "disposition": "other", "disposition_text": ""}

    with pytest.raises(FieldErrors) as wrong:
        slip.move(slip.house.staff.unit_head, "treat", other)

    assert set(wrong.value.faults) == {"disposition_text"}


@pytest.mark.parametrize("way", ["", "burn"])
def test_obligation_06_no_way_and_an_unknown_one_are_refused(slip: Slip, way: str) -> None:
    with pytest.raises(FieldErrors) as wrong:
        slip.move(slip.house.staff.unit_head, "treat", TREAT, disposition=way)

    assert set(wrong.value.faults) == {"disposition"}


def test_obligation_07_the_content_is_on_bm_01(slip: Slip) -> None:
    said = says(slip)

    assert said["nonconformity_description"] == slip_values()["nonconformity_description"]
    assert (said["car_number"], said["requested_on"]) == ("01/2026", "2026-03-05")
    assert said["requester_name"] == "Phạm Quốc Bảo"


def test_obligation_07_without_content_there_is_neither_number_nor_paper(
    memory_house: House,
) -> None:
    official = memory_house.staff.official
    draft = a_draft(memory_house.office, official, typed=slip_values(nonconformity_description=""))

    with pytest.raises(FieldErrors) as wrong:
        submit(memory_house.office, official, draft)

    assert set(wrong.value.faults) == {"nonconformity_description"}
    assert [each.id for each in list_drafts(memory_house.office, official)] == [draft.id]
    assert a_sent_slip(memory_house).record.number == "01/2026"


def test_obligation_08_the_head_gives_the_work_to_an_executor(slip: Slip) -> None:
    staff = slip.house.staff

    slip.move(staff.unit_head, "treat", TREAT)

    assert has_to_do(slip, staff.official)
    assert not has_to_do(slip, staff.unit_head)


@pytest.mark.parametrize("who", ["official", "auditor", "secretary", "board", "director"])
def test_obligation_08_nobody_but_the_head_decides(slip: Slip, who: str) -> None:
    with pytest.raises(NotAllowed, match=r"5\.1"):
        slip.move(getattr(slip.house.staff, who), "treat", TREAT)


@pytest.mark.parametrize("name", ["", "Người Ngoài Sở"])
def test_obligation_08_the_executor_is_somebody_of_the_register(slip: Slip, name: str) -> None:
    with pytest.raises(FieldErrors) as wrong:
        slip.move(slip.house.staff.unit_head, "treat", TREAT, correction_executor_name=name)

    assert set(wrong.value.faults) == {"correction_executor_name"}


def test_obligation_09_the_head_has_it_corrected_until_it_is_resolved(slip: Slip) -> None:
    staff = slip.house.staff
    slip.move(staff.unit_head, "treat", TREAT)
    for day in ("2026-03-20", "2026-03-30"):
        slip.move(staff.official, "report_done", DONE)
        assert has_to_do(slip, staff.unit_head)
        slip.move(
            staff.unit_head, "not_resolved", {"correction_due_on": day}, reason="Còn một hồ sơ."
        )
        assert has_to_do(slip, staff.official)
    slip.move(staff.official, "report_done", DONE)

    slip.move(staff.unit_head, "resolved", reason="Đủ chữ ký.")

    assert slip.stage == "corrected"


def test_obligation_09_the_executor_does_not_check_the_own_correction(slip: Slip) -> None:
    staff = slip.house.staff
    slip.move(staff.unit_head, "treat", TREAT)
    slip.move(staff.official, "report_done", DONE)

    with pytest.raises(NotAllowed, match=r"5\.1"):
        slip.move(staff.official, "resolved", reason="Đủ.")


def test_obligation_09_nothing_is_resolved_before_it_was_done(slip: Slip) -> None:
    slip.move(slip.house.staff.unit_head, "treat", TREAT)

    with pytest.raises(WrongStage, match=r"5\.1"):
        slip.move(slip.house.staff.unit_head, "resolved", reason="Đủ.")


def test_obligation_10_any_of_the_twelve_kinds_of_source_is_taken(memory_house: House) -> None:
    slip = a_sent_slip(memory_house, sources=list(TWELVE))

    assert slip.answers["sources"] == list(TWELVE)


def test_obligation_10_the_list_is_not_exhaustive(memory_house: House) -> None:
    slip = a_sent_slip(memory_house, sources=["other"], source_other="Thanh tra tỉnh")

    assert slip.answers["sources"] == ["other"]
    assert slip.answers["source_other"] == "Thanh tra tỉnh"


def test_obligation_10_another_source_says_which(memory_house: House) -> None:
    with pytest.raises(FieldErrors) as wrong:
        a_sent_slip(memory_house, sources=["customer_feedback", "other"])

    assert set(wrong.value.faults) == {"source_other"}


@pytest.mark.parametrize("sources", [[], ["hearsay"]])
def test_obligation_10_a_slip_says_where_it_comes_from(
    memory_house: House, sources: list[str]
) -> None:
    with pytest.raises(FieldErrors) as wrong:
        a_sent_slip(memory_house, sources=sources)

    assert {path.partition(".")[0] for path in wrong.value.faults} == {"sources"}
