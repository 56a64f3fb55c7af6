"""Roles with from and to, never given to oneself, and told to secretary and director."""

from dataclasses import replace

import pytest

from service.formkit.moves import Role
from service.store.ledger.security_log import LogQuery, read_log
from service.store.turns.delegations import get_delegation
from service.workflow.actor import Actor
from service.workflow.delegation.give_delegation import give_delegation
from service.workflow.errors import FieldErrors, NotAllowed
from service.workflow.files.evidence import list_evidence
from service.workflow.people import people
from service.workflow.people.first_people import enter_first_person
from service.workflow.people.own_roles import NOT_TO_ONESELF
from service.workflow.people.people import PersonEntry
from service.workflow.people_sheets.import_people import RowsRefused, import_people
from service.workflow.records.read_records import RecordFilter, list_records, open_record
from service.workflow.security.changed_rights import changed_rights, rights_seen
from tests.builders import BUDGET, House, a_slip, a_staff, some_evidence
from tests.workflow.sheets import a_sheet


def entry_of(actor: Actor, **but: object) -> PersonEntry:
    entry = PersonEntry(actor.username, actor.full_name, actor.title, actor.unit_name, actor.roles)
    return replace(entry, **but)  # type: ignore[arg-type]


def given(house: House, actor: Actor, *roles: Role, by: Actor | None = None) -> None:
    """Give the person exactly these roles."""
    people.change_person(
        house.office,
        by or house.staff.administrator,
        actor.person_id,
        entry_of(actor, roles=frozenset(roles)),
    )


def told_to(house: House, actor: Actor) -> list[str]:
    return [each.sentence.vi for each in changed_rights(house.office, actor)]


def test_a_role_taken_keeps_from_when_to_when_and_by_whom(house: House) -> None:
    official, administrator = house.staff.official, house.staff.administrator
    begun = house.clock.now
    house.clock.forward(days=1)
    given(house, official, Role.AUDITOR)
    house.clock.forward(days=1)
    given(house, official, Role.OFFICIAL, Role.AUDITOR)

    held = people.roles_held(house.office, administrator, official.person_id)

    name, day = administrator.full_name, begun.replace(day=6)
    assert [(x.role, x.given_at, x.given_by, x.ended_at, x.ended_by) for x in held] == [
        ("official", begun.replace(day=7), name, None, ""),
        ("auditor", day, name, None, ""),
        ("official", begun, "", day, name),
    ]


def test_administrators_give_themselves_no_role_and_the_try_is_kept(house: House) -> None:
    administrator = house.staff.administrator

    with pytest.raises(FieldErrors) as refused:
        given(house, administrator, Role.ADMINISTRATOR, Role.DIRECTOR)

    assert refused.value.faults == {"roles": (NOT_TO_ONESELF,)}
    with house.office.database.reading() as uow:
        (line,) = read_log(uow, LogQuery(is_sample=False))
    assert (line.kind, line.payload) == ("own_role_refused", {"roles": ["director"]})
    held = people.roles_held(house.office, administrator, administrator.person_id)
    assert [each.role for each in held] == ["administrator"]


def test_an_import_gives_nothing_to_who_imports(house: House) -> None:
    own = house.staff.administrator.username
    sheet = a_sheet((own, "Đỗ Hoàng Nam", "Chuyên viên", BUDGET, "", "director"))

    with pytest.raises(RowsRefused):
        import_people(house.office, house.staff.administrator, sheet)


def test_another_administrator_may_give_the_role(house: House) -> None:
    first, official = house.staff.administrator, house.staff.official
    given(house, official, Role.ADMINISTRATOR)
    second = replace(official, roles=frozenset({Role.ADMINISTRATOR}))

    given(house, first, Role.ADMINISTRATOR, Role.OFFICIAL, by=second)

    held = people.roles_held(house.office, second, first.person_id)
    assert {each.role for each in held} == {"administrator", "official"}


def test_secretary_and_director_are_told_until_each_has_looked(house: House) -> None:
    staff = house.staff
    house.clock.forward(minutes=1)
    given(house, staff.official, Role.OFFICIAL, Role.DIRECTOR)
    people.reset_password(house.office, staff.administrator, staff.stranger.person_id)

    for reader in (staff.secretary, staff.director):
        assert told_to(house, reader) == [
            "Giao vai trò Giám đốc cho Phạm Quốc Bảo (bao).",
            "Đặt lại mật khẩu của Nguyễn Hữu Phước (phuoc).",
        ]
    newest = changed_rights(house.office, staff.secretary)[-1].sequence
    rights_seen(house.office, staff.secretary, newest)

    assert told_to(house, staff.secretary) == []
    assert len(told_to(house, staff.director)) == 2
    assert told_to(house, staff.administrator) == told_to(house, staff.board) == []
    with pytest.raises(NotAllowed):
        rights_seen(house.office, staff.administrator, newest)


def test_a_new_secretary_is_not_told_of_the_years_before(house: House) -> None:
    staff = house.staff
    given(house, staff.stranger, Role.AUDITOR)
    house.clock.forward(days=400)
    given(house, staff.official, Role.ISO_SECRETARY)
    new = replace(staff.official, roles=frozenset({Role.ISO_SECRETARY}))

    assert told_to(house, new) == []

    house.clock.forward(days=1)
    enter_first_person(
        house.office,
        PersonEntry("moi", "Người Mới", "Cán bộ", BUDGET, frozenset({Role.DIRECTOR})),
    )
    assert told_to(house, new) == ["Giao vai trò Giám đốc cho Người Mới (moi)."]


def test_sample_people_are_told_of_sample_people_only(house: House) -> None:
    sample = a_staff(house.office, is_sample=True, prefix="mau.")
    house.clock.forward(minutes=1)
    given(house, sample.official, Role.DIRECTOR, by=sample.administrator)

    assert len(told_to(house, sample.secretary)) == 1
    assert told_to(house, house.staff.secretary) == []


def test_a_new_name_leaves_history_as_it_was(house: House) -> None:
    staff, office = house.staff, house.office
    slip = a_slip(office, staff.official).record_id
    some_evidence(office, staff.official, slip)
    lent = give_delegation(
        office,
        staff.director,
        receiver=staff.board.person_id,
        role="director",
        authority="TUQ",
        from_day="05/03/2026",
        to_day="06/03/2026",
        scope="Ký thay",
    )
    house.clock.forward(days=1)
    for actor in (staff.official, staff.board):
        entry = entry_of(actor, full_name=f"{actor.full_name} Mới")
        people.change_person(office, staff.administrator, actor.person_id, entry)
    after = a_slip(office, replace(staff.official, full_name="Phạm Quốc Bảo Mới")).record_id

    named = [open_record(office, staff.secretary, each).submitter for each in (slip, after)]
    listed = [x.line.submitter for x in list_records(office, staff.secretary, RecordFilter()).rows]

    assert named == ["Phạm Quốc Bảo", "Phạm Quốc Bảo Mới"]
    assert listed == ["Phạm Quốc Bảo Mới", "Phạm Quốc Bảo"]
    files = list_evidence(office, staff.secretary, slip).files
    assert [each.added_by for each in files] == ["Phạm Quốc Bảo"]
    with office.database.reading() as uow:
        assert get_delegation(uow, lent.id).receiver_then == staff.board.full_name
