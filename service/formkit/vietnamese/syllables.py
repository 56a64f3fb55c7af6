"""The shape of a Vietnamese syllable, which tells Vietnamese words from other Latin ones."""

import re
import unicodedata
from typing import Final

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
