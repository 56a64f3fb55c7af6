"""What is said to people in both languages: short texts, and what is wrong with what they typed."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Label:
    """One text in Vietnamese (`vi`) and English (`en`); prints as the Vietnamese one."""

    vi: str
    en: str

    def in_(self, language: str) -> str:
        """Return the English text for `en` and the Vietnamese one for everything else."""
        return self.en if language == "en" else self.vi

    def with_(self, **values: object) -> "Label":
        """Return the same text with its `{names}` replaced by `values`."""
        return Label(self.vi.format(**values), self.en.format(**values))

    def __str__(self) -> str:
        return self.vi


Faults = Mapping[str, tuple[Label, ...]]
"""Field path (`attendees.0.name`; empty for the form as a whole) to its sentences."""


class FieldErrors(ValueError):
    """Some values may not be taken; `faults` says which and how to write them."""

    def __init__(self, faults: Faults) -> None:
        super().__init__("; ".join(f"{path}: {labels[0].vi}" for path, labels in faults.items()))
        self.faults = dict(faults)


@contextmanager
def told_with(faults: Faults) -> Iterator[None]:
    """Go on although `faults` are known, to tell them with those that are found here, all at once.

    Raises FieldErrors at the end; beside one field what is found here is told.
    """
    try:
        yield
    except FieldErrors as found:
        raise FieldErrors({**faults, **found.faults}) from found
    if faults:
        raise FieldErrors(faults)


def flatten(messages: object, path: str = "") -> Iterator[tuple[str, Label]]:
    """Yield path and sentence for every message in marshmallow's nested error structure."""
    if isinstance(messages, Mapping):
        for key, inner in messages.items():
            part = "" if key == "_schema" else str(key)
            yield from flatten(inner, ".".join(p for p in (path, part) if p))
    elif isinstance(messages, list):
        for inner in messages:
            yield from flatten(inner, path)
    elif isinstance(messages, Label):
        yield path, messages
    else:
        yield path, Label(f"Giá trị không hợp lệ: {messages}", str(messages))


def gather(messages: object) -> dict[str, tuple[Label, ...]]:
    """Return marshmallow's messages as faults by path, in their order."""
    faults: dict[str, tuple[Label, ...]] = {}
    for path, label in flatten(messages):
        faults[path] = (*faults.get(path, ()), label)
    return faults
