"""How alike two Vietnamese descriptions are (mức giống nhau), told from their folded words.

By hand: rapidfuzz's ratios call a short slip wholly alike to any long one that has its syllables
somewhere, «Hồ sơ trễ» to one on a broken copier (100 of 100; here 22). Ours hears neighbours too.
"""

from collections.abc import Set
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Final

from service.formkit.vietnamese.text import fold, normalise

READ_AT_MOST: Final = 800
"""Characters that count: what a description is about stands at its beginning."""

# Syllables that stand in any description of an office, folded: they tell nothing apart.
_EMPTY_WORDS: Final = (
    "ai anh bang bi boi cac cach can cap chi cho chua con cua cung da dang day de den deu do duoc "
    "gi gio hay hoac hon khi khong la lam len luc ma mot muc nay neu ngay nhieu nhu nhung noi o "
    "phai phat hien qua ra rang rat sau se so tai the theo thi thang thuoc trai trong truoc tu "
    "tuan va van vao ve vi viec voi quy dinh dieu khoan nam"
)
_EMPTY: Final = frozenset(_EMPTY_WORDS.split())

_AROUND: Final = ".,:;!?()[]{}\"'“”‘’«»…–—-&+*"

# Two neighbours are worth more than a word: a Vietnamese word is mostly two syllables.
_WORDS_COUNT: Final = 0.4
_PAIRS_COUNT: Final = 0.6
# A short slip whose words all stand in a long one is much like it; sharing alone says less.
_WITHIN_COUNTS: Final = 0.3
# Two texts are never wholly alike, if only their numbers differ.
_MOST_OF_TWO: Final = 0.99


@dataclass(frozen=True, slots=True)
class Content:
    """What a description says, ready to be compared: its words and its pairs of neighbours."""

    text: str
    words: frozenset[str]
    pairs: frozenset[tuple[str, str]]


# The newest 200 records of each of ten units are compared again and again.
@lru_cache(maxsize=2_000)
def read_content(text: str) -> Content:
    """Return what the description says: empty words, numbers and case codes left out.

    Two cases of one content differ in exactly those: 02 days or 05, QT-0612 or QT-0617.
    """
    typed = normalise(text)[:READ_AT_MOST].replace("/", " ").split()
    words = [word for each in typed if (word := _telling(each))]
    return Content(" ".join(typed), frozenset(words), frozenset(pairwise(words)))


# Folding is slow and a language has few syllables: each is folded once.
@lru_cache(maxsize=20_000)
def _telling(typed: str) -> str:
    """Return the folded word, empty for an empty word, a number or a code."""
    word = fold(typed).strip(_AROUND)
    return "" if word in _EMPTY or not word.isalpha() else word


def similarity(one: Content, other: Content) -> float:
    """Return from 0 (nothing in common) to 1 (the same text), whichever stands first.

    Descriptions without any telling word are alike only when they are one text.
    """
    if one.text == other.text:
        return 1.0
    words = _alike(one.words, other.words)
    pairs = _alike(one.pairs, other.pairs)
    return min(_WORDS_COUNT * words + _PAIRS_COUNT * pairs, _MOST_OF_TWO)


def _alike(some: Set[object], others: Set[object]) -> float:
    if not some or not others:
        return 0.0
    common = len(some & others)
    within = common / min(len(some), len(others))
    shared = 2 * common / (len(some) + len(others))
    return _WITHIN_COUNTS * within + (1 - _WITHIN_COUNTS) * shared
