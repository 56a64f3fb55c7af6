"""Delegating (ủy quyền) a role or one slip for a time, and taking it back."""

from datetime import date

from service.formkit.labels import FieldErrors
from service.formkit.moves import Role
from service.formkit.vietnamese import screen_date
from service.store.base import JsonObject, office_day
from service.store.database import UnitOfWork
from service.store.ledger.events import NewEvent, append_event
from service.store.ledger.security_log import SecurityNote, note_security
from service.store.people import persons
from service.store.people.persons import Person
from service.store.records.records import Record
from service.store.turns import delegations
from service.store.turns.delegations import Delegation
from service.store.turns.turns import head_holder, role_holder, turns_of
from service.workflow.actor import Actor
from service.workflow.authority import is_past_bar, took_part, visible_record
from service.workflow.delegation import rules as rules
from service.workflow.delegation.authorisation_paper import issue_paper
from service.workflow.delegation.check_delegation import (
    CheckedDelegation,
    DelegationInput,
    check_delegation,
)
from service.workflow.errors import NotAllowed, NotFound, looking_up
from service.workflow.event_kinds import DELEGATED, DELEGATION_REVOKED
from service.workflow.log_refusal import noting_refusals
from service.workflow.office import Office
from service.workflow.submissions import submission_key, submitting


def give_delegation(
    office: Office,
    actor: Actor,
    *,
    receiver: int | str,
    authority: str,
    from_day: date | str,
    to_day: date | str,
    scope: str,
    role: str | None = None,
    record_id: str | None = None,
    submission: str = "",
) -> Delegation:
    """Return the new delegation of one role or of one record.

    `receiver` is a person's id, or the user name or full name typed; days may be typed too. The
    same `submission` again gives the first result. Raises NotAllowed for what is not theirs to
    give, and the security log keeps that; FieldErrors with every fault beside its field; NotFound.
    """
    now = office.now()
    typed = DelegationInput(receiver, authority, from_day, to_day, scope)
    submission = submission_key("delegation", submission, role, record_id, vars(typed))
    with (
        noting_refusals(office, actor, record_id or role or "", "delegate"),
        office.database.writing() as uow,
        submitting(uow, submission, actor.person_id, now) as submit,
    ):
        if submit.earlier is not None:
            return delegations.get_delegation(uow, int(str(submit.earlier["delegation"])))
        delegations.lock_giver(uow, actor.person_id)
        giver = persons.get_person(uow, actor.person_id)
        record, acting_as = _what_is_given(office, uow, actor, giver, role, record_id)
        asked = check_delegation(uow, giver, typed, office_day(now))
        past_bar = record is not None and is_past_bar(office, uow, record, giver.id)
        if record is not None and past_bar and took_part(uow, record.id, asked.receiver.id):
            raise FieldErrors({"receiver": (rules.TOOK_PART,)})
        _require_nobody_has_it(uow, giver, asked, role, record)
        made = _add(office, uow, actor, asked, role, record, acting_as, past_bar=past_bar)
        submit.answer = {"delegation": made.id}
    return made


def revoke_delegation(office: Office, actor: Actor, delegation_id: int) -> Delegation:
    """Return the delegation, taken back by who gave it; one over already stays as it is.

    Raises NotFound for whoever has nothing to do with it, NotAllowed for whoever may only read.
    """
    now = office.now()
    with (
        noting_refusals(office, actor, str(delegation_id), "revoke a delegation"),
        office.database.writing() as uow,
    ):
        found = find_delegation(uow, actor, delegation_id)
        if found.giver_id != actor.person_id:
            raise NotAllowed(rules.NOT_YOURS_TO_REVOKE)
        if found.revoked_at or found.to_day < office_day(now):
            return found
        revoked = delegations.revoke_delegation(uow, delegation_id, now)
        if revoked.record_id:
            _tell(office, uow, actor, revoked.record_id, DELEGATION_REVOKED, _said(revoked))
        _note(uow, office, actor, DELEGATION_REVOKED, _said(revoked))
    return revoked


def find_delegation(uow: UnitOfWork, actor: Actor, delegation_id: int) -> Delegation:
    """Return the delegation for who gave or received it and who may read all; raises NotFound."""
    with looking_up():
        found = delegations.get_delegation(uow, delegation_id)
    if actor.person_id in (found.giver_id, found.receiver_id):
        return found
    giver = persons.get_person(uow, found.giver_id)
    if not rules.reads_all_delegations(actor) or giver.is_sample != actor.is_sample:
        raise NotFound(hidden=str(delegation_id))
    return found


def turn_names(person: Person) -> dict[str, Role]:
    """Return the names under which turns know the person by role, each with its role."""
    names = {
        role_holder(role, is_sample=person.is_sample): role
        for role in rules.GIVEN_ROLES
        if role in person.roles
    }
    if Role.UNIT_HEAD in person.roles and person.unit_id is not None:
        names[head_holder(person.unit_id)] = Role.UNIT_HEAD
    return names


def _what_is_given(
    office: Office,
    uow: UnitOfWork,
    actor: Actor,
    giver: Person,
    role: str | None,
    record_id: str | None,
) -> tuple[Record | None, str]:
    """Return the record, if it is one, and the role by which the giver gives it.

    What counts is the role in the register: one held by delegation only is never passed on.
    """
    if bool(role) == bool(record_id):
        raise FieldErrors({"what": (rules.NOTHING_CHOSEN,)})
    received = delegations.delegations_to(uow, giver.id, office.today())
    if not record_id:
        if role in rules.GIVEN_ROLES and role in giver.roles:
            return None, str(role)
        passed_on = any(each.role == role for each in received)
        raise NotAllowed(rules.PASSED_ON if passed_on else rules.NOT_HELD)
    record = visible_record(uow, actor, record_id, office.today())
    if record.is_sample != actor.is_sample:
        raise NotFound
    turn = {each.holder for each in turns_of(uow, record.id)}
    names = turn_names(giver)
    mine = turn & names.keys()
    if not mine and Role.DIRECTOR not in giver.roles:
        theirs = any(
            each.record_id == record.id
            or turn & turn_names(persons.get_person(uow, each.giver_id)).keys()
            for each in received
        )
        raise NotAllowed(rules.PASSED_ON if theirs else rules.NOT_ONES_TURN)
    if office.form(record.form_code).stage(record.stage).ended:
        raise FieldErrors({"what": (rules.RECORD_ENDED,)})
    # Without the turn it is the director, whose the verification will be (QT.CTCL 5.6).
    return record, names[min(mine)] if mine else Role.DIRECTOR


def _require_nobody_has_it(
    uow: UnitOfWork,
    giver: Person,
    asked: CheckedDelegation,
    role: str | None,
    record: Record | None,
) -> None:
    clash = rules.in_the_way(
        delegations.delegations_by(uow, giver.id),
        role=None if record else role,
        record_id=record.id if record else None,
        first=asked.first,
        last=asked.last,
    )
    if clash:
        first, last = (screen_date(day.isoformat()) for day in (clash.from_day, clash.to_day))
        sentence = rules.GIVEN_ALREADY.with_(name=clash.receiver_name, first=first, last=last)
        raise FieldErrors({"from_day": (sentence,)})


def _add(
    office: Office,
    uow: UnitOfWork,
    actor: Actor,
    asked: CheckedDelegation,
    role: str | None,
    record: Record | None,
    acting_as: str,
    *,
    past_bar: bool,
) -> Delegation:
    now = office.now()
    made = delegations.add_delegation(
        uow,
        giver_id=actor.person_id,
        receiver_id=asked.receiver.id,
        role=None if record else role,
        record_id=record.id if record else None,
        authority=asked.authority,
        from_day=asked.first,
        to_day=asked.last,
        scope=asked.scope,
        now=now,
    )
    if record:
        paper = None
        if acting_as == Role.DIRECTOR:
            paper = issue_paper(office, uow, actor, made).version
        payload = {**_said(made), "acting_as": str(acting_as), "paper_version": paper}
        if past_bar:
            payload["past_bar"] = True
        _tell(office, uow, actor, record.id, DELEGATED, payload)
    _note(uow, office, actor, "delegation_given", _said(made))
    return made


def _said(delegation: Delegation) -> dict[str, str | int | None]:
    """Return what history and log say of it; both names as they were that day."""
    return {
        "delegation": delegation.id,
        "giver": delegation.giver_name,
        "receiver": delegation.receiver_name,
        "receiver_id": delegation.receiver_id,
        "role": delegation.role,
        "record": delegation.record_id,
        "authority": delegation.authority,
        "from_day": delegation.from_day.isoformat(),
        "to_day": delegation.to_day.isoformat(),
        "scope": delegation.scope,
    }


def _tell(
    office: Office, uow: UnitOfWork, actor: Actor, record_id: str, kind: str, payload: JsonObject
) -> None:
    new_event = NewEvent.by(actor, kind, office.now(), payload)
    append_event(uow, record_id, new_event)


def _note(uow: UnitOfWork, office: Office, actor: Actor, kind: str, payload: JsonObject) -> None:
    note_security(uow, SecurityNote(office.now(), kind, actor.person_id, actor.address, payload))
