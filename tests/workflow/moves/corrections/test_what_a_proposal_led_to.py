"""What came of a deed about a proposed correction: told in full, and noted when refused."""

import pytest

from service.store.ledger.security_log import list_security_notes
from service.workflow.errors import NotAllowed, NotFound, RuleRefuses
from service.workflow.moves.corrections.propose_correction import (
    ALREADY_PROPOSED,
    NEED_NOT_BE_PROPOSED,
    NOT_YOURS,
    NOTHING_PROPOSED,
    ProposalMade,
)
from tests.builders import House
from tests.workflow.correcting import confirm, decline, propose, withdraw
from tests.workflow.slips.every_stage import slip_at
from tests.workflow.slips.walking import Slip, a_sent_slip

NEW = "QT-0613"


@pytest.fixture
def closed(memory_house: House) -> Slip:
    """A slip that was approved, verified and closed."""
    return slip_at(memory_house, "closed")


def newest_of(slip: Slip) -> int:
    """The newest version of the slip's own document."""
    return max(int(each.split(" v")[1]) for each in slip.papers if each.startswith("BM.CTCL.01"))


def test_one_key_on_two_slips_is_two_proposals(memory_house: House, closed: Slip) -> None:
    slips, official = (closed, slip_at(memory_house, "closed")), memory_house.staff.official

    made = [propose(memory_house, official, slip.id, click="lần bấm") for slip in slips]

    assert [each.record_id for each in made] == [slip.id for slip in slips]
    assert {each.outcome for each in made} == {made[0].outcome}


def test_a_proposal_declined_or_withdrawn_leaves_record_and_document_as_they_were(
    memory_house: House, closed: Slip
) -> None:
    staff, newest = memory_house.staff, newest_of(closed)

    made = [
        propose(memory_house, staff.official, closed.id, related_documents=NEW),
        decline(memory_house, staff.board, closed.id),
        propose(memory_house, staff.official, closed.id, related_documents=NEW),
        withdraw(memory_house, staff.official, closed.id),
    ]

    assert made == [
        ProposalMade(closed.id, outcome, closed.version, newest)
        for outcome in ("waiting", "declined", "waiting", "withdrawn")
    ]
    assert newest > 1


def test_a_proposal_confirmed_tells_the_next_version_of_both(
    memory_house: House, closed: Slip
) -> None:
    newest, before = newest_of(closed), closed.record.version
    propose(memory_house, memory_house.staff.official, closed.id, related_documents=NEW)

    made = confirm(memory_house, memory_house.staff.board, closed.id)

    assert made == ProposalMade(closed.id, "confirmed", before + 1, newest + 1)
    assert (closed.record.version, newest_of(closed)) == (before + 1, newest + 1)


def test_what_may_be_corrected_at_once_is_not_proposed(memory_house: House) -> None:
    slip = a_sent_slip(memory_house)

    with pytest.raises(RuleRefuses) as refused:
        propose(memory_house, memory_house.staff.official, slip.id, related_documents=NEW)

    assert refused.value.label == NEED_NOT_BE_PROPOSED


def test_each_refusal_of_a_proposal_has_its_own_words(memory_house: House, closed: Slip) -> None:
    staff = memory_house.staff
    with pytest.raises(RuleRefuses) as none_waits:
        withdraw(memory_house, staff.official, closed.id)
    propose(memory_house, staff.official, closed.id, related_documents=NEW)
    with pytest.raises(RuleRefuses) as one_waits:
        propose(memory_house, staff.secretary, closed.id, related_documents="QT-0614")
    with pytest.raises(NotAllowed) as not_theirs:
        withdraw(memory_house, staff.secretary, closed.id)

    said = [each.value.label for each in (none_waits, one_waits, not_theirs)]
    assert said == [NOTHING_PROPOSED, ALREADY_PROPOSED, NOT_YOURS]


def test_whoever_is_refused_stands_in_the_security_log_with_deed_and_record(
    memory_house: House, closed: Slip
) -> None:
    staff = memory_house.staff
    propose(memory_house, staff.official, closed.id, related_documents=NEW)

    with pytest.raises(NotAllowed):
        propose(memory_house, staff.auditor, closed.id, related_documents=NEW)
    with pytest.raises(NotFound):
        withdraw(memory_house, staff.stranger, closed.id)
    with pytest.raises(NotAllowed):
        decline(memory_house, staff.director, closed.id)
    with pytest.raises(NotAllowed):
        confirm(memory_house, staff.auditor, closed.id)

    with memory_house.office.database.reading() as uow:
        notes = [each for each in list_security_notes(uow) if each.kind == "refused"]
    assert [(n.actor_id, n.payload["deed"], n.payload["record"]) for n in reversed(notes)] == [
        (who.person_id, deed, closed.id)
        for who, deed in (
            (staff.auditor, "propose_correction"),
            (staff.stranger, "withdraw_correction"),
            (staff.director, "decline_correction"),
            (staff.auditor, "confirm_correction"),
        )
    ]


def test_the_history_says_who_proposed_declined_and_withdrew_and_why(
    memory_house: House, closed: Slip
) -> None:
    staff = memory_house.staff
    propose(memory_house, staff.official, closed.id, related_documents=NEW)
    decline(memory_house, staff.board, closed.id, "Mã hồ sơ cũ là đúng.")
    propose(memory_house, staff.secretary, closed.id, related_documents="QT-0614")
    withdraw(memory_house, staff.secretary, closed.id)

    proposed, declined, again, withdrawn = closed.events[-4:]

    assert proposed.payload["reason"] == "Ghi nhầm mã hồ sơ"
    assert proposed.payload["proposed"] == {"related_documents": {"before": None, "after": NEW}}
    assert declined.payload == {"reason": "Mã hồ sơ cũ là đúng."}
    assert withdrawn.payload == {}
    who = [each.actor_name for each in (proposed, declined, again, withdrawn)]
    names = [p.full_name for p in (staff.official, staff.board, staff.secretary, staff.secretary)]
    assert who == names
