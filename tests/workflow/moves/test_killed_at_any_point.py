"""kill -9 in the middle of a submit or a correction: all of it afterwards, or nothing of it."""

from collections.abc import Iterator

import pytest

from service.archive.integrity import find_faults
from service.store.engine.crash_points import POINTS
from service.store.ledger.verify_chains import verify_all
from service.workflow.drafts.drafts import list_drafts
from service.workflow.drafts.submit_draft import submit_draft
from service.workflow.files.document_files import issued_word
from service.workflow.moves.corrections.correct_record import correct_record
from service.workflow.records.read_records import RecordFilter, list_records, open_record
from tests.builders import House, a_draft, a_slip
from tests.workflow.dying import Victims, victims


@pytest.fixture(scope="module")
def mortals() -> Iterator[Victims]:
    """The process that forks the victims."""
    with victims() as ready:
        yield ready


def assert_sound(house: House) -> None:
    """Check that nothing is broken but for files that no record knows."""
    with house.office.database.reading() as uow:
        assert verify_all(uow) == ()
        faults = find_faults(uow, house.office.vault)
    assert {fault.kind for fault in faults} <= {"orphan file", "unfinished file"}


@pytest.mark.parametrize("point", POINTS)
def test_a_submit_is_made_whole_or_not_at_all(
    lasting_house: House, mortals: Victims, point: str
) -> None:
    house, official = lasting_house, lasting_house.staff.official
    a_slip(house.office, official)
    draft = a_draft(house.office, official)
    click = {
        "draft_id": draft.id,
        "move": "submit",
        "typed": {},
        "version": draft.version,
        "submission": "một lần bấm",
    }

    acknowledged = mortals.killed_at(house.office, point, "submit", official.person_id, **click)

    committed = point == "after commit"
    numbers = [row.line.number for row in list_records(house.office, official, RecordFilter()).rows]
    assert acknowledged == ""
    assert numbers == (["02/2026", "01/2026"] if committed else ["01/2026"])
    assert len(list_drafts(house.office, official)) == (0 if committed else 1)
    assert_sound(house)

    made = submit_draft(house.office, official, **click)

    view = open_record(house.office, official, made.record_id)
    assert made.number == "02/2026"
    assert [event.kind for event in view.events] == ["submit", "document_issued"]
    assert issued_word(house.office, official, made.record_id, 1)
    assert_sound(house)


@pytest.mark.parametrize("point", POINTS)
def test_a_correction_is_made_whole_or_not_at_all(
    lasting_house: House, mortals: Victims, point: str
) -> None:
    house, official = lasting_house, lasting_house.staff.official
    slip = a_slip(house.office, official)
    click = {
        "record_id": slip.record_id,
        "typed": {"related_documents": "QT-0613"},
        "reason": "Ghi thiếu mã hồ sơ",
        "version": 1,
        "submission": "một lần bấm",
    }

    mortals.killed_at(house.office, point, "correct", official.person_id, **click)

    committed = point == "after commit"
    view = open_record(house.office, official, slip.record_id)
    assert [document.version for document in view.documents] == ([1, 2] if committed else [1])
    assert ("related_documents" in view.answers) == committed
    assert view.version == (2 if committed else 1)
    assert_sound(house)

    record_id = click.pop("record_id")
    made = correct_record(house.office, official, record_id, **click)

    view = open_record(house.office, official, slip.record_id)
    assert made.document_version == 2
    assert [e.kind for e in view.events].count("correct") == 1
    assert issued_word(house.office, official, slip.record_id, 2)
    assert_sound(house)
