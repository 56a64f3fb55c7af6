"""Where a record stands and how it gets on: stages, moves and the numbers given on the way."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from service.formkit.labels import Label


class Role(StrEnum):
    """What a person may be in the procedure; one person may be several at once."""

    OFFICIAL = "official"
    UNIT_HEAD = "unit_head"
    AUDITOR = "auditor"
    ISO_SECRETARY = "iso_secretary"
    ISO_BOARD = "iso_board"
    DIRECTOR = "director"
    ADMINISTRATOR = "administrator"


ROLE_LABELS = {
    Role.OFFICIAL: Label("Cán bộ", "Official"),
    Role.UNIT_HEAD: Label("Trưởng đơn vị", "Unit head"),
    Role.AUDITOR: Label("Chuyên gia đánh giá", "Auditor"),
    Role.ISO_SECRETARY: Label("Thư ký ISO", "ISO secretary"),
    Role.ISO_BOARD: Label("Lãnh đạo Ban ISO", "ISO board leader"),
    Role.DIRECTOR: Label("Giám đốc", "Director"),
    Role.ADMINISTRATOR: Label("Quản trị", "Administrator"),
}


@dataclass(frozen=True)
class Stage:
    """A stage of a record (bước): its label, colour word and icon; `ended` when nothing follows."""

    key: str
    label: Label
    tone: str = "waiting"
    icon: str = "hourglass"
    ended: bool = False


@dataclass(frozen=True)
class NumberSeries:
    """A yearly series of numbers: `field` receives `in_field`, the record is called `shown`.

    Both patterns may use `{n}` and `{year}` and, in `shown`, the letterhead's texts. A series
    restarts at 01 on 01/01 (Decree 30/2020, Article 15.1).
    """

    key: str
    field: str
    in_field: str
    shown: str
    only_with_setting: str | None = None
    per_unit: bool = False


@dataclass(frozen=True)
class Move:
    """One step a person may make (chuyển bước): from where, to where, who, and what it completes.

    `completes` names the clauses whose fields must all be filled; `variants` limits the move to
    some variants of the form; `series` gives the number; `issues` freezes a Word file.
    """

    key: str
    label: Label
    from_stage: str
    to_stage: str
    roles: frozenset[Role]
    completes: tuple[str, ...] = ()
    variants: tuple[str, ...] | None = None
    series: NumberSeries | None = None
    issues: bool = True
    consequences: tuple[Label, ...] = ()
