"""Delegating a single slip: by whoever has its turn, told in its history, seen by the receiver."""

import io

import docx
import pytest

from service.documents.read.read_back import read_document
from service.store.base import office_day
from service.store.ledger.events import timeline
from service.store.records.records import get_record
from service.workflow.authority import authority_in
from service.workflow.delegation import rules as rules
from service.workflow.delegation.authorisation_paper import PAPER, paper_answers
from service.workflow.delegation.give_delegation import revoke_delegation
from service.workflow.delegation.read_delegations import (
    delegation_word,
    list_delegations,
    read_delegation,
)
from service.workflow.errors import NotAllowed, NotFound
from service.workflow.records.read_records import open_record
from tests.builders import House, Staff, a_slip
from tests.workflow.delegating import faults_of, give, turn_of


@pytest.fixture
def slip(house: House, staff: Staff) -> str:
    """The id of a slip of the budget unit, with its unit head."""
    return a_slip(house.office, staff.official).record_id


def test_obligation_23_the_director_gives_one_slip_and_its_history_names_both(
    house: House, staff: Staff, slip: str
) -> None:
    made = give(house, staff.director, staff.stranger, record_id=slip)

    with house.office.database.reading() as uow:
        told = timeline(uow, slip)[-1]
    assert (told.kind, told.actor_name) == ("delegated", "Võ Đình Khải")
    assert told.payload["giver"] == made.giver_name
    assert told.payload["receiver"] == made.receiver_name == "Nguyễn Hữu Phước"
    assert (told.payload["from_day"], told.payload["to_day"]) == ("2026-03-05", "2026-03-20")
    assert (told.payload["acting_as"], told.payload["paper_version"]) == ("director", 1)


def test_the_receiver_sees_the_slip_until_it_is_taken_back(
    house: House, staff: Staff, slip: str
) -> None:
    office = house.office
    with pytest.raises(NotFound):
        open_record(office, staff.stranger, slip)

    made = give(house, staff.director, staff.stranger, record_id=slip)
    assert open_record(office, staff.stranger, slip).id == slip
    revoke_delegation(office, staff.director, made.id)

    with pytest.raises(NotFound):
        open_record(office, staff.stranger, slip)
    with office.database.reading() as uow:
        assert timeline(uow, slip)[-1].kind == "delegation_revoked"


def test_who_has_its_turn_by_a_role_gives_it(house: House, staff: Staff, slip: str) -> None:
    made = give(house, staff.unit_head, staff.stranger, record_id=slip)

    assert read_delegation(house.office, staff.unit_head, made.id).what.vi.startswith("Phiếu ")
    assert [each.record_id for each in list_delegations(house.office, staff.unit_head).slips] == [
        slip
    ]


def test_who_does_not_have_its_turn_is_refused(house: House, staff: Staff, slip: str) -> None:
    for giver in (staff.official, staff.secretary, staff.board):
        with pytest.raises(NotAllowed) as refused:
            give(house, giver, staff.stranger, record_id=slip)
        assert refused.value.label == rules.NOT_ONES_TURN
    with pytest.raises(NotFound):
        give(house, staff.stranger, staff.board, record_id=slip)
    with pytest.raises(NotFound):
        give(house, staff.director, staff.board, record_id="r1")


def test_who_received_a_slip_cannot_pass_it_on(house: House, staff: Staff, slip: str) -> None:
    give(house, staff.director, staff.stranger, record_id=slip)

    with pytest.raises(NotAllowed) as refused:
        give(house, staff.stranger, staff.board, record_id=slip)

    assert refused.value.label == rules.PASSED_ON


def test_who_received_a_role_cannot_pass_on_a_slip_of_its_turn(
    house: House, staff: Staff, slip: str
) -> None:
    turn_of(house, slip, "director")
    give(house, staff.director, staff.board)

    with pytest.raises(NotAllowed) as refused:
        give(house, staff.board, staff.secretary, record_id=slip)

    assert refused.value.label == rules.PASSED_ON


def test_one_person_at_a_time_has_the_slip_beside_the_role(
    house: House, staff: Staff, slip: str
) -> None:
    give(house, staff.director, staff.board)
    give(house, staff.director, staff.stranger, record_id=slip)

    assert faults_of(house, staff.director, staff.auditor, record_id=slip) == {"from_day"}


def test_the_paper_of_a_slip_is_issued_and_says_what_was_delegated(
    house: House, staff: Staff, slip: str
) -> None:
    office = house.office
    made = give(house, staff.director, staff.stranger, record_id=slip)

    paper = delegation_word(office, staff.stranger, made.id)

    form = office.companion(PAPER)
    with office.database.reading() as uow:
        meant = paper_answers(office, uow, form, made)
    assert read_document([form], office.library, paper.content) == (form, meant)
    assert meant["slips"][0]["car_number"] == "01/2026"
    text = "\n".join(p.text for p in docx.Document(io.BytesIO(paper.content)).paragraphs)
    assert "không được ủy quyền lại" in text


def test_the_paper_of_the_directors_role_says_its_scope(house: House, staff: Staff) -> None:
    office = house.office
    made = give(house, staff.director, staff.board, scope="Các phiếu của quý I")

    paper = delegation_word(office, staff.board, made.id)

    _, said = read_document(office.companions, office.library, paper.content)
    assert (said["scope"], said["delegate_name"]) == ("Các phiếu của quý I", "Đặng Thị Ngọc Lan")
    assert (said["valid_from"], said["valid_to"]) == ("2026-03-05", "2026-03-20")
    assert delegation_word(office, staff.director, made.id).content == paper.content


def test_what_others_than_the_director_give_has_no_such_paper(
    house: House, staff: Staff, slip: str
) -> None:
    office = house.office
    role = give(house, staff.secretary, staff.board, role="iso_secretary")
    single = give(house, staff.unit_head, staff.board, record_id=slip)

    for made in (role, single):
        assert not read_delegation(office, staff.board, made.id).has_paper
        with pytest.raises(NotFound):
            delegation_word(office, staff.board, made.id)


@pytest.mark.parametrize(("days", "held"), [(0, True), (15, True), (16, False)])
def test_the_delegate_stands_for_the_director_in_this_slip_and_on_its_days_only(
    house: House, staff: Staff, slip: str, days: int, held: bool
) -> None:
    other = a_slip(house.office, staff.official).record_id
    made = give(house, staff.director, staff.stranger, record_id=slip)
    house.clock.forward(days=days)
    today = office_day(house.clock.now)

    with house.office.database.reading() as uow:
        found = [get_record(uow, each) for each in (slip, other)]
        rights = [authority_in(uow, staff.stranger, each, today) for each in found]

    lent = [[each.by for each in one.powers if each.by] for one in rights]
    assert lent == [[made] if held else [], []]
