"""Names in history stay as they were: a new name shows on new work alone."""

from service.store.ledger.events import timeline
from service.workflow.delegation.read_delegations import delegation_word, list_delegations
from service.workflow.files.evidence import list_evidence
from service.workflow.records.read_records import RecordFilter, list_records, open_record
from service.workflow.recurrence.classify_record import classify_record
from service.workflow.recurrence.content_categories import add_category
from service.workflow.recurrence.repetition import read_repetition
from tests.builders import House, a_slip, some_evidence
from tests.docx_text import printed_lines
from tests.workflow.delegating import give
from tests.workflow.slips.namesakes import renamed
from tests.workflow.slips.walking import NEED, Slip, a_sent_slip

OLD, NEW = "Phạm Quốc Bảo", "Phạm Quốc Bảo Anh"


def test_who_sent_a_slip_and_added_to_it_keeps_the_name_of_that_day(memory_house: House) -> None:
    house, slip = memory_house, a_sent_slip(memory_house)
    office, secretary = house.office, house.staff.secretary
    some_evidence(office, house.staff.official, slip.id)

    official = renamed(house, house.staff.official, NEW)

    view = open_record(office, secretary, slip.id)
    (line,) = list_records(office, secretary, RecordFilter()).rows
    (file,) = list_evidence(office, secretary, slip.id).files
    assert view.submitter == line.line.submitter == file.added_by == OLD
    assert view.answers["requester_name"] == OLD
    later = a_slip(office, official)
    some_evidence(office, official, slip.id, "thêm")
    assert open_record(office, secretary, later.record_id).submitter == NEW
    assert [each.added_by for each in list_evidence(office, secretary, slip.id).files] == [OLD, NEW]


def test_a_slip_is_still_found_by_the_name_of_that_day_after_a_move(memory_house: House) -> None:
    house, head = memory_house, memory_house.staff.unit_head
    slip = a_sent_slip(house, head, requester_name="Trần Khách")

    slip.move(renamed(house, head, "Vũ Thị Mới"), "need_action", NEED)

    found = list_records(house.office, house.staff.secretary, RecordFilter(text=head.full_name))
    assert [row.line.id for row in found.rows] == [slip.id]


def test_a_delegation_and_its_paper_keep_both_names(memory_house: House) -> None:
    house, director = memory_house, memory_house.staff.director
    made = give(house, director, house.staff.board)

    changed = renamed(house, director, "Võ Đình Khải Hoàn")
    renamed(house, house.staff.board, "Đặng Ngọc")

    (seen,) = list_delegations(house.office, changed).given
    assert (seen.delegation.giver_then, seen.delegation.receiver_then) == (
        "Võ Đình Khải",
        "Đặng Thị Ngọc Lan",
    )
    assert seen.delegation.receiver_name == "Đặng Ngọc"
    paper = delegation_word(house.office, changed, made.id)
    said = " ".join(printed_lines(paper.content))
    assert "Võ Đình Khải" in said
    assert "Đặng Thị Ngọc Lan" in said
    assert "Hoàn" not in said


def test_who_put_a_slip_with_its_content_keeps_the_name(memory_house: House) -> None:
    house, slip = memory_house, a_sent_slip(memory_house)
    secretary = house.staff.secretary
    category = add_category(house.office, secretary, "Trả trễ")
    classify_record(house.office, secretary, slip.id, category.id)

    secretary = renamed(house, secretary, "Trần Minh Châu Anh")

    seen = read_repetition(house.office, secretary, slip.id)
    assert seen is not None
    assert seen.set_by == "Trần Thị Minh Châu"


def test_history_itself_never_changes(memory_house: House) -> None:
    house, slip = memory_house, a_sent_slip(memory_house)

    def names(slip: Slip) -> list[str]:
        with house.office.database.reading() as uow:
            return [each.actor_name for each in timeline(uow, slip.id)]

    before = names(slip)
    renamed(house, house.staff.official, NEW)

    assert names(slip) == before
