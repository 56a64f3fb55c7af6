"""What a kept file is called: the name it came with made harmless, its ending what it really is.

By hand: pathvalidate lets signs through that turn the direction of reading, makes `....etcpasswd`
of a path, breaks on half a surrogate pair and knows nothing of what the file really is.
"""

import re
import unicodedata

LONGEST_NAME = 120
"""Characters of a name with its ending; Windows shares and ZIP files take that much anywhere."""
NAMELESS = "tep"

_SEPARATORS = re.compile(r"[/\\]")
_FORBIDDEN = re.compile(r'[<>:"|?*;%\x00-\x1f\x7f-\x9f]')
_SPACES = re.compile(r"\s+")
_HIDDEN_KINDS = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
# Names that Windows keeps for devices, whatever follows the first dot.
_DEVICES = frozenset(
    {"con", "prn", "aux", "nul", "conin$", "conout$"}
    | {f"{port}{n}" for port in ("com", "lpt") for n in "0123456789¹²³"}
)


def kept_name(name: str, ending: str, aliases: tuple[str, ...] = ()) -> str:
    """The name to keep a file under, ended by `ending` (`.pdf`) or by one of its `aliases`.

    NFC, without folders, hidden, directional or reserved characters, at most 120 characters.
    """
    stem = _harmless(name)
    written = next((e for e in (ending, *aliases) if stem.casefold().endswith(e)), "")
    stem = stem[: len(stem) - len(written)] if written else stem
    ending = written or ending
    stem = stem.strip(" .")[: LONGEST_NAME - len(ending)].strip(" .") or NAMELESS
    if stem.split(".")[0].strip().casefold() in _DEVICES:
        stem = f"_{stem}"[: LONGEST_NAME - len(ending)]
    # Cutting may part a letter from its mark; what remains is one spelling all the same.
    return unicodedata.normalize("NFC", stem + ending)


def kept_ascii_name(folded: str) -> str:
    """The same name for programs that know ASCII only; the caller takes the accents off first."""
    plain = "".join(c if c.isascii() and (c.isalnum() or c in "._-") else "-" for c in folded)
    return plain.lstrip(".-") or NAMELESS


def _harmless(name: str) -> str:
    last = _SEPARATORS.split(unicodedata.normalize("NFC", name))[-1]
    shown = "".join(c for c in last if _is_shown(c))
    return _SPACES.sub(" ", _FORBIDDEN.sub("_", shown)).strip(" .")


def _is_shown(character: str) -> bool:
    return character == "\t" or unicodedata.category(character) not in _HIDDEN_KINDS
