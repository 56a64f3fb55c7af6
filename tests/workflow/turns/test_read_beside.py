"""What is read beside something else says what asking for it alone says, on either database."""

from collections.abc import Callable
from datetime import date

import pytest

from service.formkit.moves import Role
from service.store.database import UnitOfWork
from service.store.people.holder_names import (
    accounts_of,
    heads_of_units,
    people_in_roles,
    prefetch_people,
)
from service.store.people.persons import Person, get_person, list_people, people_in_role
from service.store.people.sessions import find_signed_in
from service.store.records.access import Visibility, visible_among
from service.store.records.content_categories import candidates
from service.store.records.drafts import list_drafts
from service.store.records.evidence import list_evidence
from service.store.records.links import links_of
from service.store.records.listing import RecordQuery, newest_records, read_both
from service.store.records.records import get_record, list_parts
from service.store.settings import (
    DayOff,
    change_settings,
    keep_day_off,
    list_days_off,
    prefetch_office,
    read_settings,
)
from service.store.snapshot import has_none
from service.store.turns.part_turns import prefetch_record, turns_at
from service.store.turns.turns import turns_by_record, turns_of
from service.workflow.account.sign_in import hash_token, sign_in
from tests.builders import NOW, PASSWORD, House, a_draft, a_slip, some_evidence
from tests.store.statements import asked
from tests.workflow.slips.walking import walked_to

Question = Callable[[UnitOfWork], object]


def told_alike(house: House, beside: Question, *questions: Question) -> None:
    """Each question is answered as by itself, and once `beside` was asked, without asking."""
    alone = []
    for question in questions:
        with house.office.database.reading() as uow:
            alone.append(question(uow))
    with house.office.database.reading() as uow:
        beside(uow)
        with asked(house.office.database) as statements:
            known = [question(uow) for question in questions]

    assert known == alone
    assert statements == []


def test_settings_and_days_off_are_read_in_one(house: House) -> None:
    tet = DayOff(date(2026, 2, 16), "Nghỉ Tết", True, house.staff.secretary.person_id, NOW)
    lieu = DayOff(date(2026, 1, 10), "Làm bù", False, None, NOW)
    with house.office.database.writing() as uow:
        change_settings(uow, {"place_name": "Nha Trang"}, changed_by=None, now=NOW)
        change_settings(uow, {"minutes_national_header": True}, changed_by=1, now=NOW)
        keep_day_off(uow, tet)
        keep_day_off(uow, lieu)

    told_alike(house, prefetch_office, read_settings, list_days_off)

    with house.office.database.reading() as uow:
        prefetch_office(uow)
        assert list_days_off(uow) == (lieu, tet)


@pytest.mark.parametrize("stage", ["with_unit_head", "implementing", "closed"])
def test_parts_and_turns_are_read_in_one(house: House, stage: str) -> None:
    slip = walked_to(house, stage)

    told_alike(
        house,
        lambda uow: prefetch_record(uow, slip.id),
        lambda uow: list_parts(uow, slip.id),
        lambda uow: turns_of(uow, slip.id),
    )


def test_turns_come_along_with_what_people_did(house: House) -> None:
    ids = [walked_to(house, stage).id for stage in ("with_secretary", "implementing", "closed")]

    told_alike(
        house,
        lambda uow: turns_at(uow, ids),
        lambda uow: turns_by_record(uow, ids),
        lambda uow: turns_by_record(uow, ids[:1]),
    )


def test_who_stands_behind_turns_is_asked_in_one(house: House) -> None:
    people = [each.id for each in everybody(house)]
    units = [each.unit_id for each in everybody(house) if each.unit_id]
    roles = [Role.DIRECTOR, Role.ISO_BOARD, Role.ADMINISTRATOR]

    told_alike(
        house,
        lambda uow: prefetch_people(uow, people, units, Role.UNIT_HEAD, roles, is_sample=False),
        lambda uow: accounts_of(uow, people),
        lambda uow: heads_of_units(uow, units, Role.UNIT_HEAD),
        lambda uow: people_in_roles(uow, roles, is_sample=False),
    )


def test_a_session_brings_its_person(house: House) -> None:
    token = sign_in(house.office, "bao", PASSWORD, "127.0.0.1").token
    person_id = house.staff.official.person_id

    told_alike(
        house,
        lambda uow: find_signed_in(uow, hash_token(token), house.clock.now),
        lambda uow: get_person(uow, person_id),
    )


def test_who_holds_a_role_is_among_everybody(house: House) -> None:
    told_alike(
        house,
        list_people,
        *(lambda uow, role=role: people_in_role(uow, role, is_sample=False) for role in Role),
    )


def test_two_lists_are_read_in_one(house: House) -> None:
    for actor in (house.staff.official, house.staff.stranger, house.staff.official):
        a_slip(house.office, actor)
    own = Visibility(False, frozenset(), house.staff.official.person_id)
    both = [RecordQuery(visibility=own), RecordQuery(visibility=SEES_ALL, limit=2)]

    told_alike(
        house,
        lambda uow: read_both(uow, both[0], both[1]),
        lambda uow: newest_records(uow, both[0]),
        lambda uow: newest_records(uow, both[1]),
    )


def test_what_one_may_see_of_earlier_slips_comes_along(house: House) -> None:
    slips = [a_slip(house.office, house.staff.official).record_id for _ in range(3)]
    unit_id = house.staff.official.unit_id or 0
    stranger = Visibility(False, frozenset(), house.staff.stranger.person_id)

    for seeing in (SEES_ALL, stranger):
        told_alike(
            house,
            lambda uow, of=seeing: candidates(uow, unit_id, "BM.CTCL.01", 2**31, visibility=of),
            lambda uow, of=seeing: visible_among(uow, slips, of),
        )


def test_marks_tell_what_a_record_has_none_of(house: House) -> None:
    bare, slip = (a_slip(house.office, house.staff.official).record_id for _ in range(2))
    some_evidence(house.office, house.staff.official, slip)

    with house.office.database.reading() as uow:
        for record_id in (bare, slip):
            get_record(uow, record_id)
        assert has_none(uow, bare, "evidence")
        assert list_evidence(uow, bare) == links_of(uow, slip) == ()
        assert not has_none(uow, slip, "evidence")
        assert len(list_evidence(uow, slip)) == 1


def test_marks_tell_what_a_person_has_none_of(house: House) -> None:
    token = sign_in(house.office, "bao", PASSWORD, "127.0.0.1").token
    official = house.staff.official.person_id
    a_draft(house.office, house.staff.official)

    with house.office.database.reading() as uow:
        find_signed_in(uow, hash_token(token), house.clock.now)
        assert has_none(uow, official, "removed_drafts")
        assert not has_none(uow, official, "drafts")
        assert len(list_drafts(uow, official)) == 1
        assert list_drafts(uow, official, removed=True) == ()


def test_who_writes_is_told_nothing_beside(house: House) -> None:
    slip = a_slip(house.office, house.staff.official).record_id

    with house.office.database.writing() as uow:
        get_record(uow, slip)
        prefetch_office(uow)
        prefetch_record(uow, slip)

        assert not has_none(uow, slip, "evidence")
        with asked(house.office.database) as statements:
            turns_of(uow, slip)
            turns_of(uow, slip)
    assert len(statements) == 2


SEES_ALL = Visibility(sees_all=True, unit_ids=frozenset(), person_id=0)


def everybody(house: House) -> tuple[Person, ...]:
    """The people of the house."""
    with house.office.database.reading() as uow:
        return list_people(uow)
