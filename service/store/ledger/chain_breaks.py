"""What a broken chain is called, whether of a record's events, of the seals or of the log."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

BreakKind = Literal["altered", "missing", "inserted", "unlinked", "cut short", "unsealed"]


@dataclass(frozen=True)
class Break:
    """A place where a chain does not hold; `chain` is a record's id, `daily_seal`, `security_log`.

    altered: the event no longer says what was hashed. missing: events before this one are gone.
    inserted: a second event in the same place. unlinked: it does not continue the one before.
    cut short: the newest events are gone. unsealed: the chains are not those the seal was set on.
    """

    kind: BreakKind
    chain: str
    sequence: int
