"""What somebody or a unit still holds (việc còn giữ), and who takes over: told before it ends."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime

from service.formkit.features.record_rules import correction_rule
from service.formkit.form import Form
from service.formkit.labels import Label
from service.formkit.moves import ROLE_LABELS, Role, Stage
from service.store.corrections.proposals import WaitingProposal, waiting_proposals
from service.store.database import UnitOfWork
from service.store.people.holder_names import closed_accounts, names_of_people
from service.store.people.persons import Person, list_people, people_in_role
from service.store.people.units import Unit
from service.store.records import drafts, records
from service.store.turns import turns
from service.store.turns.delegations import Delegation, delegations_by, delegations_received
from service.store.turns.left_work import count_left_work, left_work
from service.store.turns.turns import WorkLine, head_holder, is_person, person_holder, role_holder
from service.workflow.authority import Gap, minders_of
from service.workflow.errors import FieldErrors
from service.workflow.office import Office

MOST_HELD = 50
MOST_COUNTED = 500
MOST_PROPOSALS = 200
OWN = Label("Giao riêng cho người này", "Given to this person alone")
PROPOSED = Label("Đề nghị đính chính đang chờ xác nhận", "Proposed a correction that waits")
CONFIRMS = Label("Xác nhận đính chính", "Confirms a correction")
STILL_HELD = Label(
    "Còn việc đang chờ. Vui lòng xem ai tiếp nhận từng việc rồi xác nhận.",
    "Work still waits. Please see who takes over each piece of it, then confirm.",
)


@dataclass(frozen=True)
class HeldWork:
    """A record that waits: as what it is held, since when, until when, and who takes over."""

    record_id: str
    form: Form
    number: str | None
    summary: str
    stage: Stage
    post: Label
    since: datetime
    due_on: date | None
    takers: tuple[str, ...]


@dataclass(frozen=True)
class HeldPart:
    """All that is held; of the records at most MOST_HELD are listed, `count` goes on to 500.

    `drafts` are texts not sent yet, which nobody gets; `delegations` end. `people` are those of a
    unit that work on without it.
    """

    works: tuple[HeldWork, ...] = ()
    count: int = 0
    drafts: int = 0
    delegations: tuple[Delegation, ...] = ()
    people: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.works or self.drafts or self.delegations or self.people)


class StillHeld(FieldErrors):
    """Somebody is about to leave work behind and nobody has confirmed it: `held` is what."""

    def __init__(self, held: HeldPart) -> None:
        super().__init__({"confirmed": (STILL_HELD,)})
        self.held = held


@dataclass(frozen=True)
class Becoming:
    """What a person is to be: with which roles, in which unit, the account open or closed."""

    roles: Collection[str]
    unit_id: int | None
    active: bool


@dataclass(frozen=True)
class Leaving:
    """What a person gives up: by a closed account everything, else roles and a unit's head."""

    person: Person
    closes: bool
    roles: frozenset[str]
    heads: frozenset[int]


def require_told(held: HeldPart, *, confirmed: bool) -> None:
    """Return when nothing is held or the person was told of it; raises StillHeld."""
    if held and not confirmed:
        raise StillHeld(held)


def held_by_person(
    office: Office,
    uow: UnitOfWork,
    person: Person,
    after: Becoming,
) -> HeldPart:
    """Return what the person holds that would be nobody's, were they changed to this."""
    if not person.active:
        return HeldPart()
    leaving = _leaving(uow, person, after)
    today = office.today()
    posts = _posts(leaving)
    found = [
        *_works(office, uow, leaving, posts),
        *_proposals(office, uow, leaving),
    ]
    given = [*delegations_by(uow, person.id), *delegations_received(uow, person.id)]
    return HeldPart(
        works=tuple(found[:MOST_HELD]),
        count=len(found)
        if len(found) < MOST_HELD
        else max(len(found), count_left_work(uow, posts, most=MOST_COUNTED)),
        drafts=len(drafts.list_drafts(uow, person.id)) if leaving.closes else 0,
        delegations=tuple(each for each in given if _ends(each, person, after, today)),
    )


def held_by_unit(office: Office, uow: UnitOfWork, unit: Unit) -> HeldPart:
    """Return what waits for the unit's head, and who works in it."""
    holder = head_holder(unit.id)
    lines = left_work(uow, [holder], limit=MOST_HELD)
    gap = Gap(OWN, unit_id=unit.id)
    post = ROLE_LABELS[Role.UNIT_HEAD]
    works = (_work(office, uow, line, post, gap, None) for line in lines)
    people = list_people(uow, unit_id=unit.id, active_only=True)
    # Its heads go on with what waits for them.
    heads = tuple(each.full_name for each in people if Role.UNIT_HEAD in each.roles)
    return HeldPart(
        works=tuple(
            replace(each, takers=tuple(dict.fromkeys((*heads, *each.takers))))
            for each in works
            if each is not None
        ),
        count=count_left_work(uow, [holder], most=MOST_COUNTED),
        people=tuple(each.full_name for each in people),
    )


def _leaving(uow: UnitOfWork, person: Person, after: Becoming) -> Leaving:
    """Return the roles and the headship of which the person is the last, and gives up."""
    given_up = person.roles - {*after.roles} if after.active else person.roles
    last = {role for role in given_up if _is_last(uow, person, role)}
    moves_out = Role.UNIT_HEAD in given_up or person.unit_id != after.unit_id
    heads = {person.unit_id} if Role.UNIT_HEAD in person.roles and moves_out else set()
    return Leaving(
        person,
        not after.active,
        frozenset(last),
        frozenset(
            each
            for each in heads
            if each is not None and _is_last(uow, person, Role.UNIT_HEAD, unit_id=each)
        ),
    )


def _is_last(uow: UnitOfWork, person: Person, role: str, *, unit_id: int | None = None) -> bool:
    held = people_in_role(uow, role, is_sample=person.is_sample, unit_id=unit_id)
    return {each.id for each in held} <= {person.id}


def _posts(leaving: Leaving) -> dict[str, Label]:
    """Return the names under which turns would be nobody's, each with the post it is."""
    person = leaving.person
    found = {person_holder(person.id): OWN} if leaving.closes else {}
    for role in sorted(leaving.roles):
        found[role_holder(role, is_sample=person.is_sample)] = ROLE_LABELS[Role(role)]
    post = ROLE_LABELS[Role.UNIT_HEAD]
    for unit_id in leaving.heads:
        unit = person.unit_name
        found[head_holder(unit_id)] = Label(f"{post.vi}, {unit}", f"{post.en}, {unit}")
    return found


def _works(
    office: Office, uow: UnitOfWork, leaving: Leaving, posts: dict[str, Label]
) -> Iterator[HeldWork]:
    person = leaving.person
    for line in left_work(uow, [*posts], limit=MOST_HELD):
        own = is_person(line.holder)
        gap = Gap(posts[line.holder], unit_id=person.unit_id, is_person=own)
        found = _work(office, uow, line, posts[line.holder], gap, person.id)
        if found is not None:
            yield found


def _work(
    office: Office, uow: UnitOfWork, line: WorkLine, post: Label, gap: Gap, leaver: int | None
) -> HeldWork | None:
    form = office.catalogue.get(line.form_code)
    if form is None:
        return None
    takers = _beside(uow, line, leaver) if gap.is_person else ()
    if not takers:
        takers = minders_of(uow, records.get_record(uow, line.record_id), gap, but=leaver)
    return HeldWork(
        line.record_id,
        form,
        line.number,
        line.summary,
        form.stage(line.stage),
        post,
        line.since,
        line.due_on,
        takers,
    )


def _beside(uow: UnitOfWork, line: WorkLine, leaver: int | None) -> tuple[str, ...]:
    """Return the persons whose own turn it is beside who leaves: they go on with it."""
    holders = (turn.holder for turn in turns.turns_of(uow, line.record_id))
    persons = {int(each[1:]) for each in holders if is_person(each)} - {leaver}
    gone = {each.id for each in closed_accounts(uow, persons)}
    return tuple(names_of_people(uow, persons - gone).values())


def _proposals(office: Office, uow: UnitOfWork, leaving: Leaving) -> Iterator[HeldWork]:
    """Yield the proposed corrections that wait for nobody then, or whose proposer is gone."""
    if not leaving.closes and not leaving.roles:
        return
    settings, person = office.letterhead(uow), leaving.person
    for each in waiting_proposals(uow, is_sample=person.is_sample)[:MOST_PROPOSALS]:
        form = office.catalogue.get(each.line.form_code)
        if form is None:
            continue
        roles = correction_rule(form).confirmed_by.chosen(settings)
        if leaving.closes and each.proposed_by == person.id:
            yield _proposal(uow, form, each, PROPOSED, roles, person)
        elif roles and leaving.roles.issuperset(roles):
            yield _proposal(uow, form, each, CONFIRMS, frozenset(), person)


def _proposal(
    uow: UnitOfWork,
    form: Form,
    waiting: WaitingProposal,
    post: Label,
    roles: Collection[str],
    person: Person,
) -> HeldWork:
    line = waiting.line
    held = (
        each.full_name
        for role in sorted(roles)
        for each in people_in_role(uow, role, is_sample=person.is_sample)
        if each.id != person.id
    )
    takers = tuple(dict.fromkeys(held))
    if not takers:
        record = records.get_record(uow, line.record_id)
        takers = minders_of(uow, record, Gap(post), but=person.id)
    stage = form.stage(line.stage)
    return HeldWork(
        line.record_id,
        form,
        line.number,
        line.summary,
        stage,
        post,
        line.since,
        line.due_on,
        takers,
    )


def _ends(given: Delegation, person: Person, after: Becoming, today: date) -> bool:
    """Return whether the delegation, in force or still to come, ends with the change."""
    if given.revoked_at is not None or given.to_day < today:
        return False
    lost = given.giver_id == person.id and given.role is not None and given.role not in after.roles
    return not after.active or lost
