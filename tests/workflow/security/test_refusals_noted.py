"""What is refused to a person stands in the security log, apart from the record's own chain."""

from collections.abc import Callable

import pytest

from service.store.ledger.events import timeline
from service.store.ledger.security_log import list_security_notes
from service.workflow.actor import Actor
from service.workflow.errors import NotAllowed, NotFound
from service.workflow.files.evidence import (
    add_evidence,
    download_evidence,
    require_adding,
)
from service.workflow.moves.corrections.correct_record import correct_record, open_correction
from service.workflow.moves.move_panel import open_panel
from tests.builders import House, a_slip, some_evidence

Deed = Callable[[House, Actor, str], object]


def correcting(house: House, actor: Actor, record_id: str) -> object:
    return correct_record(
        house.office,
        actor,
        record_id,
        typed={"related_documents": "QT-0613"},
        reason="Ghi nhầm mã hồ sơ",
        version=1,
        submission="lần bấm",
    )


def adding(house: House, actor: Actor, record_id: str) -> object:
    return add_evidence(house.office, actor, record_id, file_name="a.txt", content=b"a")


DEEDS: dict[str, tuple[str, Deed]] = {
    "correcting": ("correct", correcting),
    "opening the correction": ("correct", lambda h, a, r: open_correction(h.office, a, r)),
    "adding evidence": ("add_evidence", adding),
    "beginning to add evidence": ("add_evidence", lambda h, a, r: require_adding(h.office, a, r)),
    "opening a move's panel": ("treat", lambda h, a, r: open_panel(h.office, a, r, "treat")),
}


def noted(house: House) -> list[tuple[str, int | None, dict[str, object]]]:
    """What the security log says was refused, newest first."""
    with house.office.database.reading() as uow:
        return [
            (each.kind, each.actor_id, dict(each.payload))
            for each in list_security_notes(uow)
            if each.kind == "refused"
        ]


def chain(house: House, record_id: str) -> list[str]:
    """The record's own history."""
    with house.office.database.reading() as uow:
        return [each.kind for each in timeline(uow, record_id)]


@pytest.mark.parametrize("deed", DEEDS)
@pytest.mark.parametrize(("who", "error"), [("auditor", NotAllowed), ("stranger", NotFound)])
def test_who_may_not_is_refused_once_in_the_security_log_and_nowhere_else(
    house: House, deed: str, who: str, error: type[NotAllowed | NotFound]
) -> None:
    slip, actor = a_slip(house.office, house.staff.official).record_id, vars(house.staff)[who]
    name, tried = DEEDS[deed]
    before = chain(house, slip)

    with pytest.raises(error) as refused:
        tried(house, actor, slip)

    said = {"record": slip, "deed": name, "rule": refused.value.label.vi}
    assert noted(house) == [("refused", actor.person_id, said)]
    assert chain(house, slip) == before


def test_evidence_that_one_may_not_read_is_refused_in_the_security_log(house: House) -> None:
    staff = house.staff
    slip = a_slip(house.office, staff.official).record_id
    added = some_evidence(house.office, staff.official, slip)

    with pytest.raises(NotFound):
        download_evidence(house.office, staff.stranger, slip, added.id)

    said = {"record": slip, "deed": "read_evidence", "rule": NotFound.label.vi}
    assert noted(house) == [("refused", staff.stranger.person_id, said)]


def test_who_may_leaves_no_refusal(house: House) -> None:
    official = house.staff.official
    slip = a_slip(house.office, official).record_id

    open_correction(house.office, official, slip)
    adding(house, official, slip)
    correcting(house, official, slip)

    assert noted(house) == []
