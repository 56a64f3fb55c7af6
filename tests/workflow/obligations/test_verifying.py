"""Obligations 23 to 26: verified by the director or a delegate, closed, or led on (5.6, 5.7)."""

import pytest

from service.store.records.links import links_of
from service.workflow.delegation.read_delegations import delegation_word
from service.workflow.errors import FieldErrors, NotAllowed, RuleRefuses, WrongStage
from service.workflow.records.read_records import open_record
from tests.builders import House, some_evidence
from tests.workflow.delegating import give
from tests.workflow.obligations.asking import has_to_do, says
from tests.workflow.slips.walking import (
    COMPLETE,
    DIRECT,
    EVIDENCE,
    NOT_MET,
    REOPEN,
    Slip,
    walked_to,
)


@pytest.fixture
def slip(memory_house: House) -> Slip:
    """A slip whose result waits to be verified."""
    return walked_to(memory_house, "awaiting_verification")


def led_on(house: House) -> tuple[Slip, Slip]:
    """A slip that failed, and the new one it leads on to."""
    old = walked_to(house, "not_met")
    made = old.move(house.staff.director, "open_new", REOPEN)
    assert made.new_record_id is not None
    return old, Slip(house, made.new_record_id)


def test_obligation_23_the_director_verifies_and_signs(slip: Slip) -> None:
    director = slip.house.staff.director
    assert has_to_do(slip, director)

    slip.move(director, "met", EVIDENCE)

    said = says(slip)
    assert (said["result"], said["verified_on"]) == ("met", "2026-03-05")
    assert said["verifier_name"] == director.full_name


def test_obligation_23_a_recorded_delegate_verifies_by_delegation(slip: Slip) -> None:
    staff = slip.house.staff
    given = give(slip.house, staff.director, staff.stranger, record_id=slip.id)
    assert delegation_word(slip.house.office, staff.stranger, given.id).content

    slip.move(staff.stranger, "met", EVIDENCE)

    said = says(slip)
    assert (said["verifier_authority"], said["verifier_name"]) == ("TUQ", staff.stranger.full_name)
    assert slip.answers["authorisation_ref"].startswith("Võ Đình Khải ủy quyền cho")


def test_obligation_23_without_a_delegation_or_after_it_nobody_else_verifies(slip: Slip) -> None:
    staff = slip.house.staff
    for who in (staff.board, staff.secretary, staff.unit_head):
        with pytest.raises(NotAllowed, match=r"5\.6"):
            slip.move(who, "met", EVIDENCE)
    give(slip.house, staff.director, staff.board, record_id=slip.id)
    slip.house.clock.forward(days=16)

    with pytest.raises(NotAllowed, match=r"5\.6"):
        slip.move(staff.board, "met", EVIDENCE)


def test_obligation_23_from_the_deadline_on_verification_needs_no_report(
    memory_house: House,
) -> None:
    director = memory_house.staff.director
    slip = walked_to(memory_house, "implementing")
    memory_house.clock.forward(days=35)
    with pytest.raises(RuleRefuses, match=r"5\.6"):
        slip.move(director, "begin_verification")
    memory_house.clock.forward(days=1)

    slip.move(director, "begin_verification")

    assert has_to_do(slip, director)


def test_obligation_23_evidence_is_checked(slip: Slip) -> None:
    with pytest.raises(RuleRefuses, match=r"5\.6"):
        slip.move(slip.house.staff.director, "met", {})


def test_obligation_23_nobody_verifies_their_own_work(memory_house: House) -> None:
    staff = memory_house.staff
    slip = walked_to(memory_house, "implementing")
    reassigned = {"executing_unit": "Lãnh đạo Sở", "executor_name": staff.director.full_name}
    slip.move(staff.board, "reassign", reassigned, reason="Việc liên ngành.")
    slip.move(staff.director, "report_completion", COMPLETE)

    with pytest.raises(NotAllowed, match=r"không tự kiểm tra"):
        slip.move(staff.director, "met", EVIDENCE)


@pytest.mark.parametrize("who", ["secretary", "board"])
def test_obligation_24_the_board_closes_with_the_evidence_in_box_three(
    memory_house: House, who: str
) -> None:
    slip = walked_to(memory_house, "verified")

    slip.move(getattr(memory_house.staff, who), "close")

    assert slip.stage == "closed"
    said = says(slip)
    assert said["verification_evidence"] == EVIDENCE["verification_evidence"]
    assert said["result"] == "met"


def test_obligation_24_the_verifiers_own_files_alone_are_named_in_box_three(slip: Slip) -> None:
    some_evidence(slip.house.office, slip.house.staff.official, slip.id)
    some_evidence(slip.house.office, slip.house.staff.director, slip.id)

    slip.move(slip.house.staff.director, "met", {})

    said = says(slip)["verification_evidence"]
    assert said == "Bằng chứng do người kiểm tra thêm: Biên bản làm việc.txt."


def test_obligation_24_the_files_of_who_executed_are_no_proof_of_who_verifies(slip: Slip) -> None:
    some_evidence(slip.house.office, slip.house.staff.official, slip.id)

    with pytest.raises(RuleRefuses, match=r"của người kiểm tra.*5\.6"):
        slip.move(slip.house.staff.director, "met", {})


@pytest.mark.parametrize("stage", ["implementing", "awaiting_verification", "not_met"])
def test_obligation_24_nothing_is_closed_that_was_not_verified_as_met(
    memory_house: House, stage: str
) -> None:
    slip = walked_to(memory_house, stage)

    with pytest.raises(WrongStage, match=r"5\.7"):
        slip.move(memory_house.staff.secretary, "close", EVIDENCE)


def test_obligation_24_box_three_is_not_emptied_on_closing(memory_house: House) -> None:
    slip = walked_to(memory_house, "verified")

    with pytest.raises(FieldErrors) as wrong:
        slip.move(memory_house.staff.secretary, "close", verification_evidence="")

    assert set(wrong.value.faults) == {"verification_evidence"}


def test_obligation_24_who_executed_does_not_close(memory_house: House) -> None:
    staff = memory_house.staff
    slip = walked_to(memory_house, "implementing")
    reassigned = {"executing_unit": "Văn phòng Sở", "executor_name": staff.secretary.full_name}
    slip.move(staff.board, "reassign", reassigned, reason="Việc của Ban ISO.")
    slip.move(staff.secretary, "report_completion", COMPLETE)
    slip.move(staff.director, "met", EVIDENCE)

    with pytest.raises(NotAllowed, match=r"không tự đóng"):
        slip.move(staff.secretary, "close", EVIDENCE)


def test_obligation_25_the_verifier_opens_a_new_slip_for_the_directors_opinion(
    memory_house: House,
) -> None:
    old, new = led_on(memory_house)

    assert (old.stage, new.stage) == ("continued", "awaiting_opinion")
    assert has_to_do(new, memory_house.staff.director)
    said = says(new, "O-08")
    assert {name: said[name] for name in REOPEN} == REOPEN


def test_obligation_25_before_the_opinion_no_work_resumes(memory_house: House) -> None:
    staff = memory_house.staff
    _, new = led_on(memory_house)
    with pytest.raises(WrongStage, match=r"5\.3"):
        new.move(staff.board, "direct", DIRECT)
    with pytest.raises(NotAllowed, match=r"5\.7"):
        new.move(staff.board, "give_opinion", director_opinion="Làm đi.")

    new.move(staff.director, "give_opinion", director_opinion="Giao Thanh tra giám sát.")

    new.move(staff.board, "direct", DIRECT)
    assert new.stage == "analysing"


def test_obligation_25_nobody_else_opens_it_and_not_without_saying_what_failed(
    memory_house: House,
) -> None:
    slip = walked_to(memory_house, "not_met")

    with pytest.raises(NotAllowed, match=r"5\.7"):
        slip.move(memory_house.staff.secretary, "open_new", REOPEN)
    with pytest.raises(FieldErrors) as wrong:
        slip.move(memory_house.staff.director, "open_new", {})

    assert set(wrong.value.faults) == {"failure_reasons", "proposals"}


def test_obligation_25_who_found_it_not_met_says_what_was_found(slip: Slip) -> None:
    with pytest.raises(FieldErrors) as wrong:
        slip.move(slip.house.staff.director, "not_met", {**NOT_MET, "verification_evidence": ""})

    assert set(wrong.value.faults) == {"verification_evidence"}


def test_obligation_26_old_and_new_lead_to_each_other_in_links_and_for_readers(
    memory_house: House,
) -> None:
    old, new = led_on(memory_house)

    with memory_house.office.database.reading() as uow:
        kept = [
            (link.kind, link.other_id) for each in (old, new) for link in links_of(uow, each.id)
        ]
    shown = [
        [(link.kind, link.number) for link in open_record(memory_house.office, who, each.id).links]
        for who, each in ((memory_house.staff.official, old), (memory_house.staff.director, new))
    ]

    assert kept == [("continued_on", new.id), ("continues", old.id)]
    assert shown == [[("continued_on", "02/2026")], [("continues", "01/2026")]]


def test_obligation_26_old_and_new_lead_to_each_other_on_both_papers(memory_house: House) -> None:
    old, new = led_on(memory_house)

    box_three, head = says(old), says(new)
    assert box_three["follow_up_car_number"] == head["car_number"] == "02/2026"
    assert box_three["follow_up_opened_on"] == "2026-03-05"
    assert head["related_documents"].startswith("Phiếu số 01/2026 (kiểm tra ngày 05/3/2026")


def test_obligation_26_one_slip_leads_to_one_new_one(memory_house: House) -> None:
    old, _ = led_on(memory_house)

    with pytest.raises(WrongStage, match=r"5\.7"):
        old.move(memory_house.staff.director, "open_new", REOPEN)
