"""Who acts: a signed-in person, and what their roles alone let them do; of records: `authority`."""

from dataclasses import dataclass, field

from service.formkit.form import Form
from service.formkit.labels import Label
from service.formkit.moves import ROLE_LABELS, Move, Role
from service.workflow.errors import NotAllowed


@dataclass(frozen=True)
class Actor:
    """A person at work (người thao tác): name, post, unit and the roles they hold."""

    person_id: int
    username: str
    full_name: str
    title: str
    unit_id: int | None
    unit_name: str
    roles: frozenset[Role]
    is_sample: bool = False
    must_change_password: bool = False
    address: str = field(default="", compare=False)
    """Where they act from, as far as a door knows; the same person from anywhere is the same."""

    def holds(self, *roles: Role) -> bool:
        """Return whether the person holds any of the roles."""
        return not self.roles.isdisjoint(roles)

    @property
    def is_administrator(self) -> bool:
        """True for who manages people and settings."""
        return Role.ADMINISTRATOR in self.roles


SEES_ALL = frozenset({Role.ISO_SECRETARY, Role.ISO_BOARD, Role.DIRECTOR, Role.AUDITOR})
"""Roles that see every record: the procedure's leaders, its secretary, and auditors to read."""
LOG_READERS = (Role.ISO_SECRETARY, Role.DIRECTOR, Role.ADMINISTRATOR)
"""The administrator reads it, but never alone: who watches over whom is the procedure's to say."""
ONLY_READERS = Label(
    "Chỉ {roles} được xem nhật ký bảo mật.", "Only {roles} may read the security log."
)
ONLY_THE_KEEPER = Label(
    "Chỉ Thư ký ISO được sửa danh sách nhóm nội dung (QT.CTCL 5.2.1).",
    "Only the ISO secretary may change the content categories (QT.CTCL 5.2.1).",
)


def sees_all_records(actor: Actor) -> bool:
    """Return whether the person sees every record whatever its units."""
    return not actor.roles.isdisjoint(SEES_ALL)


def may_open(actor: Actor, form: Form, variant: str | None = None) -> bool:
    """Return whether the person may begin this form, or this variant (QT.CTCL 5.2, 5.8.2, 5.9)."""
    return not actor.roles.isdisjoint(form.openers(variant))


def require_opening(actor: Actor, form: Form) -> None:
    """Return when the person may begin this form; raises NotAllowed."""
    if not may_open(actor, form):
        raise NotAllowed(_only(form.openers(), form.title))


def may_move(actor: Actor, move: Move) -> bool:
    """Return whether one of the person's roles makes this move."""
    return not actor.roles.isdisjoint(move.roles)


def require_move(actor: Actor, move: Move) -> None:
    """Return when the person may make this move; raises NotAllowed naming who may."""
    if not may_move(actor, move):
        raise NotAllowed(_only(move.roles, move.label))


def may_enter_for_others(actor: Actor) -> bool:
    """Return whether the person may enter a slip for a named colleague (unit head, secretary)."""
    return actor.holds(Role.UNIT_HEAD, Role.ISO_SECRETARY)


def may_change_settings(actor: Actor) -> bool:
    """Return whether the person may change the letterhead: administrator or ISO secretary."""
    return actor.holds(Role.ADMINISTRATOR, Role.ISO_SECRETARY)


def may_keep_categories(actor: Actor) -> bool:
    """Return whether the person keeps the list of content categories: the ISO secretary."""
    return actor.holds(Role.ISO_SECRETARY)


def require_keeper(actor: Actor) -> None:
    """Return for who keeps that list; raises NotAllowed for everybody else."""
    if not may_keep_categories(actor):
        raise NotAllowed(ONLY_THE_KEEPER)


def may_read_log(actor: Actor) -> bool:
    """Return whether the person reads the security log (nhật ký bảo mật)."""
    return actor.holds(*LOG_READERS)


def require_reader(actor: Actor) -> None:
    """Return for who reads the log; raises NotAllowed."""
    if not may_read_log(actor):
        vi = ", ".join(ROLE_LABELS[role].vi for role in LOG_READERS)
        en = ", ".join(ROLE_LABELS[role].en for role in LOG_READERS)
        raise NotAllowed(Label(ONLY_READERS.vi.format(roles=vi), ONLY_READERS.en.format(roles=en)))


def require_administrator(actor: Actor) -> None:
    """Return for an administrator; raises NotAllowed for everybody else."""
    if not actor.is_administrator:
        raise NotAllowed(_only(frozenset({Role.ADMINISTRATOR}), Label("việc này", "this")))


def _only(roles: frozenset[Role], what: Label) -> Label:
    named = [ROLE_LABELS[role] for role in Role if role in roles]
    return Label(
        f"Chỉ {', '.join(label.vi for label in named)} được làm: {what.vi}.",
        f"Only {', '.join(label.en.lower() for label in named)} may do this: {what.en}.",
    )
