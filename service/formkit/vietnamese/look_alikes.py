"""Letters that look like Đ and are none: Icelandic Ð and African Ɖ, as other keyboards give them.

Nobody can see the difference, and a search for «Đặng» does not find «Ðặng».
"""

import re
from typing import Final

from service.formkit.vietnamese.syllables import is_syllable

_LETTERS: Final = {"\u00d0": "Đ", "\u00f0": "đ", "\u0189": "Đ", "\u0256": "đ"}
_TABLE: Final = str.maketrans(_LETTERS)
_SOME: Final = re.compile(f"[{''.join(_LETTERS)}]")
_WORD: Final = re.compile(r"[^\W\d_]+")


def with_vietnamese_letters(text: str) -> str:
    """Return the text with Đ and đ in place of the letters that only look so, for comparing."""
    return text if text.isascii() else text.translate(_TABLE)


def corrected_letters(text: str) -> str | None:
    """Return the text as it was meant, each look-alike in a Vietnamese word made Đ; None if sound.

    A word that is no Vietnamese syllable (Guðmundur) stays: there the letter may be right.
    Nothing is changed by itself: whoever typed it is asked first (forms-spec §9.2).
    """
    if text.isascii() or not _SOME.search(text):
        return None
    corrected = _WORD.sub(_as_meant, text)
    return corrected if corrected != text else None


def _as_meant(word: re.Match[str]) -> str:
    meant = with_vietnamese_letters(word.group())
    # A capital alone abbreviates a word: Ð/c, QÐ-UBND.
    return meant if is_syllable(meant) or meant.isupper() else word.group()
