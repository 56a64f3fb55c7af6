"""Vietnamese text at the door: brought to one form, checked, folded for search, and dotted."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from service.formkit.vietnamese.letters import recognise_legacy, with_vietnamese_letters


class TypingProblem(ValueError):
    """What a clerk typed cannot be understood; `vi` and `en` say what to write instead."""

    def __init__(self, vi: str, en: str) -> None:
        super().__init__(en)
        self.vi = vi
        self.en = en


def has_foreign_digits(text: str) -> bool:
    """Return True if a digit other than 0-9 is used, such as the full-width `５` (issue 2, §7)."""
    return not text.isascii() and any(sign.isdigit() and not sign.isascii() for sign in text)


_SOFT_HYPHEN: Final = "\u00ad"
_LINE_ENDS: Final = re.compile("\r\n|[\r\u0085\u2028\u2029]")
_DROPPED: Final = "\u180e\u200b\u200c\u2060-\u2064\u206a-\u206f\ufeff"
_INVISIBLE: Final = re.compile(f"[{_DROPPED}]")
_HARD_SPACES: Final = re.compile("[\u00a0\u202f]")
_EMOJI: Final = "\u2190-\u21ff\u2300-\u23ff\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff"
_LOOSE_JOINER: Final = re.compile(
    f"\u200d(?![{_EMOJI}])|(?<![{_EMOJI}])(?<![{_EMOJI}]\ufe0f)\u200d"
)
_BETWEEN_LINES: Final = " ;,"
_FULL_STOP: Final = re.compile(r"(?<!\.\w)(?<!\.\w\w)(?<!\.\w\w\w)\.$")
_UNSETTLED: Final = re.compile(f"[\r\u0085\u2028\u2029\u00a0\u202f\u00ad\u200d{_DROPPED}]")

_PLANE_ENDS: Final = "".join(
    f"{chr(plane * 0x10000 + 0xFFFE)}{chr(plane * 0x10000 + 0xFFFF)}" for plane in range(17)
)
_CONTROLS: Final = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f"
_DIRECTIONS: Final = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_BROKEN: Final = f"\ud800-\udfff\ufdd0-\ufdef{_PLANE_ENDS}"
_FORBIDDEN: Final = re.compile(f"[{_CONTROLS}{_DIRECTIONS}{_BROKEN}]")
_DIRECTION: Final = re.compile(f"[{_DIRECTIONS}]")
_WITHOUT_INK: Final = frozenset({"Cc", "Cf", "Mn", "Me", "Zs", "Zl", "Zp"})
_FILLERS: Final = frozenset("\u115f\u1160\u2800\u3164\uffa0")


@dataclass(frozen=True)
class Forbidden:
    """The first character a text may not hold, where it stands (from 1), and what to do."""

    character: str
    position: int
    code: str
    vi: str
    en: str


def without_final_sign(text: str) -> str:
    """Return a line of a list without the sign that ends it; the one of an abbreviation stays."""
    while (bare := _FULL_STOP.sub("", text.rstrip(_BETWEEN_LINES))) != text:
        text = bare
    return text


def normalise(text: str) -> str:
    """Return the text in the one form that is stored: NFC, lines ended by LF, nothing hidden.

    No-break spaces become spaces and zero-width characters go, but for the joiner inside an
    emoji. A soft hyphen goes too, unless the text is TCVN3, where it is the letter ư and would
    be lost for ever. Spaces are not trimmed. (forms-spec §9.1; content-controls, rules at the
    door.)
    """
    if _UNSETTLED.search(text):
        text = _settle(text)
    elif not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
    return text


def _settle(text: str) -> str:
    text = _HARD_SPACES.sub(" ", _INVISIBLE.sub("", _LINE_ENDS.sub("\n", text)))
    if _SOFT_HYPHEN in text and not _is_tcvn3(text):
        text = text.replace(_SOFT_HYPHEN, "")
    # Composing can turn ↔ into ↮, which no joiner may precede: go on until nothing changes.
    while (settled := unicodedata.normalize("NFC", _LOOSE_JOINER.sub("", text))) != text:
        text = settled
    return text


def _is_tcvn3(text: str) -> bool:
    legacy = recognise_legacy(text)
    return legacy is not None and legacy.encoding == "TCVN3"


def find_forbidden(text: str) -> Forbidden | None:
    """Return the first character that is refused at the door, or None.

    Refused are controls (tab and line ends apart), marks that change the direction of writing,
    lone surrogates and non-characters (issue 2, §4 and §7; content-controls).
    """
    # Every refused character is unprintable, and asking that of a text is far the fastest.
    if text.replace("\n", " ").replace("\r", " ").isprintable():
        return None
    found = _FORBIDDEN.search(text)
    if found is None:
        return None
    character, position = found.group(), found.start() + 1
    code = f"U+{ord(character):04X}"
    what_vi, what_en = _why(character)
    return Forbidden(
        character,
        position,
        code,
        f"Nội dung có {what_vi} ({code}) ở vị trí {position}. "
        "Vui lòng xóa ký tự này hoặc gõ lại đoạn đó.",
        f"The text holds {what_en} ({code}) at position {position}. "
        "Please delete it or type that part again.",
    )


def _why(character: str) -> tuple[str, str]:
    if _DIRECTION.match(character):
        return "ký tự ẩn làm đảo chiều chữ", "a hidden character that turns the text around"
    if unicodedata.category(character) == "Cc":
        return "ký tự điều khiển không in được", "a control character that cannot be printed"
    return "ký tự bị hỏng", "a broken character"


def only_invisible(text: str) -> bool:
    """Return True if there is text but nothing of it can be seen (issue 2, §7).

    Plain blanks alone count as invisible; the empty text does not.
    """
    return bool(text) and not any(map(_has_ink, text))


def _has_ink(character: str) -> bool:
    return character not in _FILLERS and unicodedata.category(character) not in _WITHOUT_INK


def fold(text: str) -> str:
    """Return the text for loose search: small letters without marks, đ as d (forms-spec §9.1).

    The two ways to place a tone (hoà and hòa) fold alike, and so do Đ and what looks like it.
    """
    bare = unicodedata.normalize("NFD", normalise(text).replace(_SOFT_HYPHEN, "").casefold())
    bare = "".join(sign for sign in bare if unicodedata.category(sign) != "Mn")
    bare = with_vietnamese_letters(bare.casefold())
    return unicodedata.normalize("NFC", bare.replace("đ", "d"))


def words_heard(text: str) -> str:
    """Return fixed words as they are compared: folded, with one space between them.

    The entry of a list, a head of a table, the name of a role: people and programs write them
    decomposed, in capitals, with hard spaces or a line break, and mean the same.
    """
    return " ".join(fold(text).split())


def shortened(text: str, most: int) -> str:
    """Return the text in at most `most` signs; one that is longer ends at a word, with "…"."""
    if len(text) <= most:
        return text
    whole_words = re.sub(r"\s+\S*$", "", text[:most])
    # Half the room lost for the sake of a whole word is too much: then the word is cut.
    is_enough = most <= 2 * len(whole_words) and len(whole_words) < most
    return (whole_words if is_enough else text[: most - 1]).rstrip(" \t\n,;:.") + "…"


def dots(count: int) -> str:
    """Return `count` signs … for a blank that is still to be filled in (forms-spec §1.6)."""
    return "…" * count
