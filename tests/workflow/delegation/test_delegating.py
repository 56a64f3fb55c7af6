"""Delegating a role: for a time, for a content, by its holder, to one person, never passed on."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from service.formkit.moves import Role
from service.store.ledger.security_log import list_security_notes
from service.store.turns.delegations import delegations_to
from service.workflow.delegation import rules as rules
from service.workflow.delegation.give_delegation import revoke_delegation
from service.workflow.delegation.read_delegations import (
    State,
    list_delegations,
    people_to_delegate_to,
    read_delegation,
)
from service.workflow.errors import FieldErrors, NotAllowed, NotFound
from tests.builders import House, Staff, a_staff
from tests.doors.route_table import close_account
from tests.workflow.delegating import LATER, TODAY, faults_of, give


def held_by(house: House, person_id: int, day: date) -> int:
    """How many delegations the person may act by on that day."""
    with house.office.database.reading() as uow:
        return len(delegations_to(uow, person_id, day))


def test_obligation_23_a_delegation_holds_on_its_days_and_names_both(
    house: House, staff: Staff
) -> None:
    made = give(house, staff.director, staff.board)

    assert (made.giver_name, made.receiver_name) == ("Võ Đình Khải", "Đặng Thị Ngọc Lan")
    assert (made.role, made.authority, made.from_day, made.to_day) == (
        "director",
        "TUQ",
        TODAY,
        LATER,
    )
    days = (TODAY - timedelta(days=1), TODAY, LATER, LATER + timedelta(days=1))
    assert [held_by(house, made.receiver_id, day) for day in days] == [0, 1, 1, 0]


def test_the_security_log_says_who_delegated_what_to_whom(house: House, staff: Staff) -> None:
    made = give(house, staff.director, staff.board)
    revoke_delegation(house.office, staff.director, made.id)

    with house.office.database.reading() as uow:
        revoked, given = list_security_notes(uow)

    assert (given.kind, revoked.kind) == ("delegation_given", "delegation_revoked")
    assert given.actor_id == staff.director.person_id
    assert (given.payload["giver"], given.payload["receiver"]) == (
        made.giver_name,
        made.receiver_name,
    )


def test_the_same_click_again_gives_the_first_result(house: House, staff: Staff) -> None:
    first = give(house, staff.director, staff.board, submission="k")

    assert give(house, staff.director, staff.board, submission="k") == first


def test_somebody_else_under_the_same_key_is_not_taken_for_given(
    house: House, staff: Staff
) -> None:
    give(house, staff.director, staff.board, submission="k")

    with pytest.raises(FieldErrors):
        give(house, staff.director, staff.auditor, submission="k")


def test_who_received_a_role_cannot_pass_it_on(house: House, staff: Staff) -> None:
    give(house, staff.director, staff.board)

    with pytest.raises(NotAllowed) as refused:
        give(house, staff.board, staff.secretary)

    assert refused.value.label == rules.PASSED_ON
    assert "khoản 3 Điều 13" in refused.value.label.vi


def test_roles_lent_to_the_session_do_not_count_as_held(house: House, staff: Staff) -> None:
    lent = replace(staff.board, roles=staff.board.roles | {Role.DIRECTOR})

    with pytest.raises(NotAllowed):
        give(house, lent, staff.secretary)


@pytest.mark.parametrize("role", ["director", "official", "auditor", "administrator", "chef"])
def test_a_role_one_does_not_hold_or_that_nobody_gives_is_refused(
    house: House, staff: Staff, role: str
) -> None:
    with pytest.raises(NotAllowed) as refused:
        give(house, staff.auditor, staff.board, role=role)

    assert refused.value.label == rules.NOT_HELD
    with house.office.database.reading() as uow:
        note = list_security_notes(uow)[0]
    assert (note.kind, note.payload["record"], note.payload["deed"]) == (
        "refused",
        role,
        "delegate",
    )


@pytest.mark.parametrize("who", ["director", "board", "secretary", "unit_head"])
def test_each_of_the_four_roles_may_be_given(house: House, staff: Staff, who: str) -> None:
    giver = getattr(staff, who)
    (role,) = giver.roles

    made = give(house, giver, staff.official, role=role)

    assert made.role == role


def test_one_does_not_delegate_to_oneself(house: House, staff: Staff) -> None:
    assert faults_of(house, staff.director, staff.director) == {"receiver"}


def test_the_administrator_alone_receives_nothing(house: House, staff: Staff) -> None:
    assert faults_of(house, staff.director, staff.administrator) == {"receiver"}


def test_somebody_whose_account_is_closed_receives_nothing(house: House, staff: Staff) -> None:
    close_account(house, staff.board)

    assert faults_of(house, staff.director, staff.board) == {"receiver"}


def test_real_and_sample_people_do_not_delegate_to_each_other(house: House, staff: Staff) -> None:
    sample = a_staff(house.office, is_sample=True, prefix="mau.")

    assert faults_of(house, staff.director, sample.board) == {"receiver"}
    assert faults_of(house, sample.director, staff.board) == {"receiver"}
    assert faults_of(house, sample.director, sample.board) == set()
    offered = people_to_delegate_to(house.office, staff.director)
    assert offered
    assert not any("mau." in each.username for each in offered)


@pytest.mark.parametrize("typed", ["lan", "Đặng Thị Ngọc Lan", "Đặng Thị Ngọc Lan (lan)", "LAN"])
def test_the_receiver_is_found_as_typed(house: House, staff: Staff, typed: str) -> None:
    assert give(house, staff.director, typed).receiver_id == staff.board.person_id


@pytest.mark.parametrize("typed", ["", "ai đó", "lan\x00", "(lan", 99, 0, -1])
def test_a_receiver_nobody_knows_is_refused(house: House, staff: Staff, typed: str | int) -> None:
    assert faults_of(house, staff.director, typed) == {"receiver"}


@pytest.mark.parametrize(
    ("first", "last", "wrong"),
    [
        ("05/03/2026", "05/03/2026", set()),
        ("2026-03-05", "2026-03-06", set()),
        (date(2026, 3, 4), LATER, {"from_day"}),
        (date(2026, 3, 10), date(2026, 3, 9), {"to_day"}),
        (TODAY, date(2027, 3, 5), set()),
        (TODAY, date(2027, 3, 6), {"to_day"}),
        ("31/02/2026", "", {"from_day", "to_day"}),
        ("2026", "2027", {"from_day", "to_day"}),
        ("", "mai", {"from_day", "to_day"}),
    ],
)
def test_the_time_is_limited_and_begins_today_or_later(
    house: House, staff: Staff, first: date | str, last: date | str, wrong: set[str]
) -> None:
    told = faults_of(house, staff.director, staff.board, from_day=first, to_day=last)

    assert told == wrong


@pytest.mark.parametrize("scope", ["", " \n ", "\u200b", "x" * 501, "a\x00b"])
def test_the_content_is_limited(house: House, staff: Staff, scope: str) -> None:
    assert faults_of(house, staff.director, staff.board, scope=scope) == {"scope"}


def test_every_fault_is_told_at_once(house: House, staff: Staff) -> None:
    told = faults_of(house, staff.director, "ai", authority="Q", from_day="", to_day="", scope="")

    assert told == {"receiver", "authority", "from_day", "to_day", "scope"}


@pytest.mark.parametrize("both", [{"role": ""}, {"role": "director", "record_id": "r1"}])
def test_it_is_one_role_or_one_slip(house: House, staff: Staff, both: dict[str, str]) -> None:
    assert faults_of(house, staff.director, staff.board, **both) == {"what"}


def test_one_person_at_a_time_has_a_role(house: House, staff: Staff) -> None:
    first = give(house, staff.director, staff.board)

    with pytest.raises(FieldErrors) as refused:
        give(house, staff.director, staff.secretary, from_day=LATER, to_day="30/03/2026")

    (label,) = refused.value.faults["from_day"]
    assert "Đặng Thị Ngọc Lan từ 05/03/2026 đến 20/03/2026" in label.vi
    after = LATER + timedelta(days=1)
    assert faults_of(house, staff.director, staff.secretary, from_day=after, to_day=after) == set()
    revoke_delegation(house.office, staff.director, first.id)
    assert faults_of(house, staff.director, staff.secretary) == set()


def test_only_the_giver_takes_it_back(house: House, staff: Staff) -> None:
    office = house.office
    made = give(house, staff.director, staff.board)

    for reader in (staff.board, staff.secretary, staff.auditor):
        with pytest.raises(NotAllowed):
            revoke_delegation(office, reader, made.id)
    with pytest.raises(NotFound):
        revoke_delegation(office, staff.stranger, made.id)
    revoked = revoke_delegation(office, staff.director, made.id)

    assert revoke_delegation(office, staff.director, made.id) == revoked
    assert held_by(house, made.receiver_id, TODAY) == 0


def test_everybody_sees_theirs_and_secretary_and_auditor_see_all(
    house: House, staff: Staff
) -> None:
    office = house.office
    made = give(house, staff.director, staff.board)

    seen = {
        name: (len(desk.given), len(desk.received), desk.everybody and len(desk.everybody))
        for name in ("director", "board", "secretary", "auditor", "stranger")
        for desk in [list_delegations(office, getattr(staff, name))]
    }

    assert seen == {
        "director": (1, 0, None),
        "board": (0, 1, None),
        "secretary": (0, 0, 1),
        "auditor": (0, 0, 1),
        "stranger": (0, 0, None),
    }
    assert read_delegation(office, staff.auditor, made.id).delegation == made
    with pytest.raises(NotFound):
        read_delegation(office, staff.stranger, made.id)


def test_its_state_follows_the_calendar_and_the_giver(house: House, staff: Staff) -> None:
    office = house.office
    now = give(house, staff.director, staff.board)
    coming = give(house, staff.board, staff.secretary, role="iso_board", from_day="06/03/2026")
    gone = give(house, staff.secretary, staff.board, role="iso_secretary")
    revoke_delegation(office, staff.secretary, gone.id)

    def state(made_id: int) -> State:
        return read_delegation(office, staff.auditor, made_id).state

    assert [state(each.id) for each in (now, coming, gone)] == [
        State.CURRENT,
        State.COMING,
        State.REVOKED,
    ]
    close_account(house, staff.director)
    assert state(now.id) == State.VOID
    house.clock.forward(days=16)
    assert [state(now.id), state(coming.id)] == [State.EXPIRED, State.EXPIRED]
    assert held_by(house, now.receiver_id, TODAY) == 0
