"""The settings of reminders: after how many working days late who is reminded, what is long."""

from __future__ import annotations

from dataclasses import dataclass

from service.formkit.monthly_reports import LONG_DAYS
from service.store.database import UnitOfWork
from service.store.settings import read_settings

ESCALATE_AFTER = (0, 2, 4, 6)
LEVELS = ("holder", "unit_head", "secretary", "board")


@dataclass(frozen=True)
class RemindSettings:
    """Working days late after which each of LEVELS is reminded; days beyond which it is long."""

    escalate_days: tuple[int, ...] = ESCALATE_AFTER
    long_days: int = LONG_DAYS

    def after(self, level: str) -> int:
        """Return how many working days late a record must be for that level to be reminded."""
        return self.escalate_days[LEVELS.index(level)]


def remind_settings(uow: UnitOfWork) -> RemindSettings:
    """Return the office's settings `remind_escalate_days` and `long_action_days`, or defaults."""
    kept = {key: each.value for key, each in read_settings(uow).items()}
    days, long_days = kept.get("remind_escalate_days"), kept.get("long_action_days")
    return RemindSettings(
        tuple(days) if _are_levels(days) else ESCALATE_AFTER,  # type: ignore[arg-type]
        long_days if isinstance(long_days, int) and long_days > 0 else LONG_DAYS,
    )


def _are_levels(days: object) -> bool:
    """Return whether the value is a number of days for each level, growing from the holder up."""
    return (
        isinstance(days, list)
        and len(days) == len(LEVELS)
        and all(isinstance(each, int) and not isinstance(each, bool) and each >= 0 for each in days)
        and sorted(days) == days
    )
