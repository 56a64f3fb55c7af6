"""Keys that sort Vietnamese texts and names as the Vietnamese alphabet does."""

import unicodedata
from typing import Final

from service.formkit.vietnamese.letters import with_vietnamese_letters

_ALPHABET: Final = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_RANKS: Final = {letter: chr(ord("A") + rank) for rank, letter in enumerate(_ALPHABET)}
_TONES: Final = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}
_LEVEL_END: Final = "\t"
_NAME_PART_END: Final = "\n"


def sort_key(text: str) -> str:
    """Return a key by which texts stand in the order of the Vietnamese alphabet.

    Letters decide first (a ă â b … đ … ê … ô ơ … ư …), syllable by syllable, the shorter first;
    then tones (ngang, huyền, hỏi, ngã, sắc, nặng); then small letters before capitals. Other
    signs only part the syllables. Keys compare by code point, so they may be kept in a column
    (forms-spec §9.3).
    """
    letters: list[str] = []
    tones: list[str] = []
    cases: list[str] = []
    after_letter, current = False, ""
    for sign in unicodedata.normalize("NFD", with_vietnamese_letters(text)):
        if unicodedata.combining(sign):
            if after_letter and sign in _TONES:
                tones[-1] = _TONES[sign]
            elif after_letter:
                current = unicodedata.normalize("NFC", current + sign)
                letters[-1] = _RANKS.get(current, letters[-1])
        elif sign.isalnum():
            if not after_letter:
                letters.append(" ")
                tones.append("0")
            current = sign.lower()
            letters.append(_rank(current))
            cases.append("1" if sign.isupper() else "0")
            after_letter = True
        else:
            after_letter = False
    return _LEVEL_END.join(("".join(letters), "".join(tones), "".join(cases)))


def name_sort_key(full_name: str) -> str:
    """Return a key by which people stand by given name (tên), then middle name (chữ đệm), then
    family name (họ), each in the order of the Vietnamese alphabet (forms-spec §9.4)."""
    words = full_name.split()
    given, middle, family = words[-1:], words[1:-1], words[:-1][:1]
    return _NAME_PART_END.join(sort_key(" ".join(part)) for part in (given, middle, family))


def _rank(letter: str) -> str:
    if letter in _RANKS or (letter.isascii() and letter.isdigit()):
        return _RANKS.get(letter, letter)
    return f"~{letter}"
