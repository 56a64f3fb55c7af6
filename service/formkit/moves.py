"""Where a record stands and how it gets on: roles, stages, whose turn it is, the table of moves."""

from collections.abc import Callable, Mapping
from dataclasses import KW_ONLY, dataclass, field
from enum import StrEnum
from typing import Any

from service.formkit.fields import Answers, Field
from service.formkit.labels import Label
from service.formkit.move_facts import MoveFacts


class Role(StrEnum):
    """What a person may be in the procedure; one person may be several at once."""

    OFFICIAL = "official"
    UNIT_HEAD = "unit_head"
    AUDITOR = "auditor"
    ISO_SECRETARY = "iso_secretary"
    ISO_BOARD = "iso_board"
    DIRECTOR = "director"
    ADMINISTRATOR = "administrator"


_EVERY_ROLE = frozenset(Role)
ROLE_LABELS = {
    Role.OFFICIAL: Label("Cán bộ", "Official"),
    Role.UNIT_HEAD: Label("Trưởng đơn vị", "Unit head"),
    Role.AUDITOR: Label("Chuyên gia đánh giá", "Auditor"),
    Role.ISO_SECRETARY: Label("Thư ký ISO", "ISO secretary"),
    Role.ISO_BOARD: Label("Lãnh đạo Ban ISO", "ISO board leader"),
    Role.DIRECTOR: Label("Giám đốc", "Director"),
    Role.ADMINISTRATOR: Label("Quản trị", "Administrator"),
}

PART_LABELS = {
    "submitter": Label("Người lập", "Submitter"),
    "author": Label("Người đề nghị", "Requester"),
    "executor": Label("Người xử lý", "Executor of the correction"),
    "assignee": Label("Người được phân công", "Assignee"),
    "implementer": Label("Người thực hiện", "Implementer"),
    "former_executor": Label("Người đã xử lý trước đó", "Former executor of the correction"),
    "former_author": Label("Người đã đề nghị trước đó", "Former requester"),
    "former_assignee": Label("Người được phân công trước đó", "Former assignee"),
    "verifier": Label("Người kiểm tra", "Verifier"),
    "delegate": Label("Người được ủy quyền", "Delegate"),
}
"""The parts people have in a record beside their roles."""

HEAD_LABELS = {
    "requesting": Label("Trưởng đơn vị đề nghị", "Head of the requesting unit"),
    "concerned": Label("Trưởng đơn vị có sự không phù hợp", "Head of the unit concerned"),
    "executing": Label("Trưởng đơn vị thực hiện", "Head of the executing unit"),
}
"""The heads of the three units of a record."""

Works = Callable[[Answers, MoveFacts], Mapping[str, Any]]
"""What a move changes beside what was typed: of the new answers and the moment, more answers."""

Telling = Callable[[Answers, MoveFacts], Label | None]
"""A sentence as it is true of this record and this reader now; None where it is not true."""


@dataclass(frozen=True, kw_only=True)
class Party:
    """Who may act: whoever holds one of the roles, heads one of the units, or has one of the parts.

    `role_setting` names a setting of the office that says the role instead (forms-spec §6.9).
    """

    roles: frozenset[Role] = frozenset()
    heads_of: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    role_setting: str | None = None

    def chosen(self, settings: Mapping[str, Any]) -> frozenset[Role]:
        """Return the roles as the office has set them."""
        if self.role_setting is None:
            return self.roles
        named = settings.get(self.role_setting)
        return frozenset({Role(named)}) if named in _EVERY_ROLE else self.roles

    def labels(self, settings: Mapping[str, Any]) -> tuple[Label, ...]:
        """Return who that is, in words."""
        roles = self.chosen(settings)
        return (
            *(ROLE_LABELS[role] for role in Role if role in roles),
            *(HEAD_LABELS[each] for each in self.heads_of),
            *(PART_LABELS[each] for each in self.parts),
        )


@dataclass(frozen=True, kw_only=True)
class Turn(Party):
    """Whose turn a record is at a stage, and until when.

    The deadline is the day in the field `due`, else `days` working days after the stage was
    reached; `when` limits the turn to answers that ask for it. `work` says what is to be done,
    as an inbox puts it before the record's name (`Xem xét` Phiếu 21/2026), `moves` the moves that
    do it: where none is named, every move of the party but ways back. Whoever is barred from all
    of them does not have the turn. `instead` marks a turn that comes when all others are barred.
    """

    work: Label | None = None
    moves: tuple[str, ...] = ()
    instead: bool = False

    due: str | None = None
    days: int | None = None
    when: Callable[[Answers], bool] | None = None


@dataclass(frozen=True)
class StageGroup:
    """Stages that a list shows under one tab (nhóm bước), such as all that wait for the board."""

    key: str
    label: Label


@dataclass(frozen=True)
class Stage:
    """A stage of a record (bước): its label, colour word and icon; `ended` when nothing follows.

    `turns` says who must act here; `branch` names the stage beside which a side way is drawn,
    `group` the tab of a list under which its records stand. The label of an `outcome` says what
    was decided, so a path names beside it who decided, not who went on from there.
    """

    key: str
    label: Label
    tone: str = "waiting"
    icon: str = "hourglass"
    ended: bool = False
    turns: tuple[Turn, ...] = ()
    branch: str | None = None
    group: StageGroup | None = None
    outcome: bool = False


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
class Condition:
    """What must hold before a move: `holds` looks at the answers and at today (ISO).

    `waits` says of a move barred by it what it waits for and for whom; without it nobody need be
    told, since the move simply does not arise.
    """

    holds: Callable[[Answers, str], bool]
    otherwise: Label
    waits: Callable[[Answers], Label] | None = None


@dataclass(frozen=True)
class Bar:
    """Parts whose holders may not make a move although their office would let them.

    A bar follows who delegates: neither may those who act for a holder.
    """

    parts: tuple[str, ...]
    sentence: Label


LAST_RESORT = Role.DIRECTOR
"""Nobody stands above: where its only holder is barred, a delegate for that one record who took no
part in it may act (QT.CTCL 5.6)."""


@dataclass(frozen=True)
class Bypass:
    """Where a move leads instead when all whose turn would come are barred from their `move`.

    `stamps` writes facts as the move passed over would have, `passed:name` who was passed over.
    """

    move: str
    to_stage: str
    because: Label
    stamps: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Move:
    """One step a person may make (chuyển bước): from where, to where, who, and what it does.

    `roles` of a move from a draft may open the form; later only who has a part may make it.
    `completes` names the clauses whose fields must all be filled; `asks` the fields it lets one
    fill, `needs` those that must be, `one_of` those of which one must be, `future` the days that
    may not be past; `own` are fields of the move itself, kept in its event and told to its papers.
    `stamps` writes facts into fields, `works` returns further changes, `gives` hands parts to the
    persons named in fields, `papers` are the companions it issues, `renews` those it issues anew
    where they lie in the dossier and would say something else now. `returns` leads back to where
    the record came from, `continues_at` opens a record at that stage that leads on from this one.
    `deed` is what the last button says, `{what}` the record; `aids` names, for a field, the fields
    in whose help `works` may write it. `on_deadline` marks what the roles may do once the deadline
    of somebody else's turn has come: they are told of it, and the turn stays where it is.
    What a panel says is true of the record and its reader: `consequences` are sentences, or say
    when they are; `hints` stand instead of the fields' own, `shows` names what is read before
    deciding (of a table its last row), `offers` what stands in an empty field beforehand, and
    `told` is what the timeline writes after the name of who did it.
    `bypass` says which stage is passed over because nobody there may judge what was done,
    `deputies` which roles make the move while the turn is theirs `instead`, `when_vacant` who makes
    it too while everybody whose part it is has a closed account: else it would wait for nobody.
    """

    key: str
    label: Label
    from_stage: str
    to_stage: str
    roles: frozenset[Role] = frozenset()
    completes: tuple[str, ...] = ()
    variants: tuple[str, ...] | None = None
    series: NumberSeries | None = None
    consequences: tuple[Label | Telling, ...] = ()
    _: KW_ONLY
    heads_of: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    role_setting: str | None = None
    clause: str = ""
    asks: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    one_of: tuple[str, ...] = ()
    future: tuple[str, ...] = ()
    own: tuple[Field, ...] = ()
    reason: Label | None = None
    conditions: tuple[Condition, ...] = ()
    bars: tuple[Bar, ...] = ()
    stamps: Mapping[str, str] = field(default_factory=dict)
    works: Works | None = None
    gives: Mapping[str, str] = field(default_factory=dict)
    papers: tuple[str, ...] = ()
    returns: bool = False
    continues_at: str | None = None
    on_deadline: bool = False
    bypass: Bypass | None = None
    deputies: frozenset[Role] = frozenset()
    when_vacant: Party | None = None
    danger: bool = False
    deed: Label | None = None
    aids: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    hints: Mapping[str, Label | Telling] = field(default_factory=dict)
    shows: tuple[str, ...] = ()
    told: Label | None = None
    offers: Mapping[str, str] = field(default_factory=dict)
    renews: tuple[str, ...] = ()

    @property
    def party(self) -> Party:
        """Who may make it."""
        return Party(
            roles=self.roles,
            heads_of=self.heads_of,
            parts=self.parts,
            role_setting=self.role_setting,
        )

    @property
    def barring_parts(self) -> frozenset[str]:
        """The parts whose holders are barred from it."""
        return frozenset(part for bar in self.bars for part in bar.parts)

    @property
    def stays(self) -> bool:
        """True when the record stays at its stage."""
        return self.to_stage == self.from_stage


def true_now(sentence: Label | Telling, answers: Answers, facts: MoveFacts) -> Label | None:
    """Return the sentence as it holds of the record and its reader; None where it does not."""
    return sentence if isinstance(sentence, Label) else sentence(answers, facts)


def told_deed(move: Move) -> Label:
    """Return what was done, as a history tells it after the name of who did it."""
    if move.told:
        return move.told
    vi, en = move.label.vi, move.label.en
    return Label(vi[:1].lower() + vi[1:], en[:1].lower() + en[1:])
