"""What somebody's roles alone let them do: open a form, change settings; records: `authority`."""

from __future__ import annotations

from service.formkit.form import Form
from service.formkit.labels import Label
from service.formkit.moves import ROLE_LABELS, Move, Role
from service.workflow.actor import Actor
from service.workflow.errors import NotAllowed

SEES_ALL = frozenset({Role.ISO_SECRETARY, Role.ISO_BOARD, Role.DIRECTOR, Role.AUDITOR})
"""Roles that see every record: the procedure's leaders, its secretary, and auditors to read."""


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


def may_correct(actor: Actor, submitter_id: int, *, is_sample: bool) -> bool:
    """Return whether the person may issue a corrected version: submitter or ISO secretary.

    Sample people correct sample records and nobody else's, and real people real ones.
    """
    concerned = actor.person_id == submitter_id or Role.ISO_SECRETARY in actor.roles
    return concerned and actor.is_sample == is_sample


def may_enter_for_others(actor: Actor) -> bool:
    """Return whether the person may enter a slip for a named colleague (unit head, secretary)."""
    return actor.holds(Role.UNIT_HEAD, Role.ISO_SECRETARY)


def may_change_settings(actor: Actor) -> bool:
    """Return whether the person may change the letterhead: administrator or ISO secretary."""
    return actor.holds(Role.ADMINISTRATOR, Role.ISO_SECRETARY)


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
