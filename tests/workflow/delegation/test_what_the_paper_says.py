"""The paper of a delegation: the slip with its unit, the giver, and none for other roles."""

from service.store.ledger import issued
from service.workflow.turns.last_resort import took_part
from tests.builders import BUDGET, House
from tests.workflow.delegating import give
from tests.workflow.slips.walking import EVIDENCE, a_sent_slip, walked_to


def test_the_paper_of_a_slip_names_the_slip_and_the_unit_that_carries_it_out(
    memory_house: House,
) -> None:
    staff = memory_house.staff
    at_work = walked_to(memory_house, "awaiting_verification")
    just_sent = a_sent_slip(memory_house)

    papers = []
    for slip in (at_work, just_sent):
        give(memory_house, staff.director, staff.stranger, record_id=slip.id)
        with memory_house.office.database.reading() as uow:
            papers.append(issued.get_issued(uow, slip.id, "O-07").values["slips"])

    assert [[row["car_number"] for row in rows] for rows in papers] == [["01/2026"], ["02/2026"]]
    assert [[row.get("executing_unit", "") for row in rows] for rows in papers] == [[BUDGET], [""]]


def test_who_had_something_done_by_a_delegate_took_part_but_not_under_that_delegation(
    memory_house: House,
) -> None:
    office, staff = memory_house.office, memory_house.staff
    slip = walked_to(memory_house, "awaiting_verification")
    made = give(memory_house, staff.director, staff.stranger, record_id=slip.id)
    slip.move(staff.stranger, "met", EVIDENCE)

    with office.database.reading() as uow:
        part = {
            who: took_part(uow, slip.id, getattr(staff, who).person_id)
            for who in ("director", "board", "official", "auditor")
        }
        but_that = took_part(uow, slip.id, staff.director.person_id, but=made.id)

    assert part == {"director": True, "board": True, "official": True, "auditor": False}
    assert but_that is True


def test_who_lent_a_role_under_which_something_was_done_took_part(memory_house: House) -> None:
    office, staff = memory_house.office, memory_house.staff
    slip = walked_to(memory_house, "awaiting_verification")
    made = give(memory_house, staff.director, staff.stranger)
    slip.move(staff.stranger, "met", EVIDENCE)
    director, stranger = staff.director.person_id, staff.stranger.person_id

    with office.database.reading() as uow:
        part = [
            took_part(uow, slip.id, who, but=but)
            for who, but in ((director, None), (stranger, None), (director, made.id))
        ]

    assert part == [True, True, True]
