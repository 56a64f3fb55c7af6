"""Step 5.3: the secretary ticks the slips of a period; all go before the board on one O-01."""

from dataclasses import replace
from datetime import date

import pytest

from service.store.ledger.security_log import list_security_notes
from service.workflow.errors import FieldErrors, NotAllowed, RuleRefuses
from service.workflow.moves.consolidation.consolidate_records import Pick
from tests.builders import House
from tests.docx_text import printed_lines
from tests.workflow.slips.dossier import delegate, paper, papers, said_by, word_of
from tests.workflow.slips.listing import MARCH, PROPOSAL, make_list, pick, waiting_slips
from tests.workflow.slips.walking import NEED, a_sent_slip


def test_obligation_14_every_ticked_slip_goes_before_the_board_on_one_list(house: House) -> None:
    first, second = waiting_slips(house, 2)

    made = make_list(house, pick(second, "Giao Văn phòng Sở."), pick(first))

    assert made.record_ids == (second.id, first.id)
    assert [first.stage, second.stage] == ["before_board", "before_board"]
    assert first.holders == second.holders == ["iso_board"]
    said = paper(first, "O-01")
    assert [row["car_number"] for row in said["slips"]] == ["02/2026", "01/2026"]
    assert said["slips"][0]["secretary_proposal"] == "Giao Văn phòng Sở."
    assert (said["period_from"], said["period_to"]) == ("2026-03-01", "2026-03-05")


def test_the_list_is_one_file_in_the_dossier_of_each(house: House) -> None:
    slips = waiting_slips(house, 3)

    made = make_list(house, *map(pick, slips))

    kept = [papers(slip, "O-01")[0] for slip in slips]
    assert {each.sha256 for each in kept} == {made.sha256}
    lines = printed_lines(word_of(slips[0], kept[0]))
    assert {"01/2026", "02/2026", "03/2026", PROPOSAL} <= set(lines)
    assert not any("Mã hồ sơ" in line or line.endswith(" – 01/2026") for line in lines)
    assert said_by(slips[0], kept[0]) == ("O-01", dict(kept[0].values))


def test_each_slip_tells_of_its_listing(house: House) -> None:
    (slip,) = waiting_slips(house, 1)

    make_list(house, pick(slip))

    happened = slip.events[-1]
    assert (happened.kind, happened.actor_name) == ("consolidate", "Trần Thị Minh Châu")
    assert happened.payload["changes"]["secretary_proposal"]["after"] == PROPOSAL


def test_the_same_click_again_gives_the_first_result(house: House) -> None:
    slips = waiting_slips(house, 2)
    first = make_list(house, *map(pick, slips), submission="one")

    again = make_list(house, *map(pick, slips), submission="one")

    assert again == first
    assert len(papers(slips[0], "O-01")) == 1


def test_every_fault_is_told_beside_its_slip_and_nothing_is_listed(house: House) -> None:
    slips = waiting_slips(house, 4)
    elsewhere = a_sent_slip(house)
    picks = [
        pick(slips[0]),
        pick(slips[1], ""),
        pick(slips[2], version=slips[2].version - 1),
        pick(slips[3], "x" * 2001),
        pick(elsewhere),
        pick(slips[0]),
        replace(pick(slips[0]), record_id="raaaaaaaaaaaaaaaa"),
    ]

    with pytest.raises(FieldErrors) as wrong:
        make_list(house, *picks)

    assert list(wrong.value.faults) == [
        "picks.1.secretary_proposal",
        "picks.2",
        "picks.3.secretary_proposal",
        "picks.4",
        "picks.5",
        "picks.6",
    ]
    assert {slip.stage for slip in slips} == {"with_secretary"}
    assert papers(slips[0], "O-01") == []


def test_a_slip_that_is_none_is_noted_in_the_security_log_one_that_moved_on_is_not(
    house: House,
) -> None:
    elsewhere = a_sent_slip(house)
    none = Pick("r-none", 1, dict(pick(elsewhere).typed))

    with pytest.raises(FieldErrors) as wrong:
        make_list(house, pick(elsewhere), none)

    assert set(wrong.value.faults) == {"picks.0", "picks.1"}
    with house.office.database.reading() as uow:
        (noted,) = [each for each in list_security_notes(uow) if each.kind == "refused"]
    assert noted.payload["record"] == "r-none"


@pytest.mark.parametrize("role", ["official", "unit_head", "auditor", "board", "director"])
def test_nobody_but_the_secretary_makes_a_list(memory_house: House, role: str) -> None:
    (slip,) = waiting_slips(memory_house, 1)

    with pytest.raises(NotAllowed, match=r"Thư ký ISO.*5\.3"):
        make_list(memory_house, pick(slip), actor=getattr(memory_house.staff, role))

    assert slip.stage == "with_secretary"


def test_who_the_secretary_delegated_makes_the_list(memory_house: House) -> None:
    staff, (slip,) = memory_house.staff, waiting_slips(memory_house, 1)
    delegate(memory_house, staff.secretary, staff.auditor, "iso_secretary")

    make_list(memory_house, pick(slip), actor=staff.auditor)

    assert slip.events[-1].payload["for"]["name"] == "Trần Thị Minh Châu"
    assert paper(slip, "O-01")["drafter_name"] == "Bùi Hải Yến"


def test_an_empty_list_and_a_period_that_ends_before_it_begins_are_refused(
    memory_house: House,
) -> None:
    (slip,) = waiting_slips(memory_house, 1)

    with pytest.raises(RuleRefuses, match=r"ít nhất một phiếu"):
        make_list(memory_house)
    with pytest.raises(RuleRefuses, match=r"200 phiếu"):
        make_list(memory_house, *[pick(slip)] * 201)
    with pytest.raises(FieldErrors) as wrong:
        make_list(memory_house, pick(slip), period=(MARCH[1], date(2026, 3, 4)))

    assert list(wrong.value.faults) == ["period_to"]


def test_a_slip_that_came_back_is_listed_again_as_the_next_version(memory_house: House) -> None:
    (slip,) = waiting_slips(memory_house, 1)
    make_list(memory_house, pick(slip))
    slip.version = slip.record.version
    slip.move(memory_house.staff.board, "return", reason="Đề xuất chưa rõ đơn vị.")
    assert slip.stage == "with_secretary"

    make_list(memory_house, pick(slip, "Giao Văn phòng Sở."))

    assert [each.version for each in papers(slip, "O-01")] == [1, 2]
    assert NEED["unit_head_decision"] == slip.answers["unit_head_decision"]
