"""What comes out of a web address may be anything: it is not found, and nothing breaks."""

import pytest

from service.store.database import Database
from service.store.errors import NotStored
from service.store.ledger.issued import get_issued
from service.store.ledger.submissions import claim_submission, find_submission, settle_submission
from service.store.people.persons import find_credentials, find_person, get_person
from service.store.people.sessions import count_attempts, note_attempt, revoke_api_token
from service.store.people.units import find_unit, get_unit
from service.store.records.access import Visibility
from service.store.records.drafts import get_draft
from service.store.records.listing import RecordQuery, list_records
from service.store.records.records import get_record
from tests.store.builders import NOW, SLIP, a_person, a_record

ODD_TEXTS = ["", "\x00", "\ud800", "a\x00b\udfff", "'; DROP TABLE record; --", "%", "x" * 100_000]
ODD_NUMBERS = [-1, 2**31, 2**63, 10**30]


@pytest.mark.parametrize("text", ODD_TEXTS, ids=range(len(ODD_TEXTS)))
def test_an_odd_text_is_not_found(database: Database, text: str) -> None:
    with database.writing() as uow:
        assert find_person(uow, text) is None
        assert find_credentials(uow, text) is None
        assert find_unit(uow, text) is None
        for get in (get_record, get_draft):
            with pytest.raises(NotStored):
                get(uow, text)
        with pytest.raises(NotStored):
            get_issued(uow, text, SLIP)


@pytest.mark.parametrize("number", ODD_NUMBERS)
def test_an_odd_number_is_not_found(database: Database, number: int) -> None:
    with database.writing() as uow:
        record = a_record(uow, a_person(uow))
        for get in (get_person, get_unit):
            with pytest.raises(NotStored):
                get(uow, number)
        with pytest.raises(NotStored):
            get_issued(uow, record.id, SLIP, number)
        with pytest.raises(NotStored):
            revoke_api_token(uow, number, record.submitter_id, NOW)


@pytest.mark.parametrize("text", ODD_TEXTS[1:], ids=range(len(ODD_TEXTS) - 1))
def test_a_list_filtered_by_an_odd_text_is_empty(database: Database, text: str) -> None:
    visibility = Visibility(sees_all=True, unit_ids=frozenset(), person_id=0)
    with database.writing() as uow:
        a_record(uow, a_person(uow))

        for query in (
            RecordQuery(visibility=visibility, form_code=text),
            RecordQuery(visibility=visibility, stage=text),
            RecordQuery(visibility=visibility, text=f"khongco {text}"),
        ):
            assert list_records(uow, query).lines == ()


@pytest.mark.parametrize("number", ODD_NUMBERS)
def test_a_list_filtered_by_an_odd_number_does_not_break(database: Database, number: int) -> None:
    visibility = Visibility(sees_all=True, unit_ids=frozenset(), person_id=0)
    with database.writing() as uow:
        a_record(uow, a_person(uow))

        for query in (
            RecordQuery(visibility=visibility, year=number),
            RecordQuery(visibility=visibility, unit_id=number),
        ):
            assert list_records(uow, query).lines == ()
        for query in (
            RecordQuery(visibility=visibility, before=number),
            RecordQuery(visibility=visibility, skip=max(number, 0)),
        ):
            assert list_records(uow, query).total == 1


@pytest.mark.parametrize("text", ODD_TEXTS[:-1], ids=range(len(ODD_TEXTS) - 1))
def test_an_odd_key_or_name_is_counted_like_any_other(database: Database, text: str) -> None:
    with database.writing() as uow:
        person = a_person(uow)
        claim_submission(uow, text, person.id, NOW)
        settle_submission(uow, text, person.id, {"number": 1})
        note_attempt(uow, text, NOW)

        assert find_submission(uow, text, person.id) == {"number": 1}
        assert count_attempts(uow, text, NOW) == 1
