"""Drafts: everything typed comes back, and no save overwrites another unseen."""

import threading

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from service.store.base import Json
from service.store.database import Database
from service.store.errors import NotStored, StaleVersion
from service.store.records.drafts import (
    Draft,
    add_draft,
    delete_draft,
    discard_draft,
    find_draft_of_record,
    get_draft,
    list_drafts,
    restore_draft,
    save_draft,
)
from tests.store.builders import NOW, SLIP, a_person, a_record, later


def test_a_save_is_one_version_on(database: Database) -> None:
    with database.writing() as uow:
        person = a_person(uow)
        draft = add_draft(uow, form_code=SLIP, owner_id=person.id, typed={}, now=NOW)

        saved = save_draft(uow, draft.id, typed={"a": "ă"}, version=1, now=later(1), variant="unit")

        assert get_draft(uow, draft.id) == saved
    assert (saved.version, saved.typed, saved.variant) == (2, {"a": "ă"}, "unit")
    assert (saved.created_at, saved.updated_at) == (NOW, later(1))


def test_a_stale_save_is_refused_with_what_stands_there(database: Database) -> None:
    with database.writing() as uow:
        draft = add_draft(uow, form_code=SLIP, owner_id=a_person(uow).id, typed={}, now=NOW)
        current = save_draft(uow, draft.id, typed={"a": "trước"}, version=1, now=NOW)

        with pytest.raises(StaleVersion) as refusal:
            save_draft(uow, draft.id, typed={"a": "sau"}, version=1, now=NOW)

        assert refusal.value.current == current == get_draft(uow, draft.id)
    assert (refusal.value.expected, refusal.value.current_version) == (1, 2)


def test_of_twenty_saves_at_once_exactly_one_wins(lasting_database: Database) -> None:
    with lasting_database.writing() as uow:
        draft = add_draft(uow, form_code=SLIP, owner_id=a_person(uow).id, typed={}, now=NOW)
    won: list[Draft] = []
    lost: list[StaleVersion] = []

    def save(number: int) -> None:
        try:
            with lasting_database.writing() as uow:
                won.append(save_draft(uow, draft.id, typed={"n": number}, version=1, now=NOW))
        except StaleVersion as refusal:
            lost.append(refusal)

    threads = [threading.Thread(target=save, args=(number,)) for number in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert (len(won), len(lost)) == (1, 19)
    assert all(refusal.current == won[0] for refusal in lost)


def test_a_discarded_draft_can_be_restored(database: Database) -> None:
    with database.writing() as uow:
        person = a_person(uow)
        draft = add_draft(uow, form_code=SLIP, owner_id=person.id, typed={}, now=NOW)

        discard_draft(uow, draft.id, later(1))
        assert list_drafts(uow, person.id) == ()
        assert [one.id for one in list_drafts(uow, person.id, removed=True)] == [draft.id]

        assert restore_draft(uow, draft.id) == draft
        assert list_drafts(uow, person.id) == (draft,)


def test_a_deleted_draft_is_gone(database: Database) -> None:
    with database.writing() as uow:
        draft = add_draft(uow, form_code=SLIP, owner_id=a_person(uow).id, typed={}, now=NOW)

        delete_draft(uow, draft.id)

        with pytest.raises(NotStored):
            get_draft(uow, draft.id)


def test_drafts_are_listed_last_touched_first_and_only_the_owners(database: Database) -> None:
    with database.writing() as uow:
        person, other = a_person(uow), a_person(uow)
        first, second = (
            add_draft(uow, form_code=SLIP, owner_id=person.id, typed={}, now=NOW) for _ in "12"
        )
        add_draft(uow, form_code=SLIP, owner_id=other.id, typed={}, now=NOW)
        save_draft(uow, second.id, typed={}, version=1, now=later(2))
        save_draft(uow, first.id, typed={}, version=1, now=later(3))

        assert [draft.id for draft in list_drafts(uow, person.id)] == [first.id, second.id]


def test_the_draft_of_a_correction_is_found_by_its_record(database: Database) -> None:
    with database.writing() as uow:
        person = a_person(uow)
        record = a_record(uow, person)
        draft = add_draft(
            uow, form_code=SLIP, owner_id=person.id, typed={}, now=NOW, record_id=record.id
        )

        assert find_draft_of_record(uow, record.id, person.id) == draft
        assert find_draft_of_record(uow, record.id, a_person(uow).id) is None


_json = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(typed=st.dictionaries(st.text(), _json, max_size=4))
def test_whatever_was_typed_comes_back_in_its_order(
    database: Database, typed: dict[str, Json]
) -> None:
    with database.writing() as uow:
        owner = a_person(uow)
        draft = add_draft(uow, form_code=SLIP, owner_id=owner.id, typed=typed, now=NOW)

    with database.reading() as uow:
        found = get_draft(uow, draft.id).typed

    assert found == typed
    assert list(found) == list(typed)


def test_even_a_lone_surrogate_and_a_nul_come_back(database: Database) -> None:
    typed = {"description": "a\ud800b\x00c"}
    with database.writing() as uow:
        draft = add_draft(uow, form_code=SLIP, owner_id=a_person(uow).id, typed=typed, now=NOW)

    with database.reading() as uow:
        assert get_draft(uow, draft.id).typed == typed


def test_nobody_can_guess_the_id_of_a_draft(memory_database: Database) -> None:
    with memory_database.writing() as uow:
        owner = a_person(uow).id
        ids = {
            add_draft(uow, form_code=SLIP, owner_id=owner, typed={}, now=NOW).id for _ in range(50)
        }

    assert len(ids) == 50
    assert all(len(draft_id) == 17 and draft_id.isalnum() for draft_id in ids)
