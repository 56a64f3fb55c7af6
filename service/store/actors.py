"""Who acts in a unit of work: looked up once, however many lines are written in their name."""

from service.store.database import UnitOfWork
from service.store.tables.people.persons import PersonRow

_KEPT = "who acts"


def whoever(uow: UnitOfWork, person_id: int | None) -> PersonRow | None:
    """The person as they stand in this unit of work, or None for nobody."""
    if person_id is None:
        return None
    row = uow.session.get(PersonRow, person_id)
    # A session forgets what nobody holds, and would ask again for each of a thousand lines.
    uow.info.setdefault(_KEPT, {})[person_id] = row
    return row
