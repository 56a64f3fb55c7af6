"""Ways by which somebody might yet gain, keep or hide a right that is not theirs."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from service.formkit.moves import Role
from service.store.people import persons
from service.workflow.account import api_tokens
from service.workflow.account.api_tokens import make_token, who_holds
from service.workflow.account.own_password import change_password
from service.workflow.account.sign_in import actor_of
from service.workflow.actor import Actor
from service.workflow.delegation.read_delegations import list_delegations
from service.workflow.drafts.drafts import list_drafts, open_draft
from service.workflow.drafts.edit_returned import edit_returned
from service.workflow.errors import FieldErrors, NotAllowed, NotFound, NotSignedIn, WorkflowError
from service.workflow.inbox.inbox import count_inbox
from service.workflow.moves.corrections import corrections_waiting
from service.workflow.moves.corrections.correct_record import correct_record
from service.workflow.moves.corrections.corrections_waiting import corrections_for
from service.workflow.people.people import PersonEntry, change_person, reset_password
from service.workflow.records.read_records import open_record
from service.workflow.reminders.send_reminders import remind, reminders_of_today
from service.workflow.security.changed_rights import changed_rights, rights_seen
from tests.builders import (
    BUDGET,
    INSPECTION,
    PASSWORD,
    House,
    a_draft,
    a_staff,
    slip_values,
    submit,
)
from tests.workflow.correcting import propose
from tests.workflow.delegating import give
from tests.workflow.slips.walking import EVIDENCE, Slip, a_sent_slip, walked_to


@pytest.fixture
def house(memory_house: House) -> House:
    """A house in memory: who may what is no matter of the database."""
    return memory_house


def changed(house: House, who: Actor, by: Actor | None = None, **but: object) -> Actor:
    """The person as an administrator changed them."""
    known = PersonEntry(who.username, who.full_name, who.title, who.unit_name, who.roles)
    entry = replace(known, **but)  # type: ignore[arg-type]
    admin = by or house.staff.administrator
    return actor_of(change_person(house.office, admin, who.person_id, entry, confirmed=True))


def told(house: House, who: Actor) -> list[str]:
    """What the person's first page tells of rights."""
    return [line.sentence.vi for line in changed_rights(house.office, who)]


@pytest.mark.parametrize("role", [Role.UNIT_HEAD, Role.OFFICIAL])
def test_an_administrator_does_not_move_themselves_to_another_unit(
    house: House, role: Role
) -> None:
    both = changed(
        house,
        house.staff.unit_head,
        roles=frozenset({role, Role.ADMINISTRATOR}),
    )

    with pytest.raises(FieldErrors) as refused:
        changed(house, both, by=both, unit_name=INSPECTION)

    assert list(refused.value.faults) == ["unit_name"]
    with house.office.database.reading() as uow:
        assert persons.get_person(uow, both.person_id).unit_name == BUDGET
    changed(house, both, by=both, title="Trưởng phòng")
    changed(house, both, unit_name=INSPECTION)


def test_an_administrator_does_not_reset_their_own_password(house: House) -> None:
    with pytest.raises(WorkflowError):
        reset_password(house.office, house.staff.administrator, house.staff.administrator.person_id)


def test_a_head_moved_to_another_unit_is_told_as_a_right_given(house: House) -> None:
    house.clock.forward(hours=1)
    changed(house, house.staff.unit_head, unit_name=INSPECTION)

    for who in (house.staff.secretary, house.staff.director):
        assert any("Lê Thanh Tùng" in each and INSPECTION in each for each in told(house, who))


def test_an_account_opened_again_is_told_as_a_right_given(house: House) -> None:
    house.clock.forward(hours=1)
    changed(house, house.staff.board, active=False)
    changed(house, house.staff.board, active=True)

    assert any("Mở lại tài khoản" in each for each in told(house, house.staff.director))


def test_who_loses_the_post_for_a_moment_is_still_told_what_happened_before(house: House) -> None:
    house.clock.forward(hours=1)
    changed(house, house.staff.stranger, roles=frozenset({Role.ISO_BOARD}))
    house.clock.forward(hours=1)
    changed(house, house.staff.director, roles=frozenset({Role.OFFICIAL}))
    house.clock.forward(hours=1)
    changed(house, house.staff.director, roles=frozenset({Role.DIRECTOR}))

    assert any("Nguyễn Hữu Phước" in each for each in told(house, house.staff.director))


def test_what_was_seen_is_not_told_again_to_who_gets_the_post_back(house: House) -> None:
    house.clock.forward(hours=1)
    changed(house, house.staff.stranger, roles=frozenset({Role.ISO_BOARD}))
    rights_seen(
        house.office,
        house.staff.director,
        changed_rights(house.office, house.staff.director)[-1].sequence,
    )
    changed(house, house.staff.director, roles=frozenset({Role.OFFICIAL}))
    changed(house, house.staff.director, roles=frozenset({Role.DIRECTOR}))

    assert not any("Nguyễn Hữu Phước" in each for each in told(house, house.staff.director))


@pytest.mark.parametrize("roles", [frozenset(), frozenset({Role.ADMINISTRATOR})])
def test_who_left_the_procedure_acts_for_nobody(house: House, roles: frozenset[Role]) -> None:
    staff, slip = house.staff, walked_to(house, "awaiting_verification")
    give(house, staff.director, staff.stranger)
    assert count_inbox(house.office, staff.stranger) == 1

    gone = changed(house, staff.stranger, roles=roles)

    assert count_inbox(house.office, gone) == 0
    with pytest.raises((NotAllowed, NotFound)):
        slip.move(gone, "met", EVIDENCE)
    (given,) = list_delegations(house.office, staff.director).given
    assert given.state == "void"
    house.clock.forward(days=50)
    remind(house.office)
    assert reminders_of_today(house.office, gone) == ()


@pytest.mark.parametrize("how", ["role", "unit"])
def test_what_the_giver_no_longer_sees_is_no_longer_lent(house: House, how: str) -> None:
    staff, slip = house.staff, a_sent_slip(house)
    give(house, staff.unit_head, staff.stranger, record_id=slip.id)
    assert open_record(house.office, staff.stranger, slip.id)

    if how == "role":
        changed(house, staff.unit_head, roles=frozenset())
    else:
        changed(house, staff.unit_head, unit_name=INSPECTION)

    with pytest.raises(NotFound):
        open_record(house.office, staff.stranger, slip.id)


def test_a_slip_lent_once_shows_no_content_in_the_list_of_delegations(house: House) -> None:
    staff, slip = house.staff, a_sent_slip(house)
    give(house, staff.unit_head, staff.stranger, record_id=slip.id)
    (during,) = list_delegations(house.office, staff.stranger).received
    house.clock.forward(days=16)

    (after,) = list_delegations(house.office, staff.stranger).received

    assert during.slip
    assert during.slip.summary
    assert after.slip
    assert after.slip.number == during.slip.number
    assert after.slip.summary == ""


def test_a_draft_of_a_slip_seen_no_more_shows_what_its_owner_typed_alone(house: House) -> None:
    staff = house.staff
    typed = slip_values(requester_name=staff.stranger.full_name, requesting_unit=BUDGET)
    made = submit(
        house.office, staff.secretary, a_draft(house.office, staff.secretary, typed=typed)
    )
    slip = Slip(house, made.record_id, made.record_version)
    slip.move(staff.unit_head, "return", reason="Thiếu ngày.")
    draft = edit_returned(house.office, staff.stranger, slip.id)
    assert draft.number
    correct_record(
        house.office,
        staff.secretary,
        slip.id,
        typed={"requester_name": staff.official.full_name},
        reason="Ghi nhầm người.",
        version=slip.version,
        submission="c",
    )
    with pytest.raises(NotFound):
        open_record(house.office, staff.stranger, slip.id)

    shown = open_draft(house.office, staff.stranger, draft.id)

    assert shown.number is None
    assert "car_number" not in shown.answers
    assert [each.number for each in list_drafts(house.office, staff.stranger)] == [None]


def racing(monkeypatch: pytest.MonkeyPatch, meanwhile: Callable[[], object]) -> None:
    """Let this happen between the proof of a password and the token made by it."""
    prove = api_tokens.prove_password

    def proved(*asked: object) -> object:
        found = prove(*asked)  # type: ignore[arg-type]
        monkeypatch.undo()
        meanwhile()
        return found

    monkeypatch.setattr(api_tokens, "prove_password", proved)


def test_no_token_is_made_with_a_password_that_was_changed_meanwhile(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    thief = house.staff.official

    racing(
        monkeypatch,
        lambda: change_password(house.office, thief, PASSWORD, "mat-khau-moi-cua-toi-2026"),
    )

    with pytest.raises((FieldErrors, NotSignedIn)):
        who_holds(house.office, make_token(house.office, thief, "máy", PASSWORD).secret)


@pytest.mark.parametrize("of_sample", [True, False])
def test_proposals_of_the_other_side_take_no_place_in_the_inbox(
    house: House, monkeypatch: pytest.MonkeyPatch, *, of_sample: bool
) -> None:
    samples = House(house.office, house.clock, a_staff(house.office, is_sample=True, prefix="mau."))
    first, second = (samples, house) if of_sample else (house, samples)
    house.clock.forward(hours=1 if of_sample else 2)
    for each in (first, second):
        slip = walked_to(each, "implementing")
        propose(each, each.staff.secretary, slip.id, nonconformity_description="Viết lại.")
        house.clock.forward(days=1)
    monkeypatch.setattr(corrections_waiting, "MOST", 1)

    with house.office.database.reading() as uow:
        found = corrections_for(house.office, uow, second.staff.board, date(2026, 3, 9))

    assert len(found) == 1
