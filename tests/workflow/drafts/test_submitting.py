"""Submitting: number, document, event and record come together, or none of them."""

from hashlib import sha256

import pytest

from service.formkit.labels import FieldErrors
from service.store.ledger.counters import next_number
from service.store.ledger.verify_chains import verify_all
from service.workflow.drafts.drafts import list_drafts, open_draft, save_draft, start_draft
from service.workflow.drafts.submit_draft import submit_draft
from service.workflow.errors import NotAllowed, NotFound, Stale
from service.workflow.files.document_files import issued_word
from service.workflow.files.read_back import read_back
from service.workflow.people.people import change_unit, list_units
from service.workflow.records.read_records import RecordFilter, list_records, open_record
from tests.builders import (
    ADMINISTRATIVE,
    BUDGET,
    MINUTES,
    PLAN,
    SLIP,
    House,
    a_draft,
    a_slip,
    mandatory_values,
    plan_values,
    slip_values,
    submit,
)


def numbers_given(house: House) -> int:
    with house.office.database.reading() as uow:
        return next_number(uow, "car", 2026) - 1


def test_a_submitted_slip_waits_for_the_unit_head(house: House) -> None:
    made = a_slip(house.office, house.staff.official)

    view = open_record(house.office, house.staff.official, made.record_id)
    assert (view.stage.key, view.number, view.submitter) == (
        "with_unit_head",
        "01/2026",
        "Phạm Quốc Bảo",
    )
    assert view.summary == "Hồ sơ QT-0612 trả kết quả trễ 02 ngày & thiếu chữ ký"


def test_its_document_is_issued_and_lies_in_the_vault(house: House) -> None:
    made = a_slip(house.office, house.staff.official)

    (document,) = open_record(house.office, house.staff.official, made.record_id).documents
    kept = house.office.vault.read(document.sha256)
    assert (document.version, document.reason) == (1, None)
    assert sha256(kept).hexdigest() == document.sha256
    assert issued_word(house.office, house.staff.official, made.record_id, 1).content == kept


def test_the_issued_document_says_what_was_typed(house: House) -> None:
    made = a_slip(house.office, house.staff.official)

    word = issued_word(house.office, house.staff.official, made.record_id, 1)
    said = read_back(house.office, word.content).answers
    typed = slip_values()
    assert said["nonconformity_description"] == typed["nonconformity_description"]
    assert (said["car_number"], said["requesting_unit"]) == ("01/2026", BUDGET)


def test_what_happened_is_chained(house: House) -> None:
    made = a_slip(house.office, house.staff.official)

    view = open_record(house.office, house.staff.official, made.record_id)
    with house.office.database.reading() as uow:
        breaks = verify_all(uow)
    assert [event.kind for event in view.events] == ["submit", "document_issued"]
    assert view.events[0].actor_name == "Phạm Quốc Bảo"
    assert view.events[1].previous_hash == view.events[0].hash
    assert breaks == ()


def test_the_draft_is_gone_once_it_is_a_record(house: House) -> None:
    draft = a_draft(house.office, house.staff.official)

    submit(house.office, house.staff.official, draft)

    assert list_drafts(house.office, house.staff.official) == ()
    with pytest.raises(NotFound):
        open_draft(house.office, house.staff.official, draft.id)


def test_the_same_click_twice_gives_the_first_result(house: House) -> None:
    draft = a_draft(house.office, house.staff.official)

    first = submit(house.office, house.staff.official, draft, submission="cùng một lần bấm")
    second = submit(house.office, house.staff.official, draft, submission="cùng một lần bấm")

    assert second == first
    assert numbers_given(house) == 1


def test_two_peoples_clicks_never_meet(house: House) -> None:
    first = submit(
        house.office,
        house.staff.official,
        a_draft(house.office, house.staff.official),
        submission="a",
    )
    second = submit(
        house.office,
        house.staff.unit_head,
        a_draft(house.office, house.staff.unit_head),
        submission="a",
    )

    assert first.record_id != second.record_id


def test_submits_that_say_no_key_are_submits_of_their_own(house: House) -> None:
    official, made = house.staff.official, []
    for _ in range(2):
        draft = a_draft(house.office, official)
        made.append(
            submit_draft(
                house.office,
                official,
                draft_id=draft.id,
                move="submit",
                typed={},
                version=draft.version,
                submission="",
            )
        )

    assert [each.number for each in made] == ["01/2026", "02/2026"]


@pytest.mark.parametrize("key", ["\x00", "\ud800", "x" * 10_000, "ạ\n"])
def test_any_text_will_do_as_the_key_of_a_click(house: House, key: str) -> None:
    draft = a_draft(house.office, house.staff.official)

    first = submit(house.office, house.staff.official, draft, submission=key)

    assert submit(house.office, house.staff.official, draft, submission=key) == first


def test_all_faults_are_told_at_once(house: House) -> None:
    draft = start_draft(house.office, house.staff.official, SLIP)

    with pytest.raises(FieldErrors) as refused:
        submit(
            house.office, house.staff.official, draft, issue_date="31/02/2026", requester_name=""
        )

    assert set(refused.value.faults) == {
        "issue_date",
        "requester_name",
        "request_type",
        "nonconformity_description",
        "sources",
    }
    assert numbers_given(house) == 0


def test_a_refused_submit_leaves_the_draft_and_may_be_made_again(house: House) -> None:
    draft = start_draft(house.office, house.staff.official, SLIP)
    with pytest.raises(FieldErrors):
        submit(house.office, house.staff.official, draft, submission="a")

    made = submit(house.office, house.staff.official, draft, submission="a", **slip_values())

    assert made.number == "01/2026"


def test_a_stale_submit_shows_both_texts(house: House) -> None:
    official = house.staff.official
    draft = a_draft(house.office, official)
    save_draft(house.office, official, draft.id, {"related_documents": "nơi khác"}, draft.version)

    with pytest.raises(Stale) as refused:
        submit(house.office, official, draft, related_documents="ở đây")

    assert refused.value.typed == {"related_documents": "ở đây"}
    assert refused.value.current["related_documents"] == "nơi khác"
    assert numbers_given(house) == 0


def test_the_agencys_plan_is_for_the_secretary_to_issue(house: House) -> None:
    draft = a_draft(house.office, house.staff.unit_head, PLAN, plan_values(house.office))

    with pytest.raises(NotAllowed) as refused:
        submit(house.office, house.staff.unit_head, draft, move="issue")

    assert "Thư ký ISO" in refused.value.label.vi


def test_a_move_of_another_stage_or_variant_is_not_found(house: House) -> None:
    draft = a_draft(house.office, house.staff.secretary, PLAN, plan_values(house.office))

    for move in ("issue_unit", "submit", "", "\x00"):
        with pytest.raises(NotFound):
            submit(house.office, house.staff.secretary, draft, move=move)


def test_an_official_writes_their_own_name_only(house: House) -> None:
    draft = a_draft(house.office, house.staff.official)

    with pytest.raises(FieldErrors) as refused:
        submit(house.office, house.staff.official, draft, requester_name="Lê Thanh Tùng")

    assert list(refused.value.faults) == ["requester_name"]


@pytest.mark.parametrize("who", ["unit_head", "secretary"])
def test_unit_head_and_secretary_may_enter_a_slip_for_a_colleague(house: House, who: str) -> None:
    actor, colleague = getattr(house.staff, who), house.staff.stranger
    draft = a_draft(house.office, actor)

    made = submit(house.office, actor, draft, requester_name=colleague.full_name)

    view = open_record(house.office, colleague, made.record_id)
    assert view.answers["requester_name"] == colleague.full_name
    assert view.submitter == actor.full_name


def test_a_unit_that_is_not_registered_is_refused_beside_its_field(house: House) -> None:
    draft = a_draft(house.office, house.staff.official)

    with pytest.raises(FieldErrors) as refused:
        submit(
            house.office,
            house.staff.official,
            draft,
            requesting_unit="Phòng Không có",
            concerned_unit="Phòng Cũng không",
        )

    assert set(refused.value.faults) == {"requesting_unit", "concerned_unit"}


def test_a_closed_unit_is_offered_no_more(house: House) -> None:
    administrator = house.staff.administrator
    closed = next(u for u in list_units(house.office, administrator) if u.name == ADMINISTRATIVE)
    change_unit(
        house.office,
        administrator,
        closed.id,
        closed.name,
        closed.abbreviation,
        active=False,
        confirmed=True,
    )
    draft = a_draft(house.office, house.staff.official)

    with pytest.raises(FieldErrors) as refused:
        submit(house.office, house.staff.official, draft, concerned_unit=ADMINISTRATIVE)

    assert list(refused.value.faults) == ["concerned_unit"]


def test_a_submitted_record_is_found_in_the_list_by_what_it_says(house: House) -> None:
    made = a_slip(house.office, house.staff.official)

    found = list_records(
        house.office, house.staff.official, RecordFilter(text="tra ket qua qt-0612")
    )

    assert [row.line.id for row in found.rows] == [made.record_id]


def test_minutes_that_are_not_whole_are_not_issued(house: House) -> None:
    typed = mandatory_values(house.office, MINUTES, discussion_4="", closed_at="2026-03-05T08:00")
    draft = a_draft(house.office, house.staff.secretary, MINUTES, typed)

    with pytest.raises(FieldErrors) as refused:
        submit(house.office, house.staff.secretary, draft, move="issue")

    assert set(refused.value.faults) == {"discussion_4", "closed_at"}
