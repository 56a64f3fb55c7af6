"""What the office has set as it stands now: its letterhead, its rules, its working calendar."""

from collections.abc import Iterable
from datetime import date

from service.formkit.office_rules import OFFICE_RULES, OfficeRule
from service.formkit.working_days import DayException, WorkingCalendar
from service.store.database import UnitOfWork
from service.store.settings import DayOff, list_days_off, prefetch_office
from service.store.settings import read_settings as stored_settings
from service.workflow.office import Office


def read_settings(office: Office) -> dict[str, str | bool]:
    """Return every letterhead setting by its key."""
    with office.database.reading() as uow:
        return office.letterhead(uow)


def rule_in_force(uow: UnitOfWork, rule: OfficeRule) -> int:
    """Return the number that stands for this rule now."""
    return rules_in_force(uow)[rule.key]


def rules_in_force(uow: UnitOfWork) -> dict[str, int]:
    """Return the number that stands for every rule now, by its key."""
    changed = {key: each.value for key, each in stored_settings(uow).items()}
    return {
        rule.key: value if isinstance(value := changed.get(rule.key), int) else rule.default
        for rule in OFFICE_RULES
    }


def calendar_of(uow: UnitOfWork) -> WorkingCalendar:
    """Return the office's calendar as it stands: one short query, the law's days kept by year."""
    prefetch_office(uow)
    return WorkingCalendar(exceptions_of(list_days_off(uow)))


def exceptions_of(kept: Iterable[DayOff]) -> dict[date, DayException]:
    """Return the calendar's exceptions by their day."""
    return {each.day: DayException(each.is_off, each.name) for each in kept}
