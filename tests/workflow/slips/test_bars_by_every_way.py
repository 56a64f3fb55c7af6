"""Ways by which somebody might yet judge their own work: by another part, right, panel or day."""

import pytest

from service.formkit.moves import Role
from service.store.people import persons
from service.workflow.account.sign_in import actor_of
from service.workflow.actor import Actor
from service.workflow.errors import FieldErrors, NotAllowed
from service.workflow.moves.corrections.confirm_correction import confirm_correction
from service.workflow.moves.corrections.propose_correction import propose_correction
from service.workflow.office_settings.letterhead import change_settings
from service.workflow.reminders.send_reminders import remind, reminders_of_today
from tests.builders import (
    BUDGET,
    LEADERS,
    OFFICE_UNIT,
    House,
    a_draft,
    joined,
    slip_values,
    some_evidence,
    submit,
)
from tests.workflow.delegating import give
from tests.workflow.slips.barring import (
    TREATED,
    corrected_by,
    in_inbox,
    waits_for,
    worked_by,
)
from tests.workflow.slips.walking import (
    ANALYSE,
    DIRECT,
    EVIDENCE,
    OTHER_WORKER,
    Slip,
    walked_to,
)

APPROVE = {"due_date": "2026-04-10"}


@pytest.fixture
def house(memory_house: House) -> House:
    """A house in memory: who may what is no matter of the database."""
    return memory_house


@pytest.fixture
def deputy(house: House) -> Actor:
    """Somebody who takes no part in any slip."""
    return joined(house, [("minh", "Hồ Nhật Minh", OFFICE_UNIT, Role.OFFICIAL)])[0]


def with_roles(house: House, who: Actor, *roles: Role) -> Actor:
    """The same person, now holding these roles."""
    with house.office.database.writing() as uow:
        persons.set_roles(uow, who.person_id, roles, granted_by=None, at=house.clock())
        return actor_of(persons.get_person(uow, who.person_id))


def a_treated_slip_for(house: House, author: Actor) -> Slip:
    """A slip that the secretary sent for a colleague, who is said to have treated it."""
    typed = slip_values(**TREATED, requester_name=author.full_name, requesting_unit=BUDGET)
    made = submit(
        house.office,
        house.staff.secretary,
        a_draft(house.office, house.staff.secretary, typed=typed),
    )
    return Slip(house, made.record_id, made.record_version)


def test_a_head_who_reported_a_treatment_does_not_confirm_it_under_another_authors_name(
    house: House,
) -> None:
    staff = house.staff
    second = joined(house, [("ha", "Phan Thị Hà", BUDGET, Role.UNIT_HEAD)])[0]
    slip = a_treated_slip_for(house, staff.unit_head)
    slip.move(second, "return", reason="Thiếu ngày.")
    slip.move(staff.unit_head, "submit", requester_name=staff.official.full_name)

    with pytest.raises(NotAllowed, match=r"không tự xác nhận .*5\.1"):
        slip.move(staff.unit_head, "confirm_treated", {"disposition": "repair"}, reason="Đúng.")
    slip.move(second, "confirm_treated", {"disposition": "repair"}, reason="Đúng.")


def test_a_slip_sent_again_in_the_heads_name_goes_past_the_head(house: House) -> None:
    staff, slip = house.staff, a_treated_slip_for(house, house.staff.official)
    slip.move(staff.unit_head, "return", reason="Thiếu ngày.")

    slip.move(staff.secretary, "submit_treated", TREATED, requester_name=staff.unit_head.full_name)

    assert (slip.stage, slip.holders) == ("with_director", ["director"])


def test_who_makes_themselves_an_implementer_does_not_approve_by_the_same_click(
    house: House,
) -> None:
    staff, slip = house.staff, walked_to(house, "awaiting_approval")

    with pytest.raises(FieldErrors, match="implementers"):
        slip.move(staff.board, "approve", {**APPROVE, "implementers": [staff.board.full_name]})
    slip.move(staff.board, "approve", {**APPROVE, "implementers": [staff.official.full_name]})


def test_a_delegate_does_not_make_the_giver_an_implementer_of_what_they_approve(
    house: House, deputy: Actor
) -> None:
    staff, slip = house.staff, walked_to(house, "awaiting_approval")
    give(house, staff.board, deputy, role="iso_board")

    for name in (staff.board.full_name, deputy.full_name):
        with pytest.raises(FieldErrors, match="implementers"):
            slip.move(deputy, "approve", {**APPROVE, "implementers": [name]})


def test_who_only_added_evidence_as_the_assignee_stays_known_for_it(house: House) -> None:
    staff, slip = house.staff, walked_to(house, "implementing")
    slip.move(
        staff.board,
        "reassign",
        {"executing_unit": BUDGET},
        reason="Giám đốc trực tiếp làm.",
        executor_name=staff.director.full_name,
    )
    some_evidence(house.office, staff.director, slip.id)
    slip.move(staff.board, "reassign", OTHER_WORKER, reason="Đi công tác.")
    slip.move(staff.official, "report_completion", {"measures_taken": "Xong.", "results": "Đủ."})

    with pytest.raises(NotAllowed, match=r"5\.6"):
        slip.move(staff.director, "met", EVIDENCE)


def test_the_way_past_the_bar_leads_past_the_directors_office_alone(
    house: House, deputy: Actor
) -> None:
    staff = house.staff
    other = joined(house, [("hung", "Mai Thế Hùng", LEADERS, Role.ISO_BOARD)])[0]
    both = with_roles(house, staff.director, Role.DIRECTOR, Role.ISO_BOARD)
    with_roles(house, staff.board, Role.OFFICIAL)
    slip = walked_to_before_board_by(house, other)
    slip.move(other, "direct", DIRECT, executor_name=both.full_name)
    slip.move(both, "submit_analysis", ANALYSE)
    slip.move(staff.unit_head, "countersign")
    give(house, both, deputy, record_id=slip.id)

    with pytest.raises(NotAllowed, match=r"5\.4"):
        slip.move(deputy, "approve", APPROVE)
    assert in_inbox(house, deputy) == set()
    slip.move(other, "approve", APPROVE)


def walked_to_before_board_by(house: House, board: Actor) -> Slip:
    """A slip that waits for the board."""
    slip = walked_to(house, "before_board")
    assert board.full_name in waits_for(house, slip)
    return slip


def test_while_the_head_may_check_the_only_directors_delegate_does_not(
    house: House, deputy: Actor
) -> None:
    staff, slip = house.staff, corrected_by(house, house.staff.director)
    give(house, staff.director, deputy, record_id=slip.id)

    with pytest.raises(NotAllowed, match=r"5\.1"):
        slip.move(deputy, "resolved", reason="Đã xem.")
    slip.move(staff.unit_head, "resolved", reason="Đã xem.")


def test_where_head_and_only_director_are_one_the_slip_is_lent(house: House, deputy: Actor) -> None:
    staff = house.staff
    with_roles(house, staff.director, Role.OFFICIAL)
    one = with_roles(house, staff.unit_head, Role.UNIT_HEAD, Role.DIRECTOR)
    slip = corrected_by(house, one)
    assert slip.holders == ["director"]

    give(house, one, deputy, record_id=slip.id)

    assert in_inbox(house, deputy) == {slip.id}
    slip.move(deputy, "resolved", reason="Đã xem.")
    assert slip.stage == "corrected"


def test_the_delegate_of_two_confirms_for_the_one_who_did_not_propose(
    house: House, deputy: Actor
) -> None:
    staff = house.staff
    other = joined(house, [("hung", "Mai Thế Hùng", LEADERS, Role.ISO_BOARD)])[0]
    proposer = with_roles(house, staff.board, Role.ISO_BOARD, Role.ISO_SECRETARY)
    slip = walked_to(house, "implementing")
    give(house, proposer, deputy, role="iso_board")
    give(house, other, deputy, role="iso_board")
    propose_correction(
        house.office,
        proposer,
        slip.id,
        typed={"nonconformity_description": "Viết lại cho rõ."},
        reason="Ghi nhầm.",
        version=slip.version,
        submission="p1",
    )

    made = confirm_correction(house.office, deputy, slip.id, version=slip.version, submission="c1")

    assert made.outcome == "confirmed"


def test_the_proposers_delegate_is_not_reminded_of_what_they_may_not_confirm(
    house: House, deputy: Actor
) -> None:
    proposer = with_roles(house, house.staff.board, Role.ISO_BOARD, Role.ISO_SECRETARY)
    (other,) = joined(house, [("hung", "Mai Thế Hùng", LEADERS, Role.ISO_BOARD)])
    slip = walked_to(house, "implementing")
    give(house, proposer, deputy, role="iso_board")
    propose_correction(
        house.office,
        proposer,
        slip.id,
        typed={"nonconformity_description": "Viết lại cho rõ."},
        reason="Ghi nhầm.",
        version=slip.version,
        submission="p2",
    )
    house.clock.forward(days=6)

    remind(house.office)

    reminded = {
        who.username
        for who in (proposer, deputy, other)
        if any(each.record_id == slip.id for each in reminders_of_today(house.office, who))
    }
    assert reminded == {other.username}


def test_where_directors_approve_the_only_one_lends_what_they_analysed(
    house: House, deputy: Actor
) -> None:
    staff = house.staff
    (second,) = joined(house, [("ngan", "Lý Thu Ngân", OFFICE_UNIT, Role.OFFICIAL)])
    change_settings(house.office, staff.secretary, {"car_approver_role": "director"})
    slip = worked_by(house, staff.director, "awaiting_approval")
    give(house, staff.director, deputy)

    for who in (staff.director, deputy, staff.board):
        with pytest.raises(NotAllowed):
            slip.move(who, "approve", APPROVE)
    assert in_inbox(house, deputy) == set()
    give(house, staff.director, second, record_id=slip.id)

    assert in_inbox(house, second) == {slip.id}
    assert waits_for(house, slip) == [second.full_name]
    assert slip.move(second, "approve", APPROVE).stage == "implementing"
