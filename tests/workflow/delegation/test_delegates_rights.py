"""A delegate's rights beside the moves: evidence and the consolidated list, on the days given."""

from datetime import date

import pytest

from service.store.ledger.events import timeline
from service.store.ledger.verify_chains import verify_all
from service.workflow.actor import Actor
from service.workflow.errors import NotAllowed
from service.workflow.files.dossier import whole_dossier
from service.workflow.files.evidence import NOT_YOURS, list_evidence
from service.workflow.moves.consolidation.consolidation_desk import read_list_desk
from service.workflow.moves.consolidation.consolidation_right import may_make_lists
from tests.builders import House, Staff, a_slip, some_evidence
from tests.workflow.delegating import give
from tests.workflow.slips.listing import make_list, pick, waiting_slips
from tests.workflow.slips.walking import a_sent_slip

TOMORROW, DAY_AFTER = date(2026, 3, 6), date(2026, 3, 7)
ROLES = [
    ("director", "director"),
    ("board", "iso_board"),
    ("secretary", "iso_secretary"),
    ("unit_head", "unit_head"),
]


def may_add(house: House, actor: Actor, record_id: str) -> bool:
    return list_evidence(house.office, actor, record_id).may_add


def refused(house: House, actor: Actor, record_id: str) -> bool:
    """Whether the server takes no evidence from the person."""
    try:
        some_evidence(house.office, actor, record_id)
    except NotAllowed as told:
        return told.label == NOT_YOURS
    return False


@pytest.mark.parametrize(("who", "role"), ROLES)
def test_a_role_delegated_adds_evidence_on_its_days_and_on_no_other(
    house: House, staff: Staff, who: str, role: str
) -> None:
    slip, auditor = a_slip(house.office, staff.official).record_id, staff.auditor
    days = {"from_day": TOMORROW, "to_day": DAY_AFTER}
    give(house, getattr(staff, who), auditor, role=role, **days)

    told = []
    for _ in range(4):
        told.append((may_add(house, auditor, slip), not refused(house, auditor, slip)))
        house.clock.forward(days=1)

    assert told == [(False, False), (True, True), (True, True), (False, False)]


def test_a_slip_lent_takes_evidence_and_no_other_slip_does(house: House, staff: Staff) -> None:
    lent, other = a_sent_slip(house).id, a_sent_slip(house).id
    give(house, staff.unit_head, staff.auditor, record_id=lent)

    assert not refused(house, staff.auditor, lent)
    assert refused(house, staff.auditor, other)
    house.clock.forward(days=16)
    assert refused(house, staff.auditor, lent)


def test_history_names_who_added_and_for_whom(house: House, staff: Staff) -> None:
    slip = a_slip(house.office, staff.official).record_id
    given = give(house, staff.unit_head, staff.auditor, role="unit_head")

    some_evidence(house.office, staff.auditor, slip)
    some_evidence(house.office, staff.official, slip)

    with house.office.database.reading() as uow:
        added = [each for each in timeline(uow, slip) if each.kind == "evidence_added"]
        assert verify_all(uow) == ()
    behalf = {"name": "Lê Thanh Tùng", "authority": "TUQ", "id": given.id}
    assert [(e.actor_name, e.payload.get("for")) for e in added] == [
        ("Bùi Hải Yến", behalf),
        ("Phạm Quốc Bảo", None),
    ]
    whole_dossier(house.office, staff.auditor, slip).content.close()


def test_ones_own_right_comes_before_a_delegation(house: House, staff: Staff) -> None:
    slip = a_slip(house.office, staff.official).record_id
    give(house, staff.director, staff.board, role="director")

    some_evidence(house.office, staff.board, slip)

    with house.office.database.reading() as uow:
        (added,) = (e for e in timeline(uow, slip) if e.kind == "evidence_added")
    assert "for" not in added.payload


def test_the_secretarys_delegate_lists_on_the_days_given(house: House, staff: Staff) -> None:
    (slip,) = waiting_slips(house, 1)
    give(house, staff.secretary, staff.auditor, role="iso_secretary", from_day=TOMORROW)

    assert not may_make_lists(house.office, staff.auditor)
    house.clock.forward(days=1)
    assert may_make_lists(house.office, staff.auditor)
    assert make_list(house, pick(slip), actor=staff.auditor).record_ids == (slip.id,)
    assert slip.events[-1].payload["for"]["name"] == "Trần Thị Minh Châu"  # type: ignore[index, call-overload]


def test_who_was_lent_one_slip_lists_that_one_alone(house: House, staff: Staff) -> None:
    lent, other = waiting_slips(house, 2)
    give(house, staff.secretary, staff.auditor, record_id=lent.id)

    desk = read_list_desk(house.office, staff.auditor)
    assert [each.record_id for each in desk.slips] == [lent.id]
    with pytest.raises(NotAllowed):
        make_list(house, pick(lent), pick(other), actor=staff.auditor)
    make_list(house, pick(lent), actor=staff.auditor)

    assert (lent.stage, other.stage) == ("before_board", "with_secretary")
    assert not may_make_lists(house.office, staff.auditor)


def test_a_lent_slip_stands_once_on_the_desk_of_who_has_the_role_too(
    house: House, staff: Staff
) -> None:
    (slip,) = waiting_slips(house, 1)
    give(house, staff.secretary, staff.auditor, record_id=slip.id)
    give(house, staff.secretary, staff.auditor, role="iso_secretary")

    desk = read_list_desk(house.office, staff.auditor)

    assert [each.record_id for each in desk.slips] == [slip.id]
