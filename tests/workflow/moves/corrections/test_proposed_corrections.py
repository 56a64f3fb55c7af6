"""A correction of what was approved: proposed with a reason, confirmed by the ISO board, or not."""

import pytest

from service.formkit.moves import Role
from service.store.ledger.security_log import list_security_notes
from service.store.ledger.verify_chains import verify_all
from service.workflow.actor import Actor
from service.workflow.errors import (
    NotAllowed,
    NotFound,
    ReasonMissing,
    RuleRefuses,
    Stale,
)
from service.workflow.files.document_files import issued_word
from service.workflow.files.proposed_paper import proposed_word
from service.workflow.files.read_back import read_back
from service.workflow.files.timeline_text import timeline_text
from service.workflow.inbox.inbox import count_inbox, read_inbox
from service.workflow.inbox.inbox_lines import Work
from service.workflow.moves.corrections.confirm_correction import confirm_correction
from service.workflow.people.people import PersonEntry, change_person
from service.workflow.records.correction_state import ProposedCorrection
from service.workflow.records.read_records import RecordView, open_record
from service.workflow.reminders.send_reminders import remind, reminders_of_today
from tests.builders import INSPECTION, LEADERS, PLAN, House, a_draft, a_staff, plan_values, submit
from tests.workflow.correcting import (
    REASON,
    close_unit,
    confirm,
    correct,
    decline,
    propose,
    version_of,
    withdraw,
)
from tests.workflow.delegating import give
from tests.workflow.slips.every_stage import slip_at
from tests.workflow.slips.walking import COMPLETE, Slip

NEW = "QT-0613"


@pytest.fixture
def house(memory_house: House) -> House:
    """A house in memory: who may decide is no matter of the database."""
    return memory_house


@pytest.fixture
def closed(house: House) -> Slip:
    """A slip that was approved, verified and closed."""
    return slip_at(house, "closed")


def seen(house: House, actor: Actor, slip: Slip) -> RecordView:
    return open_record(house.office, actor, slip.id)


def proposed(house: House, actor: Actor, slip: Slip) -> ProposedCorrection:
    """The correction that waits, as that person sees it."""
    found = seen(house, actor, slip).correction.proposed
    assert found is not None
    return found


@pytest.mark.parametrize("who", ["official", "secretary"])
def test_a_closed_slip_is_corrected_only_once_the_board_confirms(
    house: House, closed: Slip, who: str
) -> None:
    proposer = getattr(house.staff, who)
    papers, version = closed.papers, closed.version
    with pytest.raises(RuleRefuses, match="Lãnh đạo Ban ISO xác nhận"):
        correct(house, proposer, closed.id, related_documents=NEW)

    propose(house, proposer, closed.id, related_documents=NEW)
    assert (closed.papers, closed.record.version) == (papers, version)
    shown = proposed_word(house.office, house.staff.board, closed.id).content
    assert read_back(house.office, shown).answers["related_documents"] == NEW
    made = confirm(house, house.staff.board, closed.id)

    assert (closed.answers["related_documents"], closed.stage) == (NEW, "closed")
    newest = issued_word(house.office, proposer, closed.id, made.document_version).content
    assert read_back(house.office, newest).answers["related_documents"] == NEW
    assert seen(house, proposer, closed).correction.proposed is None


def test_the_event_of_the_new_version_bears_both_names(house: House, closed: Slip) -> None:
    propose(house, house.staff.official, closed.id, related_documents=NEW)
    confirm(house, house.staff.board, closed.id)

    *_, asked, issued = closed.events
    assert (asked.kind, asked.actor_name) == ("propose_correction", "Phạm Quốc Bảo")
    assert (issued.kind, issued.actor_name) == ("correct", "Đặng Thị Ngọc Lan")
    assert issued.payload["proposed_by"] == {
        "id": house.staff.official.person_id,
        "name": "Phạm Quốc Bảo",
    }
    assert issued.payload["reason"] == REASON
    told = timeline_text(house.office.form("BM.CTCL.01"), closed.record, tuple(closed.events))
    assert "Đề nghị đính chính" in told
    assert "Theo đề nghị của: Phạm Quốc Bảo" in told
    with house.office.database.reading() as uow:
        assert verify_all(uow) == ()


def test_it_may_be_declined_with_a_reason_or_withdrawn_by_its_proposer(
    house: House, closed: Slip
) -> None:
    staff, before = house.staff, closed.record
    propose(house, staff.official, closed.id, related_documents=NEW)
    with pytest.raises(ReasonMissing):
        decline(house, staff.board, closed.id, " ")
    decline(house, staff.board, closed.id, "Mã hồ sơ cũ là đúng.")
    propose(house, staff.secretary, closed.id, related_documents="QT-0614")
    with pytest.raises(NotAllowed):
        withdraw(house, staff.official, closed.id)
    withdraw(house, staff.secretary, closed.id)

    kinds = [event.kind for event in closed.events[-4:]]
    assert kinds == [
        "propose_correction",
        "decline_correction",
        "propose_correction",
        "withdraw_correction",
    ]
    assert closed.record == before
    for deed in (confirm, decline, withdraw):
        with pytest.raises(RuleRefuses, match="Không còn đề nghị"):
            deed(house, staff.board, closed.id)


def test_one_waits_at_a_time(house: House, closed: Slip) -> None:
    propose(house, house.staff.official, closed.id, related_documents=NEW)

    with pytest.raises(RuleRefuses, match="đang có một đề nghị"):
        propose(house, house.staff.secretary, closed.id, related_documents="khác")


@pytest.mark.parametrize("who", ["unit_head", "auditor", "director", "secretary", "official"])
def test_nobody_but_the_board_decides_and_each_try_is_noted(
    house: House, closed: Slip, who: str
) -> None:
    actor = getattr(house.staff, who)
    propose(house, house.staff.official, closed.id, related_documents=NEW)

    for deed in (confirm, decline):
        with pytest.raises(NotAllowed, match=r"Lãnh đạo Ban ISO|không tự xác nhận"):
            deed(house, actor, closed.id)

    with house.office.database.reading() as uow:
        notes = [n.payload["deed"] for n in list_security_notes(uow) if n.kind == "refused"]
    assert sorted(notes[:2]) == ["confirm_correction", "decline_correction"]
    assert not proposed(house, actor, closed).may_confirm


@pytest.mark.parametrize("who", ["unit_head", "auditor", "director", "board"])
def test_who_may_not_correct_proposes_nothing(house: House, closed: Slip, who: str) -> None:
    with pytest.raises(NotAllowed):
        propose(house, getattr(house.staff, who), closed.id, related_documents=NEW)


def test_for_who_may_not_see_it_there_is_nothing_to_decide(house: House, closed: Slip) -> None:
    propose(house, house.staff.official, closed.id, related_documents=NEW)

    for deed in (confirm, decline, withdraw, propose):
        with pytest.raises(NotFound):
            deed(house, house.staff.stranger, closed.id)
    with pytest.raises(NotFound):
        proposed_word(house.office, house.staff.stranger, closed.id)


def test_sample_people_neither_propose_nor_decide_on_real_corrections(
    house: House, closed: Slip
) -> None:
    samples = a_staff(house.office, is_sample=True, prefix="mau.")
    propose(house, house.staff.official, closed.id, related_documents=NEW)

    for who in (samples.secretary, samples.board):
        for deed in (propose, confirm, decline, withdraw):
            with pytest.raises((NotAllowed, NotFound)):
                deed(house, who, closed.id)
    assert waiting_work(house, samples.board) == []


def test_a_delegate_of_the_board_confirms_and_the_event_says_for_whom(
    house: House, closed: Slip
) -> None:
    propose(house, house.staff.official, closed.id, related_documents=NEW)
    give(house, house.staff.board, house.staff.auditor, role="iso_board")
    assert [each.record_id for each in waiting_work(house, house.staff.auditor)] == [closed.id]

    confirm(house, house.staff.auditor, closed.id)

    assert closed.events[-1].payload["for"]["name"] == "Đặng Thị Ngọc Lan"


def test_the_proposer_does_not_confirm_by_the_boards_delegation(house: House, closed: Slip) -> None:
    propose(house, house.staff.official, closed.id, related_documents=NEW)
    give(house, house.staff.board, house.staff.official, role="iso_board")

    with pytest.raises(NotAllowed, match="không tự xác nhận"):
        confirm(house, house.staff.official, closed.id)
    assert waiting_work(house, house.staff.official) == []


def test_who_acts_for_the_proposer_does_not_confirm_either(house: House, closed: Slip) -> None:
    staff = house.staff
    both = frozenset({Role.ISO_SECRETARY, Role.ISO_BOARD})
    entry = PersonEntry("chau", staff.secretary.full_name, "Chuyên viên", LEADERS, both)
    change_person(house.office, staff.administrator, staff.secretary.person_id, entry)
    propose(house, staff.secretary, closed.id, related_documents=NEW)
    give(house, staff.secretary, staff.auditor, role="iso_board")

    with pytest.raises(NotAllowed, match="không tự xác nhận"):
        confirm(house, staff.auditor, closed.id)
    confirm(house, staff.board, closed.id)


def test_what_was_shown_before_the_record_moved_on_is_shown_again(house: House) -> None:
    slip = slip_at(house, "implementing")
    propose(house, house.staff.official, slip.id, related_documents=NEW)
    seen_then = slip.version
    slip.move(house.staff.official, "report_completion", COMPLETE)

    with pytest.raises(Stale) as refused:
        confirm(house, house.staff.board, slip.id, version=seen_then)
    confirm(house, house.staff.board, slip.id, version=refused.value.current_version)

    assert slip.answers["related_documents"] == NEW
    assert slip.answers["results"] == COMPLETE["results"]


def test_the_same_click_twice_confirms_once(house: House, closed: Slip) -> None:
    propose(house, house.staff.official, closed.id, related_documents=NEW)
    told = {"version": closed.version, "submission": "một lần bấm"}

    first = confirm_correction(house.office, house.staff.board, closed.id, **told)
    again = confirm_correction(house.office, house.staff.board, closed.id, **told)

    assert first == again
    assert version_of(house, closed.id) == closed.version + 1


def waiting_work(house: House, actor: Actor) -> list[Work]:
    """What waits for the person to confirm, soonest due first."""
    inbox = read_inbox(house.office, actor)
    lines = (*inbox.overdue, *inbox.this_week, *inbox.later)
    return [each for each in lines if each.work.vi == "Xác nhận đính chính"]


def test_it_waits_in_the_boards_inbox_and_is_reminded_of(house: House, closed: Slip) -> None:
    board = house.staff.board
    before = count_inbox(house.office, board)
    propose(house, house.staff.official, closed.id, related_documents=NEW)

    (work,) = waiting_work(house, board)
    assert (work.record_id, work.term.left) == (closed.id, 3)
    assert count_inbox(house.office, board) == before + 1 == read_inbox(house.office, board).count
    for who in ("official", "secretary", "director"):
        assert waiting_work(house, getattr(house.staff, who)) == []
    remind(house.office)
    assert reminders_of_today(house.office, board) == ()
    house.clock.forward(days=5)
    remind(house.office)
    assert [each.kind for each in reminders_of_today(house.office, board)] == ["due_today"]

    confirm(house, board, closed.id)

    assert waiting_work(house, board) == []
    assert reminders_of_today(house.office, board) == ()


def test_what_no_longer_fits_is_told_and_may_only_be_declined(house: House) -> None:
    slip = slip_at(house, "implementing")
    propose(house, house.staff.official, slip.id, concerned_unit=INSPECTION)
    close_unit(house, INSPECTION)

    with pytest.raises(RuleRefuses, match="như đề nghị: Danh sách đơn vị không có"):
        confirm(house, house.staff.board, slip.id)
    decline(house, house.staff.board, slip.id)


def test_a_unit_heads_plan_is_the_heads_and_the_secretary_only_proposes(house: House) -> None:
    head, secretary = house.staff.unit_head, house.staff.secretary
    draft = a_draft(house.office, head, PLAN, plan_values(house.office, "unit"))
    plan = submit(house.office, head, draft, move="issue_unit").record_id

    correct(house, head, plan, archive_copies=2)
    with pytest.raises(RuleRefuses, match="người khác quyết định"):
        correct(house, secretary, plan, archive_copies=3)
    propose(house, secretary, plan, archive_copies=3)
    confirm(house, house.staff.board, plan)

    view = open_record(house.office, head, plan)
    assert view.answers["archive_copies"] == 3
