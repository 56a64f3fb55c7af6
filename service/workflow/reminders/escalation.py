"""The rules of reminders: after how many working days late who is reminded, what is long."""

from dataclasses import dataclass
from itertools import accumulate

from service.formkit.office_rules import (
    LONG_ACTION_DAYS,
    MONTHLY_REPORT_DAY,
    REMIND_BOARD_AFTER,
    REMIND_HEAD_AFTER,
    REMIND_SECRETARY_AFTER,
)
from service.store.database import UnitOfWork
from service.workflow.office import rule_in_force

LEVELS = ("holder", "unit_head", "secretary", "board")
_AFTER = (REMIND_HEAD_AFTER, REMIND_SECRETARY_AFTER, REMIND_BOARD_AFTER)


@dataclass(frozen=True)
class RemindSettings:
    """Working days late after which each of LEVELS is reminded; which actions report, and when."""

    escalate_days: tuple[int, ...]
    long_days: int
    report_day: int

    def after(self, level: str) -> int:
        """Return how many working days late a record must be for that level to be reminded."""
        return self.escalate_days[LEVELS.index(level)]


def remind_settings(uow: UnitOfWork) -> RemindSettings:
    """Return the office's rules in force; who stands higher is never reminded before who is lower.

    The holder is reminded from the day it is due.
    """
    days = (0, *(rule_in_force(uow, rule) for rule in _AFTER))
    return RemindSettings(
        tuple(accumulate(days, max)),
        rule_in_force(uow, LONG_ACTION_DAYS),
        rule_in_force(uow, MONTHLY_REPORT_DAY),
    )
