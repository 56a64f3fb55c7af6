"""Drafts: begun, saved while typing, put aside and taken back; nothing typed is lost."""

import math
from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

from service.formkit import vietnamese
from service.formkit.features.record_rules import author_field
from service.formkit.form import Form
from service.formkit.letterhead import letterhead_facts
from service.formkit.schema import judge, variant_typed
from service.store.base import office_day
from service.store.database import UnitOfWork
from service.store.errors import StaleVersion
from service.store.records import drafts, records
from service.workflow.actor import Actor, require_opening
from service.workflow.authority import visible_record
from service.workflow.choosable_people import register_of
from service.workflow.drafts.draft_view import DraftView
from service.workflow.errors import NotFound, PutAside, Stale, looking_up
from service.workflow.office import Office
from service.workflow.records.editable_fields import require_open_in_draft
from service.workflow.records.participants import with_plain_names

KEPT_AFTER_REMOVAL = timedelta(days=30)
DEEPEST = 10
"""Levels of lists and rows a typed value may have; no form comes near."""


def start_draft(
    office: Office, actor: Actor, form_code: str, typed: Mapping[str, Any] | None = None
) -> DraftView:
    """Return a new draft filled with the form's defaults; raises NotAllowed, NotFound.

    Raises FieldErrors for a blank that is not open in a draft.
    """
    form = office.form(form_code)
    require_opening(actor, form)
    given = dict(typed or {})
    require_open_in_draft(form, given)
    now = office.now()
    with office.database.writing() as uow:
        known = opening_facts(actor, office.letterhead(uow), now)
        answers = judge(form, given).answers
        defaults = form.defaults(answers, known)
        defaults |= _told_apart(uow, actor, form, defaults)
        values = _storable({**defaults, **given}, {})
        draft = drafts.add_draft(
            uow,
            form_code=form.code,
            owner_id=actor.person_id,
            typed=values,
            now=now,
            variant=variant_typed(form, values),
        )
        return view_of(office, uow, draft, given)


def _told_apart(
    uow: UnitOfWork, actor: Actor, form: Form, defaults: Mapping[str, object]
) -> dict[str, str]:
    """Return the author's name with the user name beside it, where others bear it too."""
    author = author_field(form)
    if defaults.get(author) != actor.full_name:
        return {}
    register = register_of(uow, is_sample=actor.is_sample)
    person = register.person(actor.person_id)
    return {author: register.text_of(person)} if person else {}


def opening_facts(
    actor: Actor, letterhead: Mapping[str, str | bool], now: datetime
) -> dict[str, object]:
    """Return what a form's defaults may draw on when `actor` begins it now."""
    return {
        **letterhead_facts(letterhead),
        "actor:name": actor.full_name,
        "actor:unit": actor.unit_name,
        "today": office_day(now).isoformat(),
    }


def save_draft(
    office: Office,
    actor: Actor,
    draft_id: str,
    typed: Mapping[str, Any],
    version: int,
    *,
    also_aside: bool = False,
) -> DraftView:
    """Return the draft with `typed` laid over it; raises Stale with both texts, NotFound.

    With `also_aside` one put aside too: whoever still types on its page finds all of it there.

    Text that cannot be kept (control characters, bidi overrides) is reported beside its field and
    not stored; the field keeps what it had.
    """
    now = office.now()
    with office.database.writing() as uow:
        kept = own_draft(uow, actor, draft_id, removed=None if also_aside else False)
        form = office.form(kept.form_code)
        require_open_in_draft(form, typed)
        values = _storable({**kept.typed, **typed}, kept.typed)
        variant = variant_typed(form, values)
        try:
            saved = drafts.save_draft(
                uow, draft_id, typed=values, version=version, now=now, variant=variant
            )
        except StaleVersion as stale:
            raise Stale(dict(typed), dict(kept.typed), stale.current_version) from stale
        return view_of(office, uow, saved, typed, _record_of(office, uow, actor, saved))


def open_draft(
    office: Office, actor: Actor, draft_id: str, *, also_aside: bool = False
) -> DraftView:
    """Return the person's own draft; raises NotFound for anybody else's, PutAside."""
    with office.database.reading() as uow:
        draft = own_draft(uow, actor, draft_id, removed=None if also_aside else False)
        return view_of(office, uow, draft, record=_record_of(office, uow, actor, draft))


def list_drafts(office: Office, actor: Actor, *, removed: bool = False) -> tuple[DraftView, ...]:
    """Return the person's drafts, last touched first; with `removed` those of the last 30 days."""
    with office.database.reading() as uow:
        found = drafts.list_drafts(uow, actor.person_id, removed=removed)
        oldest = office.now() - KEPT_AFTER_REMOVAL
        return tuple(
            view_of(office, uow, each, record=_record_of(office, uow, actor, each))
            for each in found
            if office.catalogue.get(each.form_code)
            and (each.removed_at is None or each.removed_at >= oldest)
        )


def discard_draft(office: Office, actor: Actor, draft_id: str) -> None:
    """Put the draft aside; it can be taken back for 30 days. Raises NotFound."""
    with office.database.writing() as uow:
        own_draft(uow, actor, draft_id)
        drafts.discard_draft(uow, draft_id, office.now())


def restore_draft(office: Office, actor: Actor, draft_id: str) -> DraftView:
    """Return a draft that had been put aside, back among the others; raises NotFound.

    Of one record a person has one draft at a time: another begun meanwhile is put aside instead.
    """
    with office.database.writing() as uow:
        kept = own_draft(uow, actor, draft_id, removed=True)
        if kept.removed_at and kept.removed_at < office.now() - KEPT_AFTER_REMOVAL:
            raise NotFound
        if kept.record_id:
            begun = drafts.find_draft_of_record(uow, kept.record_id, actor.person_id)
            if begun is not None:
                drafts.discard_draft(uow, begun.id, office.now())
        restored = drafts.restore_draft(uow, draft_id)
        return view_of(office, uow, restored, record=_record_of(office, uow, actor, restored))


def own_draft(
    uow: UnitOfWork, actor: Actor, draft_id: str, *, removed: bool | None = False
) -> drafts.Draft:
    """Return the person's draft, whether `removed` or not (None: either way).

    Raises NotFound when it is not theirs or was not put aside, PutAside when it was.
    """
    with looking_up():
        draft = drafts.get_draft(uow, draft_id)
    if draft.owner_id != actor.person_id:
        raise NotFound(hidden=draft_id)
    if removed is not None and (draft.removed_at is not None) != removed:
        raise NotFound if removed else PutAside
    return draft


def _record_of(
    office: Office, uow: UnitOfWork, actor: Actor, draft: drafts.Draft
) -> records.Record | None:
    """Return the record that the draft changes while the owner sees it: their own text stays."""
    if draft.record_id is None:
        return None
    with suppress(NotFound):
        return visible_record(uow, actor, draft.record_id, office.today())
    return None


def view_of(
    office: Office,
    uow: UnitOfWork,
    draft: drafts.Draft,
    typed: Mapping[str, Any] | None = None,
    record: records.Record | None = None,
) -> DraftView:
    """Return the draft as its owner sees it.

    `record` is the one it changes: what others wrote there stays beside what is typed here.
    """
    form = office.form(draft.form_code)
    values = {**draft.typed, **(typed or {})}
    return DraftView(
        id=draft.id,
        form=form,
        typed=values,
        version=draft.version,
        saved_at=draft.updated_at,
        kept=draft.typed,
        plain=with_plain_names(uow, form, values),
        today=office.today(),
        before=record.answers if record else {},
        record_id=draft.record_id,
        removed_at=draft.removed_at,
        record_version=draft.record_version,
        number=record.number if record else None,
    )


def _storable(values: Mapping[str, Any], before: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values without those that cannot be kept; these stay as before."""
    kept = {}
    for name, value in values.items():
        if _can_be_kept(value):
            kept[name] = value
        elif name in before:
            kept[name] = before[name]
    return kept


def _can_be_kept(value: Any, depth: int = 0) -> bool:
    """Return whether a value is JSON, not nested beyond any form, without forbidden characters."""
    if isinstance(value, str):
        return vietnamese.find_forbidden(value) is None
    if isinstance(value, float):
        return math.isfinite(value)
    if not isinstance(value, Mapping | list):
        return True
    inner = [*value, *value.values()] if isinstance(value, Mapping) else value
    return depth < DEEPEST and all(_can_be_kept(each, depth + 1) for each in inner)
