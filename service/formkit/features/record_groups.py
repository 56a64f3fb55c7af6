"""The tabs of a form's record list: what is open, groups of stages, what is late, what ended."""

from collections.abc import Sequence
from dataclasses import dataclass

from service.formkit.labels import Label
from service.formkit.moves import Stage

OPEN, LATE, ENDED = "open", "late", "ended"
RESERVED = frozenset({OPEN, LATE, ENDED})


@dataclass(frozen=True)
class RecordGroup:
    """One tab: the records at these stages, or all of them; `is_late` those past their deadline."""

    key: str
    label: Label
    stages: tuple[str, ...] | None = None
    is_late: bool = False


def record_groups(stages: Sequence[Stage]) -> tuple[RecordGroup, ...]:
    """Return the tabs of a form with these stages; none where it declares no group of stages."""
    declared = dict.fromkeys(stage.group for stage in stages if stage.group)
    if not declared:
        return ()
    groups = (
        RecordGroup(group.key, group.label, tuple(s.key for s in stages if s.group == group))
        for group in declared
    )
    return (
        RecordGroup(OPEN, Label("Đang mở", "Open"), _keys(stages, ended=False)),
        *groups,
        RecordGroup(LATE, Label("Quá hạn", "Overdue"), is_late=True),
        RecordGroup(ENDED, Label("Đã đóng", "Closed"), _keys(stages, ended=True)),
        RecordGroup("", Label("Tất cả", "All")),
    )


def _keys(stages: Sequence[Stage], *, ended: bool) -> tuple[str, ...]:
    return tuple(stage.key for stage in stages if stage.ended == ended)
