"""The names of people among typed values: each read once, wherever in rows it stands."""

import unicodedata
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

from service.formkit import vietnamese
from service.formkit.fields import Field, Rows, Text

Read = Callable[[str, str, str], str]
"""Of a typed name, its path as typed and its path among the answers: the name that is kept."""
_TONES = frozenset(map(chr, (0x300, 0x301, 0x303, 0x309, 0x323)))
LONGEST_READ = 400
"""Letters of a typed text that may be a name with a user name; the schema refuses longer ones."""


def with_names(fields: Mapping[str, Field], typed: Mapping[str, Any], read: Read) -> dict[str, Any]:
    """Return what was typed with every person's name as `read` keeps it, all else untouched."""
    return {
        name: _value(fields[name], value, name, name, read) if name in fields else value
        for name, value in typed.items()
    }


def same_name(text: str) -> str:
    """Return a name as names are compared: in NFC, one space between words, marks and all."""
    return " ".join(vietnamese.normalise(text).split())


# A page that offers a thousand people tells each from all others.
@lru_cache(maxsize=5_000)
def name_heard(text: str) -> str:
    """Return a name as people are told apart by it: capitals and the place of a tone tell nothing.

    `Hoà` and `HÒA` are one name, written the old way and the new; so are `Đức` and what another
    keyboard makes of it.
    """
    heard = vietnamese.with_vietnamese_letters(same_name(text).casefold())
    return " ".join(_tone_last(word) for word in heard.split())


def _tone_last(word: str) -> str:
    parts = unicodedata.normalize("NFD", word)
    plain = "".join(each for each in parts if each not in _TONES)
    return plain + "".join(each for each in parts if each in _TONES)


def _value(declared: Field, value: Any, typed_at: str, path: str, read: Read) -> Any:
    if isinstance(declared, Rows) and isinstance(value, list):
        return _rows(declared, value, typed_at, path, read)
    named = isinstance(declared, Text) and declared.kind == "person"
    if named and isinstance(value, str) and 0 < len(value) <= LONGEST_READ and same_name(value):
        return read(value, typed_at, path)
    return value


def _rows(declared: Rows, rows: list[Any], typed_at: str, path: str, read: Read) -> list[Any]:
    kept: list[Any] = []
    stay = 0
    for index, row in enumerate(rows):
        there, here = f"{typed_at}.{index}", f"{path}.{stay}"
        if declared.plain:
            kept.append(_value(declared.fields[0], row, there, here, read))
        elif isinstance(row, Mapping):
            inner = {each.name: each for each in declared.fields}
            kept.append(
                {
                    name: _value(inner[name], value, f"{there}.{name}", f"{here}.{name}", read)
                    if name in inner
                    else value
                    for name, value in row.items()
                }
            )
        else:
            kept.append(row)
        # Empty rows go when answers are kept, so that the others move up.
        stay += not isinstance(row, str) or bool(same_name(row))
    return kept
