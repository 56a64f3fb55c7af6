"""Where the paper of a record names the older one that it continues (dẫn về phiếu cũ, 5.7)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from service.formkit.labels import Label


@dataclass(frozen=True, kw_only=True)
class BackLink:
    """A line of the text `field` that begins with `begins`, `{number}` being the older record's.

    `otherwise` says why it must stay, `{line}` being the line.
    """

    field: str
    begins: str
    otherwise: Label

    def line_in(self, answers: Mapping[str, Any], number: str) -> str:
        """Return the line that leads to the record of that number; empty where there is none."""
        begins = self.begins.format(number=number)
        return next((each for each in self._lines(answers) if each.startswith(begins)), "")

    def is_kept(self, line: str, answers: Mapping[str, Any]) -> bool:
        """Return whether the answers still have that line, word for word."""
        return line in self._lines(answers)

    def _lines(self, answers: Mapping[str, Any]) -> list[str]:
        return [" ".join(each.split()) for each in str(answers.get(self.field, "")).splitlines()]
