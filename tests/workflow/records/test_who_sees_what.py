"""The table of who sees a record; for anybody else it is not there."""

from datetime import date
from typing import Any

import pytest

from service.formkit.moves import Role
from service.store.turns.delegations import add_delegation
from service.workflow.actor import Actor
from service.workflow.errors import FieldErrors, NotFound
from service.workflow.files.document_files import issued_word
from service.workflow.records.read_records import RecordFilter, list_records, open_record
from tests.builders import ADMINISTRATIVE, INSPECTION, Clock, House, a_slip, joined

SEES_A_SLIP_OF_BUDGET = {
    "official": True,
    "unit_head": True,
    "auditor": True,
    "secretary": True,
    "board": True,
    "director": True,
    "administrator": False,
    "stranger": False,
}


def sees(house: House, actor: Actor, record_id: str) -> bool:
    """Whether every way of looking finds the record; all ways must agree."""
    listed = list_records(house.office, actor, RecordFilter()).rows
    searched = list_records(house.office, actor, RecordFilter(text="01/2026")).rows
    ways = [
        record_id in {row.line.id for row in listed},
        record_id in {row.line.id for row in searched},
        finds(lambda: open_record(house.office, actor, record_id)),
        finds(lambda: issued_word(house.office, actor, record_id, 1)),
    ]
    assert len(set(ways)) == 1, ways
    return ways[0]


def finds(look: Any) -> bool:
    try:
        look()
    except NotFound:
        return False
    return True


@pytest.mark.parametrize(("who", "expected"), SEES_A_SLIP_OF_BUDGET.items())
def test_a_slip_is_seen_by_its_unit_and_by_those_who_lead(
    house: House, who: str, expected: bool
) -> None:
    slip = a_slip(house.office, house.staff.official)

    assert sees(house, getattr(house.staff, who), slip.record_id) is expected


@pytest.mark.parametrize("giver", ["unit_head", "secretary", "board", "director"])
def test_who_was_given_a_role_sees_what_the_role_sees_while_it_lasts(
    house: House, clock: Clock, giver: str
) -> None:
    slip, receiver = a_slip(house.office, house.staff.official), house.staff.stranger
    with house.office.database.writing() as uow:
        add_delegation(
            uow,
            giver_id=getattr(house.staff, giver).person_id,
            receiver_id=receiver.person_id,
            role=next(iter(getattr(house.staff, giver).roles)),
            record_id=None,
            authority="TUQ",
            from_day=date(2026, 3, 6),
            to_day=date(2026, 3, 7),
            scope="",
            now=clock(),
        )

    seen = []
    for _ in range(4):
        seen.append(sees(house, receiver, slip.record_id))
        clock.forward(days=1)

    assert seen == [False, True, True, False]


@pytest.mark.parametrize("field", ["concerned_unit", "requesting_unit"])
def test_every_unit_named_on_the_slip_sees_it(house: House, field: str) -> None:
    slip = a_slip(house.office, house.staff.official, **{field: ADMINISTRATIVE})

    assert sees(house, house.staff.stranger, slip.record_id)


def test_the_submitter_sees_it_whatever_unit_it_names(house: House) -> None:
    slip = a_slip(house.office, house.staff.official, requesting_unit=INSPECTION)

    assert sees(house, house.staff.official, slip.record_id)
    assert not sees(house, house.staff.unit_head, slip.record_id)


def test_the_colleague_it_was_entered_for_has_a_part_in_it(house: House) -> None:
    name = house.staff.stranger.full_name

    slip = a_slip(house.office, house.staff.secretary, requester_name=name)

    assert sees(house, house.staff.stranger, slip.record_id)


def a_namesake(house: House) -> Actor:
    """Somebody elsewhere with the official's name."""
    name = house.staff.official.full_name
    (found,) = joined(house, [("bao2", name, ADMINISTRATIVE, Role.OFFICIAL)])
    return found


def test_a_namesake_of_who_sends_a_slip_has_no_part_in_it(house: House) -> None:
    namesake = a_namesake(house)

    slip = a_slip(house.office, house.staff.official)

    assert not sees(house, namesake, slip.record_id)


def test_of_two_with_the_name_it_is_for_who_was_chosen(house: House) -> None:
    namesake, official = a_namesake(house), house.staff.official
    chosen = f"{official.full_name} ({official.username})"

    with pytest.raises(FieldErrors) as asked:
        a_slip(house.office, house.staff.unit_head, requester_name=official.full_name)
    slip = a_slip(house.office, house.staff.unit_head, requester_name=chosen)

    assert namesake.username in asked.value.faults["requester_name"][0].vi
    assert [sees(house, each, slip.record_id) for each in (official, namesake)] == [True, False]
    assert open_record(house.office, official, slip.record_id).moves


def test_an_auditor_reads_and_does_nothing_to_others_slips(house: House) -> None:
    theirs = a_slip(house.office, house.staff.official)
    own = a_slip(house.office, house.staff.auditor)

    assert not open_record(house.office, house.staff.auditor, theirs.record_id).may_correct
    assert open_record(house.office, house.staff.auditor, theirs.record_id).moves == ()
    assert open_record(house.office, house.staff.auditor, own.record_id).may_correct


def test_an_administrator_of_the_unit_sees_nothing_for_that(house: House) -> None:
    slip = a_slip(house.office, house.staff.secretary)

    assert not sees(house, house.staff.administrator, slip.record_id)


@pytest.mark.parametrize("record_id", ["", "r", "\x00", "\ud800", "r" * 300, "%00"])
def test_a_made_up_address_of_a_record_is_not_found(house: House, record_id: str) -> None:
    for verb in (
        lambda: open_record(house.office, house.staff.director, record_id),
        lambda: issued_word(house.office, house.staff.director, record_id, 1),
    ):
        with pytest.raises(NotFound):
            verb()


@pytest.mark.parametrize("version", [0, -1, 2, 2**31, 2**63, 10**40])
def test_a_version_that_was_never_issued_is_not_found(house: House, version: int) -> None:
    slip = a_slip(house.office, house.staff.official)

    with pytest.raises(NotFound):
        issued_word(house.office, house.staff.official, slip.record_id, version)


@pytest.mark.parametrize(
    "wanted",
    [
        RecordFilter(form="\x00"),
        RecordFilter(stage="\ud800"),
        RecordFilter(text="\x00 \ud800"),
        RecordFilter(year=10**30),
        RecordFilter(unit_id=10**30),
        RecordFilter(unit_id=-1),
        RecordFilter(page=10**30),
    ],
)
def test_a_list_asked_for_nonsense_is_empty(house: House, wanted: RecordFilter) -> None:
    a_slip(house.office, house.staff.official)

    assert list_records(house.office, house.staff.director, wanted).rows == ()


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (RecordFilter(form="BM.CTCL.01"), 2),
        (RecordFilter(form="BM.CTCL.02"), 0),
        (RecordFilter(year=2026), 2),
        (RecordFilter(year=2025), 0),
        (RecordFilter(stage="with_unit_head"), 2),
        (RecordFilter(text="phiếu SO CONG VAN"), 1),
        (RecordFilter(text="02/2026"), 1),
        (RecordFilter(page=2), 0),
        (RecordFilter(page=-3), 2),
    ],
)
def test_the_list_is_narrowed_by_form_year_stage_and_text(
    house: House, wanted: RecordFilter, found: int
) -> None:
    a_slip(house.office, house.staff.official)
    a_slip(house.office, house.staff.auditor, nonconformity_description="Sổ công văn thiếu số")

    page = list_records(house.office, house.staff.director, wanted)

    assert len(page.rows) == page.total == found or (wanted.page == 2 and not page.rows)


@pytest.mark.parametrize("text", ["dang van khoan", "Đặng", "đơn", "\u00d0\u1eb7ng", "\u00f0on"])
def test_a_letter_that_only_looks_like_another_hides_no_record(house: House, text: str) -> None:
    for name in ("Đơn của ông Đặng Văn Khoan", "\u00d0ơn của ông \u00d0ặng Văn Khoan"):
        a_slip(house.office, house.staff.official, nonconformity_description=name)

    found = list_records(house.office, house.staff.director, RecordFilter(text=text))

    assert found.total == 2


def test_the_list_is_narrowed_to_a_unit(house: House) -> None:
    slip = a_slip(house.office, house.staff.official)
    a_slip(house.office, house.staff.auditor)

    wanted = RecordFilter(unit_id=house.staff.official.unit_id)

    rows = list_records(house.office, house.staff.director, wanted).rows
    assert [row.line.id for row in rows] == [slip.record_id]
