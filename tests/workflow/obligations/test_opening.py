"""Obligations 11 to 14: a slip opened, its need decided, sent, consolidated (5.2 to 5.3)."""

from datetime import date

import pytest

from service.workflow.drafts.drafts import start_draft
from service.workflow.errors import FieldErrors, NotAllowed, RuleRefuses
from service.workflow.moves.consolidation.consolidate_records import Pick, consolidate
from tests.builders import BUDGET, SLIP, House, slip_values
from tests.workflow.obligations.asking import has_to_do, is_told, says
from tests.workflow.repeated import LATE
from tests.workflow.slips.walking import NEED, PROPOSE, a_sent_slip, walked_to

EIGHT = (
    "threatens_objectives",
    "repetitive",
    "severe",
    "consecutive_records",
    "qms_effectiveness",
    "customer_satisfaction",
    "change",
    "opportunity",
)
MARCH = (date(2026, 3, 1), date(2026, 3, 31))


@pytest.mark.parametrize("who", ["unit_head", "auditor", "official"])
def test_obligation_11_head_auditor_or_finder_writes_box_one_and_reports_to_the_leader(
    memory_house: House, who: str
) -> None:
    opener = getattr(memory_house.staff, who)

    slip = a_sent_slip(
        memory_house, opener, requesting_unit=opener.unit_name, concerned_unit=BUDGET
    )

    assert has_to_do(slip, memory_house.staff.unit_head)
    assert says(slip)["requester_name"] == opener.full_name


@pytest.mark.parametrize("later", ["disposition_text", "root_cause", "verification_evidence"])
def test_obligation_11_who_opens_it_writes_into_no_later_box(
    memory_house: House, later: str
) -> None:
    with pytest.raises(FieldErrors) as wrong:
        start_draft(
            memory_house.office, memory_house.staff.official, SLIP, {**slip_values(), later: "Viết"}
        )

    assert set(wrong.value.faults) == {later}


def test_obligation_11_an_official_opens_none_in_a_colleagues_name(memory_house: House) -> None:
    with pytest.raises(FieldErrors) as wrong:
        a_sent_slip(memory_house, requester_name="Nguyễn Hữu Phước")

    assert set(wrong.value.faults) == {"requester_name"}


@pytest.mark.parametrize("sign", EIGHT)
def test_obligation_12_the_leader_finds_the_need_by_one_of_eight_signs(
    memory_house: House, sign: str
) -> None:
    slip = a_sent_slip(memory_house)

    slip.move(memory_house.staff.unit_head, "need_action", {**NEED, "need_criteria": [sign]})

    assert slip.answers["need_criteria"] == [sign]
    assert slip.stage == "with_secretary"


def test_obligation_12_without_a_sign_or_words_for_one_there_is_no_need(
    memory_house: House,
) -> None:
    slip = a_sent_slip(memory_house)

    with pytest.raises(FieldErrors) as wrong:
        slip.move(memory_house.staff.unit_head, "need_action", {**NEED, "need_criteria": []})
    slip.move(
        memory_house.staff.unit_head,
        "need_action",
        {**NEED, "need_criteria": [], "need_other": "Báo chí đã nêu."},
    )

    assert set(wrong.value.faults) == {"need_criteria"}
    assert slip.answers["need_other"] == "Báo chí đã nêu."


def test_obligation_12_nobody_but_the_leader_decides_the_need(memory_house: House) -> None:
    slip = a_sent_slip(memory_house)

    for who in (memory_house.staff.official, memory_house.staff.secretary):
        with pytest.raises(NotAllowed, match=r"5\.2\.1"):
            slip.move(who, "need_action", NEED)


def test_obligation_12_the_fourth_record_in_a_row_alarms_leader_and_secretary(
    memory_house: House,
) -> None:
    staff = memory_house.staff

    slips = [
        a_sent_slip(memory_house, nonconformity_description=LATE.format(n=n)) for n in (1, 2, 3, 4)
    ]

    told = [
        [is_told(slip, who, "repetition") for who in (staff.unit_head, staff.secretary)]
        for slip in slips
    ]
    assert told == [[False, False], [False, False], [False, False], [True, True]]
    assert not is_told(slips[3], staff.official, "repetition")


def test_obligation_13_the_leader_sends_the_slip_to_the_secretary(memory_house: House) -> None:
    slip = a_sent_slip(memory_house)

    slip.move(memory_house.staff.unit_head, "need_action", NEED)

    assert has_to_do(slip, memory_house.staff.secretary)
    assert slip.answers["sent_to_secretary_on"] == "2026-03-05"


def test_obligation_13_a_slip_comes_to_the_secretary_with_the_leaders_reasons(
    memory_house: House,
) -> None:
    slip = a_sent_slip(memory_house)

    with pytest.raises(FieldErrors) as wrong:
        slip.move(memory_house.staff.unit_head, "need_action", {**NEED, "unit_head_decision": ""})

    assert set(wrong.value.faults) == {"unit_head_decision"}
    assert not has_to_do(slip, memory_house.staff.secretary)


def test_obligation_14_the_secretary_lays_the_slips_before_the_board_on_one_list(
    memory_house: House,
) -> None:
    staff = memory_house.staff
    slips = [walked_to(memory_house, "with_secretary") for _ in range(2)]
    picks = [
        Pick(slip.id, slip.version, {"secretary_proposal": f"Đề xuất {slip.record.number}"})
        for slip in slips
    ]

    consolidate(memory_house.office, staff.secretary, picks, period=MARCH, submission="một lần")

    lists = [says(slip, "O-01") for slip in slips]
    assert lists[0] == lists[1]
    assert [(row["car_number"], row["secretary_proposal"]) for row in lists[0]["slips"]] == [
        ("01/2026", "Đề xuất 01/2026"),
        ("02/2026", "Đề xuất 02/2026"),
    ]
    assert lists[0]["board_name"] == staff.board.full_name
    assert all(has_to_do(slip, staff.board) for slip in slips)


@pytest.mark.parametrize("who", ["official", "unit_head", "board"])
def test_obligation_14_nobody_but_the_secretary_consolidates(memory_house: House, who: str) -> None:
    slip = walked_to(memory_house, "with_secretary")

    with pytest.raises(NotAllowed, match=r"5\.3"):
        slip.move(getattr(memory_house.staff, who), "consolidate", PROPOSE)


def test_obligation_14_a_list_of_nothing_is_none(memory_house: House) -> None:
    with pytest.raises(RuleRefuses, match=r"5\.3"):
        consolidate(
            memory_house.office, memory_house.staff.secretary, [], period=MARCH, submission="x"
        )
