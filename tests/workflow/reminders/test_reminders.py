"""Reminders: on working days, to who still owes something, higher up the later, once a day."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from service.store.tables.jobs import JobRow
from service.store.tables.turns.delegations import DelegationRow
from service.store.tables.turns.reminders import ReminderRow
from service.workflow.jobs.schedule import ask_for_what_is_due
from service.workflow.office_settings.rules import change_rules
from service.workflow.office_settings.working_calendar import change_day
from service.workflow.reminders.send_reminders import remind, reminders_for
from tests.builders import House, a_slip, a_staff
from tests.doors.route_table import close_account
from tests.workflow.turning import a_turn, done, of

TODAY = date(2026, 3, 5)
"""A Thursday, the day of the house's clock."""


def reminded(house: House) -> dict[str, tuple[str, str]]:
    """Who was reminded today, by user name: of what kind, and as what."""
    people = {a.person_id: a.username for a in vars(house.staff).values()}
    today = (house.clock.now + timedelta(hours=7)).date()
    with house.office.database.reading() as uow:
        rows = uow.session.scalars(select(ReminderRow).where(ReminderRow.day == today))
        return {people.get(row.person_id, "?"): (row.kind, row.level) for row in rows}


@pytest.mark.parametrize(
    ("due_on", "levels"),
    [
        (date(2026, 3, 6), {}),
        (TODAY, {"bao": ("due_today", "holder")}),
        (date(2026, 3, 4), {"bao": ("overdue", "holder")}),
        (date(2026, 3, 3), {"bao": ("overdue", "holder"), "tung": ("overdue", "unit_head")}),
        (
            date(2026, 2, 27),
            {
                "bao": ("overdue", "holder"),
                "tung": ("overdue", "unit_head"),
                "chau": ("overdue", "secretary"),
            },
        ),
        (
            date(2026, 2, 25),
            {
                "bao": ("overdue", "holder"),
                "tung": ("overdue", "unit_head"),
                "chau": ("overdue", "secretary"),
                "lan": ("overdue", "board"),
            },
        ),
        (None, {}),
    ],
)
def test_the_later_it_gets_the_higher_it_goes(
    house: House, due_on: date | None, levels: dict[str, tuple[str, str]]
) -> None:
    a_turn(house, of(house.staff.official), due_on=due_on)

    made = remind(house.office)

    assert reminded(house) == levels
    assert made == len(levels)


def test_nobody_is_reminded_of_a_record_twice_a_day(house: House) -> None:
    a_turn(house, of(house.staff.official), due_on=date(2026, 3, 4))

    first, second = remind(house.office), remind(house.office)
    house.clock.forward(days=1)
    next_day = remind(house.office)

    assert (first, second) == (1, 0)
    assert next_day == 2


def test_a_deadline_on_a_day_off_is_late_from_the_working_day_after(house: House) -> None:
    a_turn(house, of(house.staff.official), due_on=date(2026, 3, 7))
    house.clock.now = datetime(2026, 3, 9, 1, 30, tzinfo=UTC)

    remind(house.office)

    assert reminded(house) == {"bao": ("due_today", "holder")}


def test_nobody_is_reminded_on_a_day_off(house: House) -> None:
    a_turn(house, of(house.staff.official), due_on=date(2026, 3, 3))
    change_day(house.office, house.staff.secretary, TODAY, is_off=True, name="Nghỉ")

    assert remind(house.office) == 0


@pytest.mark.parametrize(
    ("holder", "who"),
    [
        ("iso_secretary", {"chau"}),
        ("iso_board", {"lan"}),
        ("director", {"khai"}),
        ("h{unit}", {"tung"}),
        ("sample:director", {"chau"}),  # a role that nobody holds: the same
        ("h999999", {"chau"}),  # a head that is not there: the secretary minds that
        ("px", {"chau"}),
    ],
)
def test_a_holder_is_the_persons_behind_it(house: House, holder: str, who: set[str]) -> None:
    unit_id = house.staff.official.unit_id
    a_turn(house, holder.format(unit=unit_id), due_on=TODAY)

    remind(house.office)

    assert set(reminded(house)) == who


def test_who_is_both_holder_and_head_is_reminded_as_holder(house: House) -> None:
    head = house.staff.unit_head
    a_turn(house, of(head), f"h{head.unit_id}", due_on=date(2026, 3, 3))

    remind(house.office)

    assert reminded(house) == {"tung": ("overdue", "holder")}


def test_who_left_is_not_reminded_but_who_sees_to_it_at_once(house: House) -> None:
    a_turn(house, of(house.staff.official), due_on=TODAY)
    close_account(house, house.staff.official)

    remind(house.office)

    assert reminded(house) == {
        "tung": ("due_today", "unit_head"),
        "chau": ("due_today", "secretary"),
    }


def test_a_delegate_is_reminded_beside_the_giver_while_the_delegation_holds(house: House) -> None:
    director, delegate = house.staff.director, house.staff.board
    with house.office.database.writing() as uow:
        uow.session.add(
            DelegationRow(
                giver_id=director.person_id,
                receiver_id=delegate.person_id,
                role="director",
                authority="TUQ",
                from_day=TODAY,
                to_day=TODAY,
                scope="",
                made_at=house.clock.now,
            )
        )
    a_turn(house, "director", due_on=TODAY)

    remind(house.office)
    on_the_day = set(reminded(house))
    house.clock.forward(days=1)
    remind(house.office)

    assert on_the_day == {"khai", "lan"}
    assert set(reminded(house)) == {"khai"}


def test_sample_records_remind_sample_people_only(house: House) -> None:
    sample = a_staff(house.office, is_sample=True, prefix="mau-")
    slip = a_slip(house.office, sample.official).record_id
    a_turn(
        house,
        "sample:iso_secretary",
        due_on=date(2026, 2, 20),
        record_id=slip,
        unit_id=sample.official.unit_id,
    )

    remind(house.office)

    with house.office.database.reading() as uow:
        people = set(uow.session.scalars(select(ReminderRow.person_id)))
    wanted = {sample.secretary, sample.unit_head, sample.board}
    assert people == {each.person_id for each in wanted}


def test_when_it_goes_higher_is_a_setting(house: House) -> None:
    a_turn(house, of(house.staff.official), due_on=date(2026, 3, 4))
    secretary = house.staff.secretary
    change_rules(house.office, secretary, {"remind_head_after": 1, "remind_secretary_after": 1})

    remind(house.office)

    assert set(reminded(house)) == {"bao", "tung", "chau"}


def test_nobody_higher_is_reminded_before_who_is_lower(house: House) -> None:
    a_turn(house, of(house.staff.official), due_on=date(2026, 3, 4))
    change_rules(house.office, house.staff.secretary, {"remind_board_after": 0})

    remind(house.office)

    assert set(reminded(house)) == {"bao"}


def test_the_inbox_shows_what_still_stands(house: House) -> None:
    official = house.staff.official
    later = a_turn(house, of(official), due_on=TODAY)
    sooner = a_turn(house, of(official), due_on=date(2026, 3, 4))
    finished = a_turn(house, of(official), due_on=date(2026, 3, 4))
    remind(house.office)
    done(house, finished)

    with house.office.database.reading() as uow:
        shown = reminders_for(uow, official.person_id, TODAY)
        nobody = reminders_for(uow, house.staff.stranger.person_id, TODAY)

    assert [each.record_id for each in shown] == [sooner, later]
    assert shown[0].number
    assert shown[0].due_on == date(2026, 3, 4)
    assert nobody == ()


@pytest.mark.parametrize(
    ("utc", "asked"),
    [
        (datetime(2026, 3, 5, 0, 29, tzinfo=UTC), 0),
        (datetime(2026, 3, 5, 0, 30, tzinfo=UTC), 1),
        (datetime(2026, 3, 5, 16, 59, tzinfo=UTC), 1),
        (datetime(2026, 3, 7, 3, 0, tzinfo=UTC), 0),
    ],
)
def test_the_schedule_asks_at_half_past_seven_of_working_days_or_late(
    house: House, utc: datetime, asked: int
) -> None:
    house.clock.now = utc

    ids = [ask_for_what_is_due(house.office) for _ in range(3)]

    assert len(set(ids)) == 1
    with house.office.database.reading() as uow:
        reminding = select(JobRow.id).where(JobRow.kind == "remind")
        assert len(uow.session.scalars(reminding).all()) == asked
