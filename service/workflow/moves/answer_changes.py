"""What changed between two sets of answers, field by field, for the timeline."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def changes_between(
    before: Mapping[str, Any], after: Mapping[str, Any]
) -> dict[str, dict[str, Any]]:
    """Return every field whose answer changed, with what it was and what it became."""
    names = [*before, *(name for name in after if name not in before)]
    return {
        name: {"before": before.get(name), "after": after.get(name)}
        for name in names
        if before.get(name) != after.get(name)
    }
