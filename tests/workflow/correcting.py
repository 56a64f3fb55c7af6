"""How tests correct, propose and decide: with everything said, but for what a test changes."""

from itertools import count
from typing import Any

from service.formkit.fields import Choice, Choices, Date, Field, Moment, Rows, Text, Whole, YesNo
from service.store.records import records
from service.workflow.actor import Actor
from service.workflow.moves.corrections.confirm_correction import (
    confirm_correction,
    decline_correction,
)
from service.workflow.moves.corrections.correct_record import correct_record, record_to_correct
from service.workflow.moves.corrections.propose_correction import (
    ProposalMade,
    propose_correction,
    withdraw_correction,
)
from service.workflow.people.people import change_unit, list_units
from service.workflow.submissions import MoveResult
from tests.builders import INSPECTION, House

REASON = "Ghi nhầm mã hồ sơ"
_clicks = count(1)


def version_of(house: House, record_id: str) -> int:
    """The record's version as it stands."""
    with house.office.database.reading() as uow:
        return records.get_record(uow, record_id).version


def correct(house: House, actor: Actor, record_id: str, **typed: Any) -> MoveResult:
    """What a correction at once led to."""
    return correct_record(house.office, actor, record_id, **_told(house, record_id, typed))


def propose(
    house: House, actor: Actor, record_id: str, click: str = "", **typed: Any
) -> ProposalMade:
    """What the proposal of a correction led to, sent by a click of its own or by that one."""
    told = _told(house, record_id, typed) | ({"submission": click} if click else {})
    return propose_correction(house.office, actor, record_id, **told)


def confirm(house: House, actor: Actor, record_id: str, version: int = 0) -> ProposalMade:
    """What confirming led to, beside the version that stands or that one."""
    seen = version or version_of(house, record_id)
    return confirm_correction(
        house.office, actor, record_id, version=seen, submission=f"đồng ý {next(_clicks)}"
    )


def decline(house: House, actor: Actor, record_id: str, reason: str = REASON) -> ProposalMade:
    """What declining led to."""
    return decline_correction(
        house.office, actor, record_id, reason=reason, submission=f"không {next(_clicks)}"
    )


def withdraw(house: House, actor: Actor, record_id: str) -> ProposalMade:
    """What taking it back led to."""
    return withdraw_correction(house.office, actor, record_id, submission=f"rút {next(_clicks)}")


def close_unit(house: House, name: str) -> None:
    """Close the unit."""
    who = house.staff.administrator
    unit = next(each for each in list_units(house.office, who) if each.name == name)
    change_unit(
        house.office, who, unit.id, unit.name, unit.abbreviation, active=False, confirmed=True
    )


def by_proposal(house: House, actor: Actor, record_id: str) -> bool:
    """Whether the person only proposes there."""
    with house.office.database.writing() as uow:
        version = records.get_record(uow, record_id).version
        _, may = record_to_correct(house.office, uow, actor, record_id, {}, version)
    return may.by_proposal


def another(declared: Field, stands: Any) -> Any:
    """An answer that the field takes and that is not what stands in it."""
    if isinstance(declared, Rows):
        # A ground is typed with its sign; behind a recipient the paper puts it.
        is_ended = getattr(declared.fields[0], "sign_follows", False)
        line = "Dòng khác" if is_ended else "Dòng khác;"
        return [*(stands or []), line if declared.plain else _row(declared)]
    if isinstance(declared, Choice):
        return next(o.value for o in declared.options if o.value != stands)
    if isinstance(declared, Choices):
        # «Nguồn khác» asks which, in a field of its own.
        own = [o.value for o in declared.options if o.value != "other"]
        return [own[-1]] if stands != [own[-1]] else [own[0]]
    if isinstance(declared, Whole):
        return declared.minimum + (1 if stands == declared.minimum else 0)
    if isinstance(declared, YesNo):
        return not stands
    if isinstance(declared, Text) and declared.kind == "unit":
        return INSPECTION
    if isinstance(declared, Text) and declared.multiline and stands:
        return f"{stands}\nGhi thêm một dòng."
    plain: dict[type[Field], str] = {Date: "2026-03-04", Moment: "2026-03-04T08:31"}
    return plain.get(type(declared), "Đinh Văn Hiếu")


def _row(declared: Rows) -> dict[str, Any]:
    return {each.name: another(each, None) for each in declared.fields if each.required}


def _told(house: House, record_id: str, typed: dict[str, Any]) -> dict[str, Any]:
    return {
        "typed": typed or {"related_documents": "QT-0613"},
        "reason": REASON,
        "version": version_of(house, record_id),
        "submission": f"lần bấm {next(_clicks)}",
    }
