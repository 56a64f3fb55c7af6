"""Drafts: begun with what is known, saved while typing, put aside and taken back."""

import math
from typing import Any

import pytest

from service.formkit.labels import FieldErrors
from service.workflow.actor import Actor
from service.workflow.drafts.drafts import (
    discard_draft,
    list_drafts,
    open_draft,
    restore_draft,
    save_draft,
    start_draft,
)
from service.workflow.errors import NotAllowed, NotFound, Stale
from service.workflow.office_settings.letterhead import change_settings
from tests.builders import BUDGET, MINUTES, PLAN, SLIP, House, a_draft

OTHERS = ("unit_head", "secretary", "administrator", "stranger")


def test_a_slip_begins_with_who_where_and_when(house: House) -> None:
    draft = start_draft(house.office, house.staff.official, SLIP)

    assert draft.typed == {
        "issue_place": "Khánh Hòa",
        "issue_date": "2026-03-05",
        "requesting_unit": BUDGET,
        "requested_on": "2026-03-05",
        "requester_name": "Phạm Quốc Bảo",
    }


def test_a_draft_begins_with_the_letterhead_as_the_office_set_it(house: House) -> None:
    change_settings(house.office, house.staff.administrator, {"place_name": "Nha Trang"})

    draft = start_draft(house.office, house.staff.official, SLIP)

    assert draft.typed["issue_place"] == "Nha Trang"


def test_a_plan_begins_with_the_grounds_of_its_year_and_level(house: House) -> None:
    given = {"plan_level": "unit", "plan_year": 2027}

    draft = start_draft(house.office, house.staff.unit_head, PLAN, given)

    assert draft.variant == "unit"
    assert draft.typed["unit"] == BUDGET
    assert "năm 2027" in draft.typed["legal_bases"][0]


def test_what_was_given_stands_before_a_default(house: House) -> None:
    draft = start_draft(house.office, house.staff.official, SLIP, {"issue_place": "Cam Ranh"})

    assert draft.typed["issue_place"] == "Cam Ranh"


def test_only_who_may_open_a_form_begins_it(house: House) -> None:
    with pytest.raises(NotAllowed) as refused:
        start_draft(house.office, house.staff.official, MINUTES)

    assert "Thư ký ISO" in refused.value.label.vi


@pytest.mark.parametrize("who", ["director", "board", "administrator"])
def test_leaders_and_administrators_open_no_slips(house: House, who: str) -> None:
    with pytest.raises(NotAllowed):
        start_draft(house.office, getattr(house.staff, who), SLIP)


def test_an_unknown_form_is_not_found(house: House) -> None:
    with pytest.raises(NotFound):
        start_draft(house.office, house.staff.official, "BM.CTCL.99")


def test_what_was_typed_is_kept_even_when_it_is_wrong(house: House) -> None:
    draft = a_draft(house.office, house.staff.official)
    typed = {"issue_date": "31/02/2026", "related_documents": "  nháp  \n", "request_type": "x"}

    save_draft(house.office, house.staff.official, draft.id, typed, draft.version)

    kept = open_draft(house.office, house.staff.official, draft.id)
    assert typed.items() <= kept.typed.items()
    assert set(kept.faults) == {"issue_date", "request_type"}
    assert kept.version == draft.version + 1


def test_text_over_its_maximum_is_kept_and_reported(house: House) -> None:
    draft = a_draft(house.office, house.staff.official)
    long = "ạ" * 2001

    saved = save_draft(
        house.office,
        house.staff.official,
        draft.id,
        {"nonconformity_description": long},
        draft.version,
    )

    assert saved.typed["nonconformity_description"] == long
    assert "2000" in saved.faults["nonconformity_description"][0].vi


def test_what_is_still_missing_is_told_apart_from_what_is_wrong(house: House) -> None:
    draft = start_draft(house.office, house.staff.official, SLIP, {"issue_date": "31/02/2026"})

    assert set(draft.faults) == {"issue_date"}
    assert set(draft.missing) == {"request_type", "nonconformity_description", "sources"}


@pytest.mark.parametrize("bad", ["a\x00b", "a\ud800", "a\u202eb", "a\x1bb"])
def test_forbidden_characters_are_reported_and_not_stored(house: House, bad: str) -> None:
    draft = a_draft(house.office, house.staff.official, typed={"related_documents": "cũ"})

    saved = save_draft(
        house.office,
        house.staff.official,
        draft.id,
        {"related_documents": bad, "nonconformity_description": "mới"},
        draft.version,
    )

    kept = open_draft(house.office, house.staff.official, draft.id)
    assert set(saved.faults) == {"related_documents"}
    assert saved.typed["related_documents"] == bad
    assert kept.typed["related_documents"] == "cũ"
    assert kept.typed["nonconformity_description"] == "mới"


def test_forbidden_characters_are_reported_at_the_beginning_too(house: House) -> None:
    draft = start_draft(house.office, house.staff.official, SLIP, {"related_documents": "a\x00"})

    kept = open_draft(house.office, house.staff.official, draft.id)
    assert set(draft.faults) == {"related_documents"}
    assert "related_documents" not in kept.typed


@pytest.mark.parametrize("bad", [math.nan, math.inf, [math.nan], {"a": [-math.inf]}])
def test_what_is_no_number_is_reported_and_not_stored(house: House, bad: Any) -> None:
    draft = a_draft(house.office, house.staff.secretary, MINUTES, {})

    saved = save_draft(
        house.office, house.staff.secretary, draft.id, {"archive_copies": bad}, draft.version
    )

    kept = open_draft(house.office, house.staff.secretary, draft.id)
    assert set(saved.faults) == {"archive_copies"}
    assert "archive_copies" not in kept.typed


def test_a_value_nested_beyond_reason_is_reported_and_not_stored(house: House) -> None:
    draft = a_draft(house.office, house.staff.secretary, MINUTES, {})
    nested: list[Any] = []
    for _ in range(900):
        nested = [nested]

    saved = save_draft(
        house.office, house.staff.secretary, draft.id, {"recipients": nested}, draft.version
    )

    assert any(path.startswith("recipients") for path in saved.faults)
    assert "recipients" not in open_draft(house.office, house.staff.secretary, draft.id).typed


def test_an_unknown_field_is_refused_by_name(house: House) -> None:
    draft = a_draft(house.office, house.staff.official)

    with pytest.raises(FieldErrors) as refused:
        save_draft(house.office, house.staff.official, draft.id, {"la": "?"}, draft.version)
    with pytest.raises(FieldErrors):
        start_draft(house.office, house.staff.official, SLIP, {"la": "?"})

    assert list(refused.value.faults) == ["la"]


def test_a_box_of_a_later_step_waits_for_who_fills_it(house: House) -> None:
    draft = a_draft(house.office, house.staff.official)
    later = {"root_cause": "Thiếu người", "executing_unit": BUDGET, "result": ""}

    with pytest.raises(FieldErrors) as refused:
        save_draft(house.office, house.staff.official, draft.id, later, draft.version)

    assert set(refused.value.faults) == {"root_cause", "executing_unit"}
    assert "Người được phân công" in refused.value.faults["root_cause"][0].vi


def test_a_stale_save_shows_both_texts(house: House) -> None:
    official = house.staff.official
    draft = a_draft(house.office, official, typed={"related_documents": "đầu tiên"})
    save_draft(house.office, official, draft.id, {"related_documents": "cửa sổ này"}, 1)

    with pytest.raises(Stale) as refused:
        save_draft(house.office, official, draft.id, {"related_documents": "cửa sổ kia"}, 1)

    assert refused.value.typed == {"related_documents": "cửa sổ kia"}
    assert refused.value.current["related_documents"] == "cửa sổ này"
    assert refused.value.current_version == 2


@pytest.mark.parametrize("who", OTHERS)
def test_anybody_elses_draft_is_not_found(house: House, who: str) -> None:
    other: Actor = getattr(house.staff, who)
    draft = a_draft(house.office, house.staff.official)

    for verb in (
        lambda: open_draft(house.office, other, draft.id),
        lambda: save_draft(house.office, other, draft.id, {}, draft.version),
        lambda: discard_draft(house.office, other, draft.id),
        lambda: restore_draft(house.office, other, draft.id),
    ):
        with pytest.raises(NotFound):
            verb()

    assert list_drafts(house.office, other) == ()


@pytest.mark.parametrize("draft_id", ["", "d", "\x00", "\ud800", "d" * 500, "../../etc"])
def test_a_made_up_address_of_a_draft_is_not_found(house: House, draft_id: str) -> None:
    with pytest.raises(NotFound):
        open_draft(house.office, house.staff.official, draft_id)


def test_a_discarded_draft_comes_back_as_it_was(house: House) -> None:
    official = house.staff.official
    draft = a_draft(house.office, official)
    discard_draft(house.office, official, draft.id)
    aside = [each.id for each in list_drafts(house.office, official, removed=True)]

    house.clock.forward(days=29)
    restored = restore_draft(house.office, official, draft.id)

    assert aside == [draft.id]
    assert restored.typed == draft.typed
    assert [each.id for each in list_drafts(house.office, official)] == [draft.id]


def test_a_discarded_draft_is_not_open_meanwhile(house: House) -> None:
    draft = a_draft(house.office, house.staff.official)

    discard_draft(house.office, house.staff.official, draft.id)

    assert list_drafts(house.office, house.staff.official) == ()
    with pytest.raises(NotFound):
        open_draft(house.office, house.staff.official, draft.id)


def test_after_thirty_days_a_discarded_draft_stays_away(house: House) -> None:
    official = house.staff.official
    draft = a_draft(house.office, official)
    discard_draft(house.office, official, draft.id)

    house.clock.forward(days=30, seconds=1)

    assert list_drafts(house.office, official, removed=True) == ()
    with pytest.raises(NotFound):
        restore_draft(house.office, official, draft.id)


def test_the_draft_touched_last_is_listed_first(house: House) -> None:
    official = house.staff.official
    first, second = (a_draft(house.office, official) for _ in range(2))
    house.clock.forward(minutes=1)

    save_draft(house.office, official, first.id, {}, first.version)

    assert [each.id for each in list_drafts(house.office, official)] == [first.id, second.id]
