"""Reasons as they are kept: why something was corrected, returned, declined, withdrawn."""

from __future__ import annotations

from service.formkit import vietnamese
from service.formkit.labels import Label
from service.formkit.schema_fields import TOO_LONG
from service.workflow.errors import ReasonMissing

LONGEST_REASON = 2_000


def checked_reason(reason: str, asked: Label | None = None) -> str:
    """Return the reason as it is kept; raises ReasonMissing saying what is wrong with it.

    `asked` is what the reason is called where it is asked for (`Lý do`, `Kết quả kiểm tra`).
    """
    forbidden = vietnamese.find_forbidden(reason)
    if forbidden:
        raise ReasonMissing(Label(forbidden.vi, forbidden.en))
    why = vietnamese.normalise(reason).strip()
    if not why:
        raise ReasonMissing(asked and missing(asked))
    if len(why) > LONGEST_REASON:
        raise ReasonMissing(TOO_LONG.with_(most=LONGEST_REASON, have=len(why)))
    return why


def missing(asked: Label) -> Label:
    """Return the sentence that asks for a reason called so."""
    return Label(f"Vui lòng ghi «{asked.vi}».", f"Please write “{asked.en}”.")
