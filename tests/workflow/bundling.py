"""Bundles asked for and made, for tests that care what becomes of them."""

from service.store.bundles import get_bundle
from service.store.jobs import find_job
from service.workflow.account.sign_in import actor_of
from service.workflow.actor import Actor
from service.workflow.bundles.download import fetch_bundle
from service.workflow.bundles.request_bundle import (
    BundleState,
    ask_bundle,
    read_bundle,
)
from service.workflow.jobs.kinds import KINDS
from service.workflow.jobs.run_job import run_job
from service.workflow.jobs.schedule import ask_for_what_is_due
from service.workflow.people.people import PersonEntry, change_person
from tests.builders import ADMINISTRATIVE, House, a_slip

SUMS = "SHA256SUMS.txt"


def slips(house: House, number: int) -> list[str]:
    """Ids of slips of the official, the newest first as the list has them."""
    made = [a_slip(house.office, house.staff.official).record_id for _ in range(number)]
    return made[::-1]


def work(house: House, bundle: BundleState) -> bool:
    """Whether a worker did the job of that bundle."""
    with house.office.database.reading() as uow:
        job_id = get_bundle(uow, bundle.id).job_id
    return run_job(house.office, KINDS, job_id)


def made(house: House, actor: Actor, record_ids: list[str], kind: str = "zip") -> BundleState:
    """A bundle asked for and made."""
    asked = ask_bundle(house.office, actor, record_ids, kind)
    assert work(house, asked)
    return read_bundle(house.office, actor, asked.id)


def content_of(house: House, actor: Actor, bundle: BundleState) -> bytes:
    """The bytes of its file."""
    with fetch_bundle(house.office, actor, bundle.id).content as file:
        return file.read()


def moved_away(house: House, actor: Actor) -> Actor:
    """The person, who is no head of that unit any more."""
    entry = PersonEntry(
        actor.username, actor.full_name, actor.title, ADMINISTRATIVE, actor.roles, active=True
    )
    administrator = house.staff.administrator
    changed = change_person(house.office, administrator, actor.person_id, entry, confirmed=True)
    return actor_of(changed)


def cleared_by_the_schedule(house: House) -> object:
    """What the job of the day says that throws files away."""
    asked = ask_for_what_is_due(house.office)
    with house.office.database.reading() as uow:
        due = {job.kind: job for each in asked if (job := find_job(uow, each))}
    assert run_job(house.office, KINDS, due["clear_bundles"].id)
    with house.office.database.reading() as uow:
        job = find_job(uow, due["clear_bundles"].id)
    assert job is not None
    return job.result
