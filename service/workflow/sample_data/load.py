"""Sample data to learn on: people, units and a few records, apart from everything real."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from service.formkit.form import Form
from service.formkit.labels import Label
from service.formkit.letterhead import LETTERHEAD
from service.formkit.moves import ROLE_LABELS, Role
from service.formkit.office_rules import OFFICE_RULES
from service.formkit.strict_json import read_strict_json
from service.formkit.typed_days import happened_by
from service.settings import ROOT
from service.store.people import persons
from service.store.people.units import find_unit
from service.store.samples import (
    has_sample_data,
    remove_sample_data,
    sample_contents,
)
from service.workflow.account.passwords import hash_password
from service.workflow.account.sign_in import actor_of
from service.workflow.actor import Actor
from service.workflow.drafts.drafts import start_draft
from service.workflow.drafts.submit_draft import submit_draft
from service.workflow.log_privileged_act import note_deed
from service.workflow.office import Office
from service.workflow.people.people import PersonEntry, enter_person, enter_unit
from service.workflow.sample_data.sample_records import walk_sample_slips

SAMPLES = ROOT / "samples"
PASSWORD = "ctcl-mau-2026"
SHOWN_ROLES = tuple(Role)
FIRST_STEPS = Label(
    "Thử trước: {clerk} lập và gửi một phiếu, {head} (trưởng đơn vị) xem xét ở «Việc của tôi».",
    "First: {clerk} sends a slip, {head}, head of that unit, decides on it under “My work”.",
)


@dataclass(frozen=True)
class SampleAccount:
    """A sample person to sign in as."""

    username: str
    password: str
    role: Role
    unit_name: str

    @property
    def role_label(self) -> Label:
        """The role as people call it."""
        return ROLE_LABELS[self.role]


def sample_accounts(office: Office) -> tuple[SampleAccount, ...]:
    """Return one sample account a role; nothing where there is no sample data.

    They fit together: the official is of a unit with a head, and the head is that unit's.
    """
    with office.database.reading() as uow:
        found = [p for p in persons.list_people(uow, active_only=True) if p.is_sample]
    headed = {p.unit_id for p in found if Role.UNIT_HEAD in p.roles}
    shown: list[SampleAccount] = []
    for role in SHOWN_ROLES:
        holders = [p for p in found if role in p.roles]
        if holders:
            first = min(holders, key=lambda p: (p.unit_id not in headed, len(p.roles)))
            shown.append(SampleAccount(first.username, PASSWORD, role, first.unit_name))
            if role is Role.OFFICIAL:
                headed = {first.unit_id}
    return tuple(shown)


def first_steps(accounts: Sequence[SampleAccount]) -> Label | None:
    """Return who of these does what first, in a sentence; None where nobody could."""
    of = {each.role: each for each in accounts}
    clerk, head = of.get(Role.OFFICIAL), of.get(Role.UNIT_HEAD)
    if clerk is None or head is None or clerk.unit_name != head.unit_name:
        return None
    return FIRST_STEPS.with_(clerk=clerk.username, head=head.username)


def is_empty_house(office: Office) -> bool:
    """Return whether nobody lives here yet, so that a first run may bring sample people."""
    with office.database.reading() as uow:
        return persons.count_people(uow) == 0


def load_sample_house(
    office: Office, *, only_when_empty: bool = False, whole_year: bool = True
) -> tuple[SampleAccount, ...]:
    """Return the accounts of the sample data, entered now unless it was there already.

    With `only_when_empty` nothing is entered in a house where people live; without `whole_year`
    the slips of a year, each walked on its way, are left out.
    """
    hashed = hash_password(PASSWORD)
    with office.database.writing() as uow:
        if has_sample_data(uow) or (only_when_empty and persons.count_people(uow)):
            actors = None
        else:
            actors = _enter_people(office, uow, hashed)
            payload = {"people": len(actors)}
            note_deed(office, uow, None, "sample_loaded", payload, of_sample=False)
    if actors:
        if whole_year:
            walk_sample_slips(office, actors, SAMPLES / "department" / "slips.json")
        _enter_records(office, actors)
    return sample_accounts(office)


@dataclass(frozen=True)
class SampleHouse:
    """What is sample data here, and so would be removed, and what real goes on without it.

    `people` are (full name, user name); `records` a form and how many of it; `settings` what
    sample people set, which stays; `real_people` how many persons stay.
    """

    people: tuple[tuple[str, str], ...]
    units: tuple[str, ...]
    records: tuple[tuple[Form, int], ...]
    drafts: int
    files: int
    settings: tuple[Label, ...]
    real_people: int


def read_sample_house(office: Office) -> SampleHouse:
    """Return who and what `remove_sample_house` would take, by name."""
    with office.database.reading() as uow:
        found, everybody = sample_contents(uow), persons.count_people(uow)
    named = {setting.key: setting.label for setting in LETTERHEAD}
    named |= {rule.key: rule.label for rule in OFFICE_RULES}
    return SampleHouse(
        people=found.people,
        units=found.units,
        records=tuple((office.form(code), count) for code, count in found.records),
        drafts=found.drafts,
        files=found.files,
        settings=tuple(named[key] for key in found.settings if key in named),
        real_people=everybody - len(found.people),
    )


def has_sample_house(office: Office) -> bool:
    """Return whether there is sample data."""
    with office.database.reading() as uow:
        return has_sample_data(uow)


def remove_sample_house(office: Office, actor: Actor | None = None) -> None:
    """Remove all sample data: people, units, records, chains and their files in the vault.

    Real people read in the log who did it, the sample administrator or the command too.
    """
    with office.database.writing() as uow:
        found = sample_contents(uow)
        payload = {"people": len(found.people), "records": sum(n for _, n in found.records)}
        # Before: afterwards the sample administrator has no name any more.
        note_deed(office, uow, actor, "sample_removed", payload, of_sample=False)
        removed = remove_sample_data(uow)
    for digest in removed.files:
        office.vault.remove(digest)
        office.pdf_copies.forget(digest)


def _enter_people(office: Office, uow: Any, hashed: str) -> dict[str, Actor]:
    department = read_strict_json((SAMPLES / "department" / "people.json").read_bytes())
    for unit in department["units"]:
        if find_unit(uow, unit["name"], is_sample=True) is None:
            enter_unit(uow, unit["name"], unit["abbreviation"], is_sample=True)
    actors = {}
    for each in department["people"]:
        entry = PersonEntry(
            username=each["username"],
            full_name=each["full_name"],
            title=each["title"],
            unit_name=each["unit"],
            roles=frozenset(Role(role) for role in each["roles"]),
        )
        person = enter_person(
            office, uow, entry, hashed, granted_by=None, must_change=False, is_sample=True
        )
        actors[person.username] = actor_of(person)
    return actors


def _enter_records(office: Office, actors: Mapping[str, Actor]) -> None:
    """Submit what is listed in samples/department/records.json, and leave its drafts begun."""
    path = SAMPLES / "department" / "records.json"
    for index, sample in enumerate(read_strict_json(path.read_bytes())):
        actor = actors[sample["by"]]
        typed = sample.get("typed") or _sample_values(office, sample["form"], sample["like"])
        typed = {**typed, **sample.get("but", {})}
        form = office.form(sample["form"])
        codes = {m.series.field for m in form.moves if m.series}
        today = office.today().isoformat()
        typed = happened_by(form.fields, typed, today)
        given = {name: value for name, value in typed.items() if name not in codes}
        draft = start_draft(office, actor, form.code, given)
        if sample["move"]:
            submit_draft(
                office,
                actor,
                draft_id=draft.id,
                move=sample["move"],
                typed={},
                version=draft.version,
                submission=f"sample-{index}",
            )


def _sample_values(office: Office, code: str, name: str) -> dict[str, Any]:
    path = Path(SAMPLES / office.form(code).key / f"{name}.json")
    values: dict[str, Any] = read_strict_json(path.read_bytes())
    return values
