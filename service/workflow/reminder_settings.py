"""The settings of reminders: after how many working days late who is reminded, what is long."""

from __future__ import annotations

from dataclasses import dataclass

from service.formkit.monthly_reports import LONG_DAYS, SAME_DAY
from service.formkit.rules_of_office import LONG_ACTION_DAYS, MONTHLY_REPORT_DAY
from service.store.database import UnitOfWork
from service.store.settings import read_settings
from service.workflow.office_rules import rule_in_force

ESCALATE_AFTER = (0, 2, 4, 6)
LEVELS = ("holder", "unit_head", "secretary", "board")


@dataclass(frozen=True)
class RemindSettings:
    """Working days late after which each of LEVELS is reminded; which actions report, and when."""

    escalate_days: tuple[int, ...] = ESCALATE_AFTER
    long_days: int = LONG_DAYS
    report_day: int = SAME_DAY

    def after(self, level: str) -> int:
        """Return how many working days late a record must be for that level to be reminded."""
        return self.escalate_days[LEVELS.index(level)]


def remind_settings(uow: UnitOfWork) -> RemindSettings:
    """Return the office's setting `remind_escalate_days` and its rules of monthly reports."""
    kept = {key: each.value for key, each in read_settings(uow).items()}
    days = kept.get("remind_escalate_days")
    return RemindSettings(
        tuple(days) if _are_levels(days) else ESCALATE_AFTER,  # type: ignore[arg-type]
        rule_in_force(uow, LONG_ACTION_DAYS),
        rule_in_force(uow, MONTHLY_REPORT_DAY),
    )


def _are_levels(days: object) -> bool:
    """Return whether the value is a number of days for each level, growing from the holder up."""
    return (
        isinstance(days, list)
        and len(days) == len(LEVELS)
        and all(isinstance(each, int) and not isinstance(each, bool) and each >= 0 for each in days)
        and sorted(days) == days
    )
