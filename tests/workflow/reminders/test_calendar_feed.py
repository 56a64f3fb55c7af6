"""The calendar feed: one's own deadlines, readable by a calendar, dead when revoked."""

from dataclasses import replace
from datetime import date

import pytest
from icalendar import Calendar, Component

from service.store.tables.people.calendar_feeds import CalendarFeedRow
from service.workflow.errors import NotFound
from service.workflow.reminders.calendar_feed import feed_of, make_feed, read_feed, revoke_feed
from tests.builders import House, a_staff
from tests.doors.route_table import close_account
from tests.workflow.turning import a_turn, done, of

DUE = date(2026, 3, 7)
"""A Saturday."""


def events(house: House, secret: str) -> list[Component]:
    """The events of the feed as a calendar program reads them."""
    return list(Calendar.from_ical(read_feed(house.office, secret).content).walk("VEVENT"))


def test_a_deadline_is_an_all_day_event_on_the_working_day_it_falls_on(house: House) -> None:
    slip = a_turn(house, of(house.staff.official), due_on=DUE)

    (event,) = events(house, make_feed(house.office, house.staff.official))

    assert event["dtstart"].dt == date(2026, 3, 9)
    assert event["dtend"].dt == date(2026, 3, 10)
    assert str(event["uid"]) == f"{slip}@ctcl"
    assert str(event["summary"]).startswith("Hạn: ")
    assert str(event["url"]).endswith(f"/records/{slip}")


@pytest.mark.parametrize(
    ("who", "holder", "count"),
    [
        ("secretary", "iso_secretary", 1),
        ("unit_head", "h{unit}", 1),
        ("official", "h{unit}", 0),
        ("official", "iso_secretary", 0),
        ("secretary", "sample:iso_secretary", 0),
    ],
)
def test_roles_and_headed_units_are_ones_own(
    house: House, who: str, holder: str, count: int
) -> None:
    a_turn(house, holder.format(unit=house.staff.unit_head.unit_id), due_on=DUE)

    assert len(events(house, make_feed(house.office, getattr(house.staff, who)))) == count


def test_a_record_one_holds_twice_is_one_event(house: House) -> None:
    head = house.staff.unit_head
    a_turn(house, of(head), f"h{head.unit_id}", due_on=DUE)

    assert len(events(house, make_feed(house.office, head))) == 1


def test_what_is_done_or_has_no_day_is_not_in_it(house: House) -> None:
    official = house.staff.official
    finished = a_turn(house, of(official), due_on=DUE)
    a_turn(house, of(official), due_on=None)
    secret = make_feed(house.office, official)

    done(house, finished)

    assert events(house, secret) == []


def test_a_feed_without_a_deadline_holds_a_component_and_publishes_no_event(house: House) -> None:
    content = read_feed(house.office, make_feed(house.office, house.staff.official)).content

    (zone,) = Calendar.from_ical(content).subcomponents
    assert zone.name == "VTIMEZONE"
    assert [hours.name for hours in zone.subcomponents] == ["STANDARD"]
    assert b"TZOFFSETTO:+0700" in content
    assert b"METHOD" not in content


def test_the_same_deadlines_are_the_same_bytes_and_mark(house: House) -> None:
    slip = a_turn(house, of(house.staff.official), due_on=DUE)
    secret = make_feed(house.office, house.staff.official)
    first = read_feed(house.office, secret)

    house.clock.forward(hours=5)
    second = read_feed(house.office, secret)
    a_turn(house, of(house.staff.official), due_on=date(2026, 3, 11), record_id=slip)

    assert first == second
    assert read_feed(house.office, secret).etag != first.etag


def test_a_line_break_in_a_summary_adds_no_line_to_the_calendar(house: House) -> None:
    a_turn(house, of(house.staff.official), due_on=DUE)

    content = read_feed(house.office, make_feed(house.office, house.staff.official)).content

    assert content.count(b"BEGIN:VEVENT") == 1
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))


def test_a_revoked_feed_leads_nowhere(house: House) -> None:
    secret = make_feed(house.office, house.staff.official)

    revoke_feed(house.office, house.staff.official)

    with pytest.raises(NotFound):
        read_feed(house.office, secret)
    with pytest.raises(NotFound):
        revoke_feed(house.office, house.staff.official)
    assert feed_of(house.office, house.staff.official) is None


def test_a_new_feed_ends_the_old_one(house: House) -> None:
    old = make_feed(house.office, house.staff.official)

    new = make_feed(house.office, house.staff.official)

    assert events(house, new) == []
    with pytest.raises(NotFound):
        read_feed(house.office, old)


def test_the_feed_of_somebody_who_left_leads_nowhere(house: House) -> None:
    secret = make_feed(house.office, house.staff.official)

    close_account(house, house.staff.official)

    with pytest.raises(NotFound):
        read_feed(house.office, secret)


def test_sample_peoples_feeds_lead_nowhere_beyond_this_machine(house: House) -> None:
    sample = a_staff(house.office, is_sample=True, prefix="mau-")
    secret = make_feed(house.office, sample.official)
    settings = replace(house.office.settings, host="0.0.0.0")

    read_feed(house.office, secret)

    with pytest.raises(NotFound):
        read_feed(replace(house.office, settings=settings), secret)


@pytest.mark.parametrize("secret", ["", "x", "\x00", "\ud800", "x" * 5000])
def test_an_address_that_never_was_leads_nowhere(house: House, secret: str) -> None:
    with pytest.raises(NotFound):
        read_feed(house.office, secret)


def test_only_the_hash_of_the_address_is_kept(house: House) -> None:
    secret = make_feed(house.office, house.staff.official)

    with house.office.database.reading() as uow:
        (row,) = uow.session.query(CalendarFeedRow).all()
    assert len(row.token_hash) == 64
    assert secret not in row.token_hash
