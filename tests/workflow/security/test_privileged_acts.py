"""Whatever is done by privilege leaves one line: who, from where, what stood there before."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import text

from service.formkit.moves import Role
from service.store.ledger.security_log import LogQuery, SecurityLine, read_log
from service.store.people.persons import people_in_role
from service.workflow.account.api_tokens import issue_token, revoke_token
from service.workflow.account.sign_in import actor_of, sign_in
from service.workflow.actor import Actor
from service.workflow.archive.verify import verify_house
from service.workflow.errors import FieldErrors, SignInRefused
from service.workflow.files.evidence import add_evidence
from service.workflow.office_settings.letterhead import change_settings
from service.workflow.office_settings.rules import change_rules
from service.workflow.office_settings.working_calendar import change_day, forget_day
from service.workflow.people import people
from service.workflow.people.first_people import enter_first_person
from service.workflow.people.people import PersonEntry
from service.workflow.people_sheets.import_people import Entering, import_people
from service.workflow.recurrence.content_categories import add_category, change_category
from service.workflow.reminders.calendar_feed import make_feed, revoke_feed
from service.workflow.sample_data.load import load_sample_house, remove_sample_house
from service.workflow.security.event_sentences import KINDS
from service.workflow.security.log_text import told
from tests.builders import BUDGET, NOW, PASSWORD, House, a_slip, a_staff
from tests.store.tampering import disarm, rearm
from tests.workflow.sheets import a_sheet

HERE = "192.0.2.7"
ENTRY = PersonEntry("moi", "Người Mới", "Chuyên viên", BUDGET, frozenset({Role.OFFICIAL}))


def lines(house: House, *, is_sample: bool = False) -> list[SecurityLine]:
    """The log, oldest first."""
    with house.office.database.reading() as uow:
        return list(reversed(read_log(uow, LogQuery(is_sample, limit=1_000))))


def from_here(actor: Actor) -> Actor:
    return replace(actor, address=HERE)


def changed(house: House, **but: object) -> None:
    """Change, as the administrator, what is known of the official."""
    official = house.staff.official
    entry = PersonEntry(
        official.username,
        official.full_name,
        official.title,
        official.unit_name,
        official.roles,
    )
    people.change_person(
        house.office,
        from_here(house.staff.administrator),
        official.person_id,
        replace(entry, **but),  # type: ignore[arg-type]
    )


def person_deeds() -> dict[str, tuple[str, Callable[[House, Actor], object], list[str]]]:
    """Name → who does it, the deed, and the kinds of line it leaves in this order."""
    office = people
    return {
        "a person added": (
            "administrator",
            lambda h, a: office.add_person(h.office, a, ENTRY),
            ["person_added", "role_given"],
        ),
        "people imported": (
            "administrator",
            lambda h, a: import_people(
                h.office,
                a,
                a_sheet(("x", "Người X", "Cán bộ", "Phòng X", "PX", "official")),
                Entering(new_units=True),
            ),
            ["unit_added", "person_added", "role_given", "people_imported"],
        ),
        "a password reset": (
            "administrator",
            lambda h, a: office.reset_password(h.office, a, h.staff.official.person_id),
            ["password_reset"],
        ),
        "a unit added": (
            "administrator",
            lambda h, a: office.add_unit(h.office, a, "Phòng Mới", "PM"),
            ["unit_added"],
        ),
        "a unit renamed and closed": (
            "administrator",
            lambda h, a: office.change_unit(
                h.office, a, 1, "Ban Lãnh đạo", "BLĐ", active=False, confirmed=True
            ),
            ["unit_changed", "unit_closed"],
        ),
        "the letterhead changed": (
            "secretary",
            lambda h, a: change_settings(h.office, a, {"place_name": "Nha Trang"}),
            ["settings_changed"],
        ),
        "the rules changed": (
            "secretary",
            lambda h, a: change_rules(h.office, a, {"remind_head_after": 4}),
            ["rules_changed"],
        ),
        "a day off set and taken back": (
            "secretary",
            lambda h, a: (
                change_day(h.office, a, date(2026, 3, 9), is_off=True, name="Nghỉ bù"),
                forget_day(h.office, a, date(2026, 3, 9)),
            ),
            ["day_off_set", "day_off_gone"],
        ),
        "a category added and put out of use": (
            "secretary",
            lambda h, a: change_category(
                h.office, a, add_category(h.office, a, "Trễ hạn").id, "Trễ", active=False
            ),
            ["category_added", "category_changed"],
        ),
        "a token made and ended": (
            "official",
            lambda h, a: revoke_token(h.office, a, issue_token(h.office, a, "máy").token.id),
            ["token_made", "token_ended"],
        ),
        "a calendar address made and ended": (
            "official",
            lambda h, a: (make_feed(h.office, a), revoke_feed(h.office, a)),
            ["feed_made", "feed_ended"],
        ),
        "the sample data removed": (
            "administrator",
            lambda h, a: remove_sample_house(h.office, a),
            ["sample_removed"],
        ),
    }


@pytest.mark.parametrize("deed", person_deeds())
def test_the_deed_stands_in_the_log_with_who_and_from_where(house: House, deed: str) -> None:
    who, done, kinds = person_deeds()[deed]
    actor = from_here(getattr(house.staff, who))

    done(house, actor)

    found = lines(house)
    assert [each.kind for each in found] == kinds
    assert {(x.actor_id, x.actor_name, x.address) for x in found} == {
        (actor.person_id, actor.full_name, HERE)
    }
    assert {each.at for each in found} == {house.clock.now}


def test_a_change_says_what_stood_there_before(house: House) -> None:
    changed(house, full_name="Phạm Quốc Bảo Anh", roles=frozenset({Role.AUDITOR}), active=False)
    changed(house, full_name="Phạm Quốc Bảo Anh", roles=frozenset({Role.AUDITOR}))
    change_settings(house.office, house.staff.secretary, {"place_name": "Nha Trang"})

    facts, taken, given, closed, reopened, place = lines(house)
    assert facts.payload["changes"] == {"full_name": ["Phạm Quốc Bảo", "Phạm Quốc Bảo Anh"]}
    assert (taken.kind, taken.payload["role"]) == ("role_taken", "official")
    assert (given.kind, given.payload["role"]) == ("role_given", "auditor")
    assert (closed.kind, reopened.kind) == ("person_closed", "person_reopened")
    assert place.payload["changes"] == {"place_name": ["Khánh Hòa", "Nha Trang"]}
    told_change = told(place).changes[0]
    assert (told_change.before.vi, told_change.after.vi) == ("Khánh Hòa", "Nha Trang")


def test_nothing_changed_leaves_no_line(house: House) -> None:
    changed(house)
    change_settings(house.office, house.staff.secretary, {})

    assert lines(house) == []


def test_signing_in_is_kept_whether_given_or_refused(house: House) -> None:
    sign_in(house.office, "bao", PASSWORD, HERE)
    for name in ("bao", "khong.co", "mật khẩu của tôi là 1"):
        with pytest.raises(SignInRefused):
            sign_in(house.office, name, "sai", HERE)

    given, *refused = lines(house)
    assert (given.kind, given.actor_name, given.address) == ("signed_in", "Phạm Quốc Bảo", HERE)
    # What is no user name may be somebody's password, typed into the wrong field.
    assert [each.payload["name"] for each in refused] == ["bao", "khong.co", ""]
    assert {(each.kind, each.actor_id, each.address) for each in refused} == {
        ("sign_in_refused", None, HERE)
    }


def test_the_first_people_come_by_the_command_and_are_in_the_log(house: House) -> None:
    enter_first_person(house.office, replace(ENTRY, unit_name="Phòng Y"), "PY", PASSWORD)

    found = lines(house)
    assert [each.kind for each in found] == ["unit_added", "person_added", "role_given"]
    assert {(each.actor_id, told(each).who.vi) for each in found} == {(None, "Lệnh trên máy chủ")}


def test_sample_data_loaded_and_removed_is_told_to_real_people(house: House) -> None:
    load_sample_house(house.office, whole_year=False)
    with house.office.database.reading() as uow:
        (sample, *_) = people_in_role(uow, "administrator", is_sample=True)
    removing = actor_of(sample)
    remove_sample_house(house.office, removing)

    loaded, removed = [each for each in lines(house) if each.kind.startswith("sample_")]
    assert (loaded.actor_id, removed.actor_name) == (None, removing.full_name)
    assert removed.payload["people"] == loaded.payload["people"] != 0


def test_what_sample_people_do_stands_apart(house: House) -> None:
    sample = a_staff(house.office, is_sample=True, prefix="mau.")
    people.add_person(house.office, sample.administrator, replace(ENTRY, is_sample=True))
    with pytest.raises(SignInRefused):
        sign_in(house.office, "mau.bao", "sai", HERE)

    assert lines(house) == []
    kinds = [each.kind for each in lines(house, is_sample=True)]
    assert kinds == ["person_added", "role_given", "sign_in_refused"]


def test_a_file_refused_as_evidence_is_told_by_name(house: House) -> None:
    official = house.staff.official
    slip = a_slip(house.office, official).record_id
    with pytest.raises(FieldErrors):
        add_evidence(house.office, official, slip, file_name="virus.exe", content=b"MZ\x90\x00")

    (line,) = lines(house)
    assert (line.kind, line.payload["record"], line.payload["file"]) == (
        "file_refused",
        slip,
        "virus.exe",
    )


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_told_in_both_languages(kind: str) -> None:
    said = dict.fromkeys(["person", "username", "role", "unit", "name", "record", "deed"], "X")
    line = SecurityLine(1, NOW, kind, None, "", "", False, said, "", "")

    sentence = told(line).sentence

    assert sentence.vi
    assert sentence.en
    assert sentence.vi != sentence.en
    assert "{" not in sentence.vi + sentence.en


def test_verifying_names_the_line_that_was_altered(house: House) -> None:
    sign_in(house.office, "bao", PASSWORD, HERE)
    database = house.office.database
    assert verify_house(house.office).breaks == ()
    try:
        with database.writing() as uow:
            disarm(uow)
            uow.session.execute(text("UPDATE security_log SET address = '192.0.2.8'"))
        assert verify_house(house.office).breaks == ("Nhật ký bảo mật, số 1: bị sửa (altered)",)
    finally:
        rearm(database)
