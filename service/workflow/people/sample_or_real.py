"""On which side of the house somebody is entered: as sample data, or for real."""

from service.formkit.labels import FieldErrors, Label
from service.store.database import UnitOfWork
from service.store.people import persons, units
from service.store.people.units import Unit, UnitFacts
from service.workflow.actor import Actor

REAL_ONLY = Label(
    "Người mẫu do tài khoản mẫu nhập. Vui lòng bỏ đánh dấu ô này.",
    "Sample people are entered by sample accounts. Please untick this.",
)
SAMPLE_ONLY = Label(
    "Cơ quan đã có quản trị viên thật nên người thật do người ấy nhập. "
    "Vui lòng đánh dấu ô này nếu là người mẫu.",
    "There is a real administrator, who enters real people. Please tick this for a sample person.",
)


def require_side(uow: UnitOfWork, actor: Actor, *, is_sample: bool) -> None:
    """Return when the person may enter people as sample data, or as real; raises FieldErrors.

    The sample administrator enters the first real people and leaves that to a real administrator
    once there is one: the sample password is known to everybody.
    """
    if is_sample and not actor.is_sample:
        raise FieldErrors({"is_sample": (REAL_ONLY,)})
    if actor.is_sample and not is_sample and persons.has_real_administrator(uow):
        raise FieldErrors({"is_sample": (SAMPLE_ONLY,)})


def enter_for_real(uow: UnitOfWork, actor: Actor, name: str, *, is_sample: bool) -> Unit | None:
    """Return the real unit entered after a unit of the sample data of that name; mostly None.

    The lists of a sample administrator offer sample units; a real person has a real unit.
    """
    known = of_sample_lists(uow, actor, name, is_sample=is_sample)
    if known is None:
        return None
    return units.add_unit(uow, UnitFacts(name=known.name, abbreviation=known.abbreviation))


def of_sample_lists(uow: UnitOfWork, actor: Actor, name: str, *, is_sample: bool) -> Unit | None:
    """Return the sample unit of that name after which `enter_for_real` would enter a real one."""
    if not actor.is_sample or is_sample or not name:
        return None
    known = units.find_unit(uow, name, is_sample=True)
    return None if known is None or units.find_unit(uow, name) is not None else known
