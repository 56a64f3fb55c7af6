"""Obligations 1 to 5: what is a nonconformity, who records it, treats it, or reports it (5.1)."""

import pytest

from service.workflow.errors import FieldErrors, NotAllowed
from tests.builders import SLIP, UNITS, House, a_draft, a_slip, slip_values, submit
from tests.workflow.obligations.asking import has_to_do, head_of, says
from tests.workflow.slips.walking import ANALYSE, TREAT, Slip, a_sent_slip, walked_to

TREATED = {"treated_text": "Đã trả bổ sung chữ ký", "treated_on": "2026-03-04"}


def a_treated_slip(house: House, **but: str) -> Slip:
    """A slip of what its finder has treated, for the head to confirm."""
    official = house.staff.official
    draft = a_draft(house.office, official, typed=slip_values(**but))
    made = submit(house.office, official, draft, move="submit_treated")
    return Slip(house, made.record_id, made.record_version, [made])


@pytest.mark.parametrize("unit", UNITS)
def test_obligation_01_a_nonconformity_of_any_unit_reaches_that_units_head(
    memory_house: House, unit: str
) -> None:
    slip = a_sent_slip(memory_house, concerned_unit=unit)

    assert slip.holders == [head_of(memory_house, unit)]


@pytest.mark.parametrize("kind", ["corrective", "preventive_improvement"])
def test_obligation_01_an_existing_and_a_potential_nonconformity_go_the_same_way(
    memory_house: House, kind: str
) -> None:
    slip = a_sent_slip(memory_house, request_type=kind)

    assert slip.stage == "with_unit_head"
    assert says(slip)["request_type"] == kind


def test_obligation_01_a_unit_outside_the_scope_is_refused(memory_house: House) -> None:
    with pytest.raises(FieldErrors) as wrong:
        a_sent_slip(memory_house, concerned_unit="Công ty ngoài Sở")

    assert set(wrong.value.faults) == {"concerned_unit"}


def test_obligation_02_a_correction_ends_as_corrected_and_asks_for_no_cause(
    memory_house: House,
) -> None:
    slip = a_sent_slip(memory_house)
    slip.move(memory_house.staff.unit_head, "treat", TREAT)
    slip.move(memory_house.staff.official, "report_done", {"correction_result": "Đã in lại."})

    slip.move(memory_house.staff.unit_head, "resolved", reason="Đủ chữ ký.")

    assert slip.stage == "corrected"
    assert "root_cause" not in says(slip)


def test_obligation_02_a_corrective_action_goes_no_further_without_its_cause(
    memory_house: House,
) -> None:
    slip = walked_to(memory_house, "analysing")

    with pytest.raises(FieldErrors) as wrong:
        slip.move(memory_house.staff.official, "submit_analysis", ANALYSE, root_cause="")

    assert set(wrong.value.faults) == {"root_cause"}


def test_obligation_02_a_slip_says_whether_it_corrects_or_improves(memory_house: House) -> None:
    with pytest.raises(FieldErrors) as wrong:
        a_sent_slip(memory_house, request_type="")

    assert set(wrong.value.faults) == {"request_type"}


@pytest.mark.parametrize("who", ["official", "stranger", "auditor", "unit_head", "secretary"])
def test_obligation_03_whoever_finds_it_records_it_against_law_or_internal_rule(
    memory_house: House, who: str
) -> None:
    finder = getattr(memory_house.staff, who)

    slip = a_sent_slip(memory_house, finder, related_documents="NĐ 61/2018/NĐ-CP; QT.QLNS.03")

    said = says(slip)
    assert said["requester_name"] == finder.full_name
    assert said["related_documents"] == "NĐ 61/2018/NĐ-CP; QT.QLNS.03"


def test_obligation_03_who_only_keeps_the_accounts_records_none(memory_house: House) -> None:
    with pytest.raises(NotAllowed):
        a_draft(memory_house.office, memory_house.staff.administrator, SLIP)


def test_obligation_04_what_one_treated_oneself_the_head_confirms(memory_house: House) -> None:
    slip = a_treated_slip(memory_house, **TREATED)
    assert has_to_do(slip, memory_house.staff.unit_head)

    slip.move(
        memory_house.staff.unit_head, "confirm_treated", {"disposition": "repair"}, reason="Đúng."
    )

    assert slip.stage == "corrected"
    assert says(slip)["disposition_text"] == "Đã trả bổ sung chữ ký (ngày 04/3/2026)"


def test_obligation_04_treated_says_what_was_done_and_when(memory_house: House) -> None:
    with pytest.raises(FieldErrors) as wrong:
        a_treated_slip(memory_house)

    assert set(wrong.value.faults) == {"treated_text", "treated_on"}


def test_obligation_05_what_is_beyond_oneself_the_direct_leader_gets_to_decide(
    memory_house: House,
) -> None:
    staff = memory_house.staff

    slip = a_sent_slip(memory_house)

    assert has_to_do(slip, staff.unit_head)
    assert not any(has_to_do(slip, each) for each in (staff.official, staff.secretary))


def test_obligation_05_what_is_beyond_the_unit_goes_on_to_the_director(memory_house: House) -> None:
    slip = a_sent_slip(memory_house)

    slip.move(memory_house.staff.unit_head, "escalate", reason="Liên quan ba đơn vị.")

    assert has_to_do(slip, memory_house.staff.director)


def test_obligation_05_who_reported_it_does_not_decide_it(memory_house: House) -> None:
    made = a_slip(memory_house.office, memory_house.staff.official)
    slip = Slip(memory_house, made.record_id)

    with pytest.raises(NotAllowed, match=r"5\.1"):
        slip.move(memory_house.staff.official, "treat", TREAT)
