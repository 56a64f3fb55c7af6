"""Letters that stand in the place of Vietnamese ones, and what is right instead.

Those of the old fonts TCVN3 (ABC) and VNI are recognised by the syllables that they make. Those of
other alphabets look like Đ and are none, Icelandic Ð and African Ɖ, as other keyboards give them:
nobody can see the difference, and a search for «Đặng» does not find «Ðặng».
"""

import re
import unicodedata
from dataclasses import dataclass
from typing import Final, Literal

_TONES: Final = re.compile("[\u0300\u0301\u0303\u0309\u0323]")
_ONSETS: Final = "b ch c d đ gh gi g h kh k l m ngh ng nh n ph p qu q r s th tr t v x"
_OPEN: Final = (
    "a ai ao au ay âu ây e eo ê êu i ia iu iêu o oa oai oao oay oe oeo oi ô ôi ơ ơi u ua uây "
    "uê ui uôi uơ uy uya uyu uao ư ưa ưi ưu ươi ươu y yêu"
)
_CLOSED: Final = "a ă â e ê i iê o oa oă oe oo ô ôô ơ u uâ uê uô uy uyê ư ươ y yê"
_CODAS: Final = "ch c m ng nh n p t"
_SYLLABLE: Final = re.compile(
    "(?:{})?(?:(?:{})|(?:{})(?:{}))".format(
        *(parts.replace(" ", "|") for parts in (_ONSETS, _OPEN, _CLOSED, _CODAS))
    )
)


def is_syllable(word: str) -> bool:
    """Return True if the word can be one Vietnamese syllable: onset, vowels, end, one tone.

    Spelling only, not a dictionary; it keeps `schön` and `µm` from passing for old fonts.
    """
    letters, tones = _TONES.subn("", unicodedata.normalize("NFD", word.lower()))
    return tones <= 1 and _SYLLABLE.fullmatch(unicodedata.normalize("NFC", letters)) is not None


_LOOK_ALIKES: Final = {"\u00d0": "Đ", "\u00f0": "đ", "\u0189": "Đ", "\u0256": "đ"}
_TABLE: Final = str.maketrans(_LOOK_ALIKES)
_SOME: Final = re.compile(f"[{''.join(_LOOK_ALIKES)}]")
_LETTERED: Final = re.compile(r"[^\W\d_]+")


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
    corrected = _LETTERED.sub(_as_meant, text)
    return corrected if corrected != text else None


def _as_meant(word: re.Match[str]) -> str:
    meant = with_vietnamese_letters(word.group())
    # A capital alone abbreviates a word: Ð/c, QÐ-UBND.
    return meant if is_syllable(meant) or meant.isupper() else word.group()


LegacyEncoding = Literal["TCVN3", "VNI"]

_TCVN3_PAIRS: Final = """
B5=à B8=á B6=ả B7=ã B9=ạ A8=ă BB=ằ BE=ắ BC=ẳ BD=ẵ C6=ặ A9=â C7=ầ CA=ấ C8=ẩ C9=ẫ CB=ậ AE=đ
CC=è D0=é CE=ẻ CF=ẽ D1=ẹ AA=ê D2=ề D5=ế D3=ể D4=ễ D6=ệ D7=ì DD=í D8=ỉ DC=ĩ DE=ị
DF=ò E3=ó E1=ỏ E2=õ E4=ọ AB=ô E5=ồ E8=ố E6=ổ E7=ỗ E9=ộ AC=ơ EA=ờ ED=ớ EB=ở EC=ỡ EE=ợ
EF=ù F3=ú F1=ủ F2=ũ F4=ụ AD=ư F5=ừ F8=ứ F6=ử F7=ữ F9=ự FA=ỳ FD=ý FB=ỷ FC=ỹ FE=ỵ
A1=Ă A2=Â A7=Đ A3=Ê A4=Ô A5=Ơ A6=Ư
"""
_VNI_PAIRS: Final = """
aù=á aø=à aû=ả aõ=ã aï=ạ aâ=â aê=ă aá=ấ aà=ầ aå=ẩ aã=ẫ aä=ậ aé=ắ aè=ằ aú=ẳ aü=ẵ aë=ặ
eù=é eø=è eû=ẻ eõ=ẽ eï=ẹ eâ=ê eá=ế eà=ề eå=ể eã=ễ eä=ệ í=í ì=ì æ=ỉ ó=ĩ ò=ị
où=ó oø=ò oû=ỏ oõ=õ oï=ọ oâ=ô ô=ơ oá=ố oà=ồ oå=ổ oã=ỗ oä=ộ ôù=ớ ôø=ờ ôû=ở ôõ=ỡ ôï=ợ
uù=ú uø=ù uû=ủ uõ=ũ uï=ụ ö=ư öù=ứ öø=ừ öû=ử öõ=ữ öï=ự yù=ý yø=ỳ yû=ỷ yõ=ỹ î=ỵ ñ=đ
"""


def _tcvn3_letters() -> dict[str, str]:
    pairs = (pair.split("=") for pair in _TCVN3_PAIRS.split())
    return {chr(int(code, 16)): letter for code, letter in pairs}


def _vni_letters() -> dict[str, str]:
    small = dict(pair.split("=") for pair in _VNI_PAIRS.split())
    return small | {typed.upper(): letter.upper() for typed, letter in small.items()}


TCVN3_LETTERS: Final = _tcvn3_letters()
VNI_LETTERS: Final = _vni_letters()

_TCVN3_TABLE: Final = str.maketrans(TCVN3_LETTERS)
_VNI_LONGEST_FIRST: Final = re.compile("|".join(sorted(VNI_LETTERS, key=len, reverse=True)))

# ĩ and ũ join the letters of the rule: neither old font can show them.
_SURELY_UNICODE: Final = re.compile("[\u1ea0-\u1ef9ĂăĐđƠơƯưĨĩŨũ\u0300-\u036f]")
_TCVN3_DECISIVE: Final = "µ¸¶·¹¨»¾¼½Æ©ÇË®ÐÎÏÑªÖ×ØÜÞßä«åæç¬ëîïñøö÷ûüþ¡¢§£¤¥¦\u00ad"
_TCVN3_SIGN: Final = re.compile(f"[A-Za-z][{_TCVN3_DECISIVE}]|[{_TCVN3_DECISIVE}][A-Za-z]")
# In TCVN3 the code of a small letter may be a capital elsewhere: "tÕt", "chÝnh".
_TCVN3_HINT: Final = re.compile("[a-z][ÈÉÊÌÒÓÔÕÝ]")
_VNI_SIGN: Final = re.compile("[aeouyôöAEOUYÔÖ][øûïåäëüØÛÏÅÄËÜ]|[A-Za-z][öñÖÑ]|[öñÖÑ][A-Za-z]")
# Not à in TCVN3 but the micro sign of 5 µg and 10 µm.
_UNIT: Final = re.compile("µ(?:m|g|s|l|L|A|V|F|W|mol)")
_WORD: Final = re.compile(r"[^\s!-/:-@\[-`{-~0-9\u2010-\u2027]+")
_LEAST_WORDS: Final = 2


@dataclass(frozen=True)
class LegacyText:
    """A text of an old font with its Unicode form, and the question to ask the clerk."""

    encoding: LegacyEncoding
    original: str
    converted: str

    @property
    def vi(self) -> str:
        """The offer in Vietnamese; TCVN3's ư hides in a soft hyphen, which browsers lose."""
        ask = (
            f"Đoạn này có vẻ được gõ bằng phông chữ cũ ({self.encoding}). "
            "Anh/chị có muốn chuyển sang Unicode không?"
        )
        check = " Vui lòng kiểm tra lại các chữ ư sau khi chuyển."
        return ask + check if self.encoding == "TCVN3" else ask

    @property
    def en(self) -> str:
        """The offer in English."""
        ask = (
            f"This text seems to be typed in an old font ({self.encoding}). "
            "Shall it be converted to Unicode?"
        )
        check = " Please check each letter ư afterwards."
        return ask + check if self.encoding == "TCVN3" else ask


def recognise_legacy(text: str) -> LegacyText | None:
    """Return the text as one of an old font (phông chữ cũ) with its Unicode form, or None.

    Good Unicode Vietnamese is never recognised. Two words at least must show signs that only
    the font explains and become Vietnamese syllables (forms-spec §9.2). Nothing is changed:
    the clerk is asked first.
    """
    if text.isascii() or _SURELY_UNICODE.search(unicodedata.normalize("NFC", text)):
        return None
    words = [word.group() for word in _WORD.finditer(text)]
    vni = sum(1 for word in words if _VNI_SIGN.search(word) and _explained(word, "VNI"))
    sure = sum(1 for word in words if _TCVN3_SIGN.search(word) and _explained(word, "TCVN3"))
    tcvn3 = sure and sum(
        1
        for word in words
        if (_TCVN3_SIGN.search(word) or _TCVN3_HINT.search(word)) and _explained(word, "TCVN3")
    )
    if max(vni, tcvn3) < _LEAST_WORDS:
        return None
    encoding: LegacyEncoding = "VNI" if vni >= tcvn3 else "TCVN3"
    return LegacyText(encoding, text, convert_legacy(text, encoding))


def convert_legacy(text: str, encoding: LegacyEncoding) -> str:
    """Return the text of a known old font in Unicode, the longest match first (§9.2)."""
    if encoding == "TCVN3":
        return text.translate(_TCVN3_TABLE)
    return _VNI_LONGEST_FIRST.sub(lambda typed: VNI_LETTERS[typed.group()], text)


def _explained(word: str, encoding: LegacyEncoding) -> bool:
    return is_syllable(convert_legacy(word, encoding)) and not _UNIT.fullmatch(word)
