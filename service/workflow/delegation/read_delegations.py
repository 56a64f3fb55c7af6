"""Reading delegations: one's own, everybody's for who may, what one may give, and the papers."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from service.archive.filing import read_document
from service.formkit.labels import Label
from service.formkit.moves import ROLE_LABELS, Role
from service.store.database import UnitOfWork
from service.store.ledger import issued
from service.store.ledger.events import timeline
from service.store.people import persons
from service.store.people.persons import Person
from service.store.records import records
from service.store.turns import delegations
from service.store.turns.delegations import Delegation
from service.store.turns.turns import work_of
from service.workflow.actor import Actor
from service.workflow.authority import may_see, visible_record
from service.workflow.choosable_people import PersonChoice, may_be_chosen, register_of
from service.workflow.delegation import rules as rules
from service.workflow.delegation.authorisation_paper import PAPER, role_paper
from service.workflow.delegation.give_delegation import find_delegation, turn_names
from service.workflow.errors import NotFound
from service.workflow.event_kinds import DELEGATED
from service.workflow.files.document_files import WORD, Download, as_pdf
from service.workflow.office import Office


class State(StrEnum):
    """Where a delegation stands today; `void` when giver or receiver left, or the role went."""

    CURRENT = "current"
    COMING = "coming"
    EXPIRED = "expired"
    REVOKED = "revoked"
    VOID = "void"


@dataclass(frozen=True)
class Slip:
    """A record that may be given: its id and what it is called."""

    record_id: str
    number: str
    summary: str


@dataclass(frozen=True)
class DelegationView:
    """A delegation as somebody may see it, with what they may do about it."""

    delegation: Delegation
    state: State
    slip: Slip | None
    may_revoke: bool
    has_paper: bool

    @property
    def what(self) -> Label:
        """What is delegated: the role or the slip, in words."""
        if self.slip:
            name = self.slip.number or self.slip.summary
            return Label(f"Phiếu {name}".strip(), f"Slip {name}".strip())
        return ROLE_LABELS[Role(str(self.delegation.role))]


@dataclass(frozen=True)
class DelegationDesk:
    """What a person has given and received, everybody's for who may read it, what may be given."""

    given: tuple[DelegationView, ...]
    received: tuple[DelegationView, ...]
    everybody: tuple[DelegationView, ...] | None
    roles: tuple[Role, ...]
    slips: tuple[Slip, ...]


def list_delegations(office: Office, actor: Actor, asked_slip: str = "") -> DelegationDesk:
    """Return the person's delegations, the last to end first.

    `asked_slip` is a record to offer though it is not the person's turn; one hidden is left out.
    """
    with office.database.reading() as uow:
        reader = _Reader(office, uow, actor)
        person = persons.get_person(uow, actor.person_id)
        everybody = None
        if rules.reads_all_delegations(actor):
            everybody = reader.views(delegations.list_delegations(uow, is_sample=actor.is_sample))
        return DelegationDesk(
            given=reader.views(delegations.delegations_by(uow, actor.person_id)),
            received=reader.views(delegations.delegations_received(uow, actor.person_id)),
            everybody=everybody,
            roles=tuple(role for role in rules.GIVEN_ROLES if role in person.roles),
            slips=_slips_to_give(uow, actor, person, asked_slip, office.today()),
        )


def read_delegation(office: Office, actor: Actor, delegation_id: int) -> DelegationView:
    """Return one delegation; raises NotFound for whoever has nothing to do with it."""
    with office.database.reading() as uow:
        found = find_delegation(uow, actor, delegation_id)
        return _Reader(office, uow, actor).views([found])[0]


def people_to_delegate_to(office: Office, actor: Actor) -> tuple[PersonChoice, ...]:
    """Return whom a page may offer: everybody who may be given work, but oneself."""
    with office.database.reading() as uow:
        register = register_of(uow, is_sample=actor.is_sample)
    return tuple(each for each in register.choices() if each.id != actor.person_id)


def delegation_word(office: Office, actor: Actor, delegation_id: int) -> Download:
    """Return the paper O-07 as a Word file; that of a single record exactly as it was issued.

    Raises NotFound, also for what other roles than the director's gave: nobody else signs one.
    """
    with office.database.reading() as uow:
        found = find_delegation(uow, actor, delegation_id)
        version = _paper_version(uow, found)
        if found.role == Role.DIRECTOR:
            content = role_paper(office, uow, found)
        elif found.record_id and version:
            document = issued.get_issued(uow, found.record_id, PAPER, version)
            content = read_document(office.vault, document)
        else:
            raise NotFound
    title = office.companion(PAPER).short.vi
    return Download(
        f"{PAPER}_{found.id}.docx", f"{title} {found.receiver_then}.docx", WORD, content
    )


def delegation_pdf(office: Office, actor: Actor, delegation_id: int) -> Download:
    """Return the paper O-07 as a PDF; raises NotFound, PdfError."""
    return as_pdf(office, delegation_word(office, actor, delegation_id), actor)


class _Reader:
    """Views made in one unit of work, every person and record read once."""

    def __init__(self, office: Office, uow: UnitOfWork, actor: Actor) -> None:
        self._uow, self._actor = uow, actor
        self._today = office.today()
        self._people: dict[int, Person] = {}
        self._slips: dict[str, Slip] = {}

    def views(self, found: Iterable[Delegation]) -> tuple[DelegationView, ...]:
        """Return the delegations as they are shown, the last to end first."""
        ordered = sorted(found, key=lambda each: (each.to_day, each.id), reverse=True)
        return tuple(self._view(each) for each in ordered)

    def _view(self, found: Delegation) -> DelegationView:
        state = self._state(found)
        mine = found.giver_id == self._actor.person_id
        return DelegationView(
            delegation=found,
            state=state,
            slip=self._slip(found.record_id) if found.record_id else None,
            may_revoke=mine and state not in (State.EXPIRED, State.REVOKED),
            has_paper=found.role == Role.DIRECTOR or bool(_paper_version(self._uow, found)),
        )

    def _state(self, found: Delegation) -> State:
        if found.revoked_at:
            return State.REVOKED
        if found.to_day < self._today:
            return State.EXPIRED
        giver, receiver = self._person(found.giver_id), self._person(found.receiver_id)
        gone = not giver.active or (found.role and found.role not in giver.roles)
        if gone or not may_be_chosen(receiver):
            return State.VOID
        return State.CURRENT if found.is_active_on(self._today) else State.COMING

    def _person(self, person_id: int) -> Person:
        if person_id not in self._people:
            self._people[person_id] = persons.get_person(self._uow, person_id)
        return self._people[person_id]

    def _slip(self, record_id: str) -> Slip:
        if record_id not in self._slips:
            record = records.get_record(self._uow, record_id)
            # The number stands on the delegation; what the slip says is for who sees it today.
            seen = may_see(self._uow, self._actor, record, self._today)
            summary = record.summary if seen else ""
            self._slips[record_id] = Slip(record_id, record.number or "", summary)
        return self._slips[record_id]


def _slips_to_give(
    uow: UnitOfWork, actor: Actor, person: Person, asked_slip: str, today: date
) -> tuple[Slip, ...]:
    """Return the slips whose turn is the person's by role, and the one asked for."""
    names = turn_names(person)
    ids = dict.fromkeys(line.record_id for line in work_of(uow, [*names]))
    if asked_slip and Role.DIRECTOR in person.roles:
        ids = {asked_slip: None, **ids}
    found = []
    for record_id in ids:
        try:
            record = visible_record(uow, actor, record_id, today)
        except NotFound:
            continue
        if record.is_sample == actor.is_sample:
            found.append(Slip(record.id, record.number or "", record.summary))
    return tuple(found)


def _paper_version(uow: UnitOfWork, found: Delegation) -> int | None:
    """Return which version of O-07 among the record's documents is this delegation's."""
    if found.record_id is None:
        return None
    for event in timeline(uow, found.record_id):
        if event.kind == DELEGATED and event.payload.get("delegation") == found.id:
            version = event.payload.get("paper_version")
            return version if isinstance(version, int) else None
    return None
