"""A short text in both languages of the service: Vietnamese first, English beside it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Label:
    """One text in Vietnamese (`vi`) and English (`en`); prints as the Vietnamese one."""

    vi: str
    en: str

    def in_(self, language: str) -> str:
        """Return the English text for `en` and the Vietnamese one for everything else."""
        return self.en if language == "en" else self.vi

    def with_(self, **values: object) -> Label:
        """Return the same text with its `{names}` replaced by `values`."""
        return Label(self.vi.format(**values), self.en.format(**values))

    def __str__(self) -> str:
        return self.vi
