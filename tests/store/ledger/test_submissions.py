"""The same submit twice gives the first result."""

import threading

import pytest

from service.store.base import JsonObject
from service.store.database import Database
from service.store.ledger.counters import take_number
from service.store.ledger.submissions import claim_submission, find_submission, settle_submission
from tests.store.builders import NOW, a_person


def test_the_second_claim_gets_the_first_answer(database: Database) -> None:
    with database.writing() as uow:
        person = a_person(uow)
        first = claim_submission(uow, "k", person.id, NOW)
        settle_submission(uow, "k", person.id, {"number": "01/2026"})

    with database.writing() as uow:
        second = claim_submission(uow, "k", person.id, NOW)

        assert find_submission(uow, "k", person.id) == second
    assert (first, second) == (None, {"number": "01/2026"})


def test_a_submit_that_failed_may_be_made_again(database: Database) -> None:
    with database.writing() as uow:
        person = a_person(uow)

    def fail() -> None:
        with database.writing() as uow:
            claim_submission(uow, "k", person.id, NOW)
            raise LookupError

    with pytest.raises(LookupError):
        fail()

    with database.writing() as uow:
        assert claim_submission(uow, "k", person.id, NOW) is None


def test_the_same_key_of_another_person_is_another_submit(database: Database) -> None:
    with database.writing() as uow:
        person, other = a_person(uow), a_person(uow)
        claim_submission(uow, "k", person.id, NOW)

        assert claim_submission(uow, "k", other.id, NOW) is None


def test_twenty_clicks_at_once_spend_one_number(lasting_database: Database) -> None:
    with lasting_database.writing() as uow:
        person = a_person(uow)
    answers: list[JsonObject] = []

    def click() -> None:
        with lasting_database.writing() as uow:
            answer = claim_submission(uow, "k", person.id, NOW)
            if answer is None:
                answer = {"number": take_number(uow, "slip", 2026)}
                settle_submission(uow, "k", person.id, answer)
        answers.append(answer)

    threads = [threading.Thread(target=click) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert answers == [{"number": 1}] * 20
