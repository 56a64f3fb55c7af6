"""The calendar feed lists deadlines as they come: the earliest first, one a record."""

from datetime import date

from icalendar import Calendar

from service.workflow.reminders.calendar_feed import make_feed, read_feed
from tests.builders import House
from tests.workflow.turning import a_turn, of

FIRST, SECOND, THIRD = date(2026, 3, 9), date(2026, 3, 16), date(2026, 4, 1)


def days(house: House) -> list[date]:
    """The days of the official's feed, in the order a calendar program reads them."""
    content = read_feed(house.office, make_feed(house.office, house.staff.official)).content
    return [event["dtstart"].dt for event in Calendar.from_ical(content).walk("VEVENT")]


def test_the_earliest_deadline_stands_first_whatever_was_opened_first(house: House) -> None:
    for day in (SECOND, THIRD, FIRST):
        a_turn(house, of(house.staff.official), due_on=day)

    assert days(house) == [FIRST, SECOND, THIRD]


def test_deadlines_of_one_day_stand_in_the_order_of_their_records(house: House) -> None:
    official = house.staff.official
    slips = [a_turn(house, of(official), due_on=FIRST) for _ in range(4)]

    content = read_feed(house.office, make_feed(house.office, official)).content

    named = [str(event["uid"]) for event in Calendar.from_ical(content).walk("VEVENT")]
    assert named == [f"{slip}@ctcl" for slip in sorted(slips)]
