"""Repeated nonconformities (5.2.1): who came before, when the alarm goes, whom it reaches."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from service.store.ledger.events import timeline
from service.store.records import records
from service.store.tables.turns.reminders import ReminderRow
from service.workflow.inbox.inbox import read_inbox
from service.workflow.moves.make_move import make_move
from service.workflow.office_settings.rules import change_rules
from service.workflow.recurrence.classify_record import classify_record, note_change
from service.workflow.recurrence.repetition import suggest
from tests.builders import ADMINISTRATIVE, House
from tests.workflow.repeated import (
    LATE,
    OTHER,
    a_category,
    a_noted_slip,
    alarmed,
    head_and_secretary,
    put,
    repetition,
)


def test_obligation_12_the_fourth_record_of_one_content_in_a_unit_alarms_head_and_secretary(
    house: House,
) -> None:
    category = a_category(house)
    slips = [a_noted_slip(house, text) for text in OTHER]

    counts = [put(house, each, category).count for each in slips]

    assert counts == [1, 2, 3, 4]
    assert [alarmed(house, each) for each in slips[:3]] == [set(), set(), set()]
    assert alarmed(house, slips[3]) == head_and_secretary(house)
    fourth = repetition(house, slips[3])
    assert fourth.is_alarm
    assert [each.record.id for each in fourth.predecessors] == slips[2::-1]


def test_obligation_12_the_fourth_alarms_at_once_by_its_text_before_anybody_classifies_it(
    house: House,
) -> None:
    slips = [a_noted_slip(house, LATE.format(n=n)) for n in (1, 2, 3, 4)]

    fourth = repetition(house, slips[3])

    assert alarmed(house, slips[2]) == set()
    assert alarmed(house, slips[3]) == head_and_secretary(house)
    assert fourth.by_text_alone
    assert all((each.likeness or 0) >= 50 for each in fourth.predecessors)


def test_obligation_12_the_alarm_stands_in_the_inbox_until_the_slip_is_at_its_end(
    house: House,
) -> None:
    slips = [a_noted_slip(house, LATE.format(n=n)) for n in (1, 2, 3, 4)]
    secretary = house.staff.secretary
    house.clock.forward(days=5)

    (alarm,) = read_inbox(house.office, secretary).notices
    make_move(
        house.office,
        house.staff.official,
        slips[3],
        move="withdraw",
        typed={},
        reason="Trùng với phiếu trước.",
        version=1,
        submission="rút",
    )

    assert (alarm.record_id, alarm.kind) == (slips[3], "repetition")
    assert read_inbox(house.office, secretary).notices == ()


def test_obligation_12_records_of_other_contents_in_between_do_not_interrupt(house: House) -> None:
    category, other = a_category(house), a_category(house, "Khác")
    slips = []
    for text in OTHER:
        slips.append(a_noted_slip(house, text))
        put(house, slips[-1], category)
        put(house, a_noted_slip(house, f"{text} Nội dung khác hẳn."), other)

    assert repetition(house, slips[3]).is_alarm


def test_obligation_12_another_units_records_are_no_predecessors(house: House) -> None:
    category = a_category(house)
    for text in OTHER[:3]:
        put(house, a_noted_slip(house, text, ADMINISTRATIVE), category)
    slip = a_noted_slip(house, OTHER[3])

    assert put(house, slip, category).count == 1
    assert alarmed(house, slip) == set()


@pytest.mark.parametrize("stage", ["withdrawn", "not_a_nonconformity"])
def test_obligation_12_a_record_that_was_none_does_not_count(house: House, stage: str) -> None:
    category = a_category(house)
    slips = [a_noted_slip(house, text) for text in OTHER]
    for each in slips:
        put(house, each, category)
    with house.office.database.writing() as uow:
        first = records.get_record(uow, slips[0])
        facts = replace(records.facts_of(first), stage=stage)
        gone = records.change_record(
            uow, first.id, facts, version=first.version, now=first.created_at
        )
        note_change(house.office, uow, first, gone, house.office.clock())

    assert repetition(house, slips[3]).count == 3
    assert alarmed(house, slips[3]) == set()


def test_the_office_sets_from_which_record_on_it_is_alarmed(house: House) -> None:
    change_rules(house.office, house.staff.secretary, {"repetition_alarm_at": "2"})
    category = a_category(house)
    first, second = (a_noted_slip(house, text) for text in OTHER[:2])

    put(house, first, category)
    found = put(house, second, category)

    assert (found.alarm_at, found.is_alarm) == (2, True)
    assert alarmed(house, second) == head_and_secretary(house)


def test_classifying_an_earlier_record_late_alarms_about_the_newest(house: House) -> None:
    category = a_category(house)
    slips = [a_noted_slip(house, text) for text in OTHER]
    for each in reversed(slips[1:]):
        put(house, each, category)
    before = alarmed(house, slips[3])

    put(house, slips[0], category)

    assert (before, alarmed(house, slips[3])) == (set(), head_and_secretary(house))


def test_an_alarm_that_holds_no_longer_is_taken_back_and_nobody_is_alarmed_twice(
    house: House,
) -> None:
    category, other = a_category(house), a_category(house, "Khác")
    slips = [a_noted_slip(house, text) for text in OTHER]
    for each in slips:
        put(house, each, category)
    house.clock.forward(days=3)
    put(house, slips[3], category)
    with house.office.database.reading() as uow:
        rows = list(uow.session.scalars(select(ReminderRow.day)))

    put(house, slips[3], other)

    assert len(rows) == 2
    assert alarmed(house, slips[3]) == set()


def test_what_the_text_suggests_is_the_category_of_the_most_alike(house: House) -> None:
    late, unsigned = a_category(house), a_category(house, "Thiếu chữ ký")
    slip = a_noted_slip(house, LATE.format(n=1))
    put(house, slip, late)
    put(house, a_noted_slip(house, OTHER[1]), unsigned)
    form = house.office.form("BM.CTCL.01")

    with house.office.database.reading() as uow:
        unit = house.staff.official.unit_id
        found = suggest(uow, form, {form.subject_field or "": LATE.format(n=5)}, unit)
        nothing = suggest(uow, form, {}, unit)

    assert found.category == late
    assert [each.record.id for each in found.similar] == [slip]
    assert (nothing.category, nothing.similar) == (None, ())


def test_similar_records_go_along_into_the_category_and_their_chains_say_so(house: House) -> None:
    category = a_category(house)
    first, second, third = (a_noted_slip(house, LATE.format(n=n)) for n in (1, 2, 3))

    found = classify_record(
        house.office, house.staff.unit_head, third, category.id, also=[first, second]
    )

    assert (found.category, found.count) == (category, 3)
    assert [each.likeness for each in found.predecessors] == [None, None]
    with house.office.database.reading() as uow:
        last = timeline(uow, first)[-1]
    assert (last.kind, last.actor_name) == ("classified", house.staff.unit_head.full_name)
    assert last.payload == {"category": category.name, "before": None}
