"""What is offered beside a text in which letters look right and are others: one rule, every field.

Text typed in an old font (phông cũ TCVN3, VNI), and Unicode with a letter that only looks like Đ;
nobody could see what is wrong (forms-spec §9.2).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from service.formkit import vietnamese

CONVERT = "convert"
"""Under this name a button sends the name of the field whose offer is taken up."""


@dataclass(frozen=True)
class LegacyHint:
    """An offer to turn text typed in an old font into Unicode.

    Without a font: to put Đ where a letter stands that only looks so.
    """

    font: str
    converted: str


def legacy_hint(text: str) -> LegacyHint | None:
    """Return what is offered for a text; None where nothing is wrong with its letters."""
    if found := vietnamese.recognise_legacy(text):
        return LegacyHint(found.encoding, found.converted)
    corrected = vietnamese.corrected_letters(text)
    return LegacyHint("", corrected) if corrected is not None else None


def as_offered(text: str) -> str:
    """Return the text as its field offers it, or as it is where nothing is offered."""
    offer = legacy_hint(text)
    return offer.converted if offer else text


def told_offers(pairs: Iterable[tuple[str, str]]) -> dict[str, dict[str, str]]:
    """Return what is offered for texts by the names they are posted under, for our script."""
    offers = ((name, legacy_hint(text)) for name, text in pairs)
    return {n: {"font": o.font, "converted": o.converted} for n, o in offers if o is not None}
