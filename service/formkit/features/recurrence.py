"""How a form's records are told to be for the same content (lặp lại)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class RepetitionRule:
    """Which field says what a record is about, and which of its stages count for nothing.

    A record that ended as no nonconformity, or was withdrawn, is no repetition of another.
    """

    told_by: str
    uncounted: frozenset[str] = frozenset()
