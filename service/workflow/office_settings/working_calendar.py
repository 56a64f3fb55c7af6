"""The working calendar of a year, told and changed by who keeps the settings."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from service.formkit import vietnamese
from service.formkit.labels import FieldErrors, Label
from service.formkit.schema_fields import ONE_LINE, TOO_LONG
from service.formkit.working_days import LawYear, WorkingCalendar
from service.store import settings as store
from service.store.base import Json
from service.store.settings import DayOff
from service.workflow.actor import Actor
from service.workflow.errors import NotFound
from service.workflow.log_privileged_act import changes_of, note_deed
from service.workflow.office import Office, exceptions_of
from service.workflow.office_settings.settings_right import require_settings_right

LONGEST_NAME = 100
NAMELESS = Label(
    "Vui lòng ghi lý do, ví dụ «Nghỉ bù theo công văn».", "Please say why, such as “in lieu of”."
)
NO_DAY = Label(
    "Vui lòng chọn một ngày từ năm 1900 đến năm 2100.", "Please choose a day from 1900 to 2100."
)
WORKED_IN_LIEU = Label("Ngày làm bù theo luật", "Worked in lieu by law")
OFF_ALREADY = Label(
    "Ngày này vốn đã nghỉ. Vui lòng chọn ngày khác hoặc chọn làm bù.",
    "That day is off already. Please choose another day, or that it is worked.",
)
WORKED_ALREADY = Label(
    "Ngày này vốn là ngày làm việc. Vui lòng chọn ngày khác hoặc chọn nghỉ.",
    "That day is worked already. Please choose another day, or that it is off.",
)


@dataclass(frozen=True)
class CalendarLine:
    """A day worth naming in a year: a holiday of the law, a weekend day it has worked instead, an
    exception of the office, or both."""

    day: date
    by_law: Label | None
    exception: DayOff | None
    is_working: bool


def year_lines(office: Office, year: int) -> tuple[CalendarLine, ...]:
    """Return the holidays and exceptions of a year in order."""
    with office.database.reading() as uow:
        kept = {each.day: each for each in store.list_days_off(uow, year=year)}
    calendar = WorkingCalendar(exceptions_of(kept.values()))
    law = calendar.law(year)
    return tuple(
        CalendarLine(day, _named(law, day), kept.get(day), calendar.is_working(day))
        for day in sorted({*law.holidays, *law.worked, *kept})
    )


def change_day(office: Office, actor: Actor, day: date, *, is_off: bool, name: str) -> CalendarLine:
    """Return the day with its exception; raises NotAllowed, FieldErrors (day, name)."""
    require_settings_right(office, actor)
    by_law = WorkingCalendar()
    faults = _faults(by_law, day, is_off, name)
    if faults:
        raise FieldErrors(faults)
    tidy = vietnamese.normalise(name).strip()
    kept = DayOff(day, tidy, is_off, actor.person_id, office.now())
    with office.database.writing() as uow:
        before = _said(store.find_day_off(uow, day))
        store.keep_day_off(uow, kept)
        changes = changes_of(before, _said(kept))
        note_deed(office, uow, actor, "day_off_set", {"day": day.isoformat(), "changes": changes})
    return CalendarLine(day, _named(by_law.law(day.year), day), kept, not is_off)


def forget_day(office: Office, actor: Actor, day: date) -> None:
    """Let the law's word count again for a day; raises NotAllowed, NotFound."""
    require_settings_right(office, actor)
    with office.database.writing() as uow:
        before = _said(store.find_day_off(uow, day))
        if not store.forget_day_off(uow, day):
            raise NotFound
        changes = changes_of(before, _said(None))
        note_deed(office, uow, actor, "day_off_gone", {"day": day.isoformat(), "changes": changes})


def _said(kept: DayOff | None) -> dict[str, Json]:
    """Return what the log says of a day: off or worked, and why; nothing of the law's own."""
    return {} if kept is None else {"is_off": kept.is_off, "reason": kept.name}


def _named(law: LawYear, day: date) -> Label | None:
    return WORKED_IN_LIEU if day in law.worked else law.holidays.get(day)


def _faults(
    by_law: WorkingCalendar, day: date, is_off: bool, name: str
) -> Mapping[str, tuple[Label, ...]]:
    faults: dict[str, tuple[Label, ...]] = {}
    tidy = vietnamese.normalise(name).strip()
    forbidden = vietnamese.find_forbidden(name)
    if not vietnamese.FIRST_YEAR <= day.year <= vietnamese.LAST_YEAR:
        faults["day"] = (NO_DAY,)
    elif by_law.works_by_law(day) != is_off:
        faults["day"] = (OFF_ALREADY if is_off else WORKED_ALREADY,)
    if forbidden:
        faults["name"] = (Label(forbidden.vi, forbidden.en),)
    elif not tidy:
        faults["name"] = (NAMELESS,)
    elif "\n" in tidy or "\t" in tidy:
        faults["name"] = (ONE_LINE,)
    elif len(tidy) > LONGEST_NAME:
        faults["name"] = (TOO_LONG.with_(most=LONGEST_NAME, have=len(tidy)),)
    return faults
