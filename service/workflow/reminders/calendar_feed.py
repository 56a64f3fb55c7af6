"""A person's own deadlines as a calendar feed (.ics): an address shown once, revocable."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from service.formkit.working_days import WorkingCalendar
from service.store.people import calendar_feeds, persons
from service.store.people.calendar_feeds import CalendarFeed
from service.store.turns.deadlines import Deadline, deadlines_of
from service.workflow.account.sign_in import actor_of, hash_token, is_admitted, new_token
from service.workflow.actor import Actor
from service.workflow.authority import my_turns
from service.workflow.errors import NotFound
from service.workflow.log_privileged_act import note_deed
from service.workflow.office import Office, calendar_of

if TYPE_CHECKING:
    from icalendar import Event, Timezone

NAME = "Hạn công việc CTCL"
PRODUCT = "-//CTCL//Hạn công việc//VI"
ZONE = "Asia/Ho_Chi_Minh"
ASK_AGAIN = timedelta(hours=4)
_AHEAD = timedelta(hours=7)
_SINCE = datetime.fromisoformat("1975-06-13T00:00:00")
"""Since when the whole country keeps that hour; before it, a calendar of deadlines has no day."""


@dataclass(frozen=True)
class CalendarFile:
    """The feed as it is handed out, and the mark by which a calendar knows it has it already."""

    content: bytes
    etag: str


def make_feed(office: Office, actor: Actor) -> str:
    """Return the secret part of a new feed's address, shown this once; an earlier feed ends."""
    secret = new_token()
    with office.database.writing() as uow:
        calendar_feeds.open_feed(
            uow, token_hash=hash_token(secret), person_id=actor.person_id, now=office.now()
        )
        note_deed(office, uow, actor, "feed_made", {})
    return secret


def feed_of(office: Office, actor: Actor) -> CalendarFeed | None:
    """Return the person's living feed, or None."""
    with office.database.reading() as uow:
        return calendar_feeds.feed_of(uow, actor.person_id)


def revoke_feed(office: Office, actor: Actor) -> None:
    """End the person's feed; raises NotFound when there is none."""
    with office.database.writing() as uow:
        if not calendar_feeds.close_feed(uow, actor.person_id, office.now()):
            raise NotFound
        note_deed(office, uow, actor, "feed_ended", {})


def read_feed(office: Office, secret: str) -> CalendarFile:
    """Return the deadlines of the feed's person, roles and headed unit included.

    Raises NotFound for an address that never was, was revoked, or whose person has left.
    """
    today = office.today()
    with office.database.reading() as uow:
        feed = calendar_feeds.find_feed(uow, hash_token(secret))
        person = None if feed is None else persons.get_person(uow, feed.person_id)
        if person is None or not is_admitted(office, person):
            raise NotFound
        mine = my_turns(office, uow, actor_of(person), today)
        lent = [(record.id, turn.holder) for record, turn in mine.lent]
        deadlines = deadlines_of(uow, mine.holders, but=mine.but, lent=lent)
        calendar = calendar_of(uow)
    content = _ics(office, deadlines, calendar)
    return CalendarFile(content, hashlib.sha256(content).hexdigest()[:32])


def _ics(office: Office, deadlines: tuple[Deadline, ...], working: WorkingCalendar) -> bytes:
    """Return an iCalendar file (RFC 5545) with an all-day event a deadline.

    Nothing in it depends on when it is asked for, so that the same deadlines are the same bytes.
    Without a deadline it holds the office's time zone, for a calendar has one component at least
    (3.6), and publishes nothing, for what is published is an event (RFC 5546, 3.2.1).
    """
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    if deadlines:
        calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", NAME)
    calendar.add("x-wr-timezone", ZONE)
    calendar.add("refresh-interval", ASK_AGAIN, parameters={"VALUE": "DURATION"})
    if not deadlines:
        calendar.add_component(_zone())
    for deadline in deadlines:
        day = working.next_working(deadline.due_on)
        calendar.add_component(_event(office, deadline, day))
    return bytes(calendar.to_ical())


def _zone() -> "Timezone":
    from icalendar import Timezone, TimezoneStandard

    hours = TimezoneStandard()
    hours.add("dtstart", _SINCE)
    hours.add("tzoffsetfrom", _AHEAD)
    hours.add("tzoffsetto", _AHEAD)
    zone = Timezone()
    zone.add("tzid", ZONE)
    zone.add_component(hours)
    return zone


def _event(office: Office, deadline: Deadline, day: date) -> "Event":
    from icalendar import Event

    form = office.catalogue.get(deadline.form_code)
    named = deadline.number or (form.title.vi if form else deadline.form_code)
    stage = form.stage(deadline.stage).label.vi if form else deadline.stage
    address = f"{office.settings.address}/records/{deadline.record_id}"
    event = Event()
    event.add("uid", f"{deadline.record_id}@ctcl")
    event.add("dtstamp", deadline.since)
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))
    event.add("summary", f"Hạn: {named} – {stage}")
    event.add("description", f"{deadline.summary}\n{address}".strip())
    event.add("url", address)
    event.add("transp", "TRANSPARENT")
    return event
