"""Two officials of one name in one unit, and what a test asks of them."""

from service.formkit.labels import Faults
from service.formkit.moves import Role
from service.store.records import records
from service.workflow.account.sign_in import actor_of
from service.workflow.actor import Actor
from service.workflow.people.people import PersonEntry, change_person
from tests.builders import BUDGET, House, joined

HUNG = "Nguyễn Văn Hùng"


def two_of_one_name(house: House) -> tuple[Actor, Actor]:
    """`hung1` and `hung2`, both officials of the same unit."""
    one, two = joined(
        house, [("hung1", HUNG, BUDGET, Role.OFFICIAL), ("hung2", HUNG, BUDGET, Role.OFFICIAL)]
    )
    return one, two


def holders(house: House, record_id: str, part: str) -> set[int]:
    """Who has the part in the record."""
    with house.office.database.reading() as uow:
        found = records.list_parts(uow, record_id)
    return {each.holder_id for each in found if each.part == part}


def renamed(house: House, person: Actor, name: str) -> Actor:
    """The person under another name, as the administrator changed it."""
    entry = PersonEntry(
        person.username, name, person.title, person.unit_name, frozenset(person.roles)
    )
    changed = change_person(house.office, house.staff.administrator, person.person_id, entry)
    return actor_of(changed)


def said(faults: Faults) -> dict[str, str]:
    """The faults in Vietnamese, by field."""
    return {path: " ".join(label.vi for label in labels) for path, labels in faults.items()}
