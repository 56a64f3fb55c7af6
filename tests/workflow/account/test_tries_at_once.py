"""A try is claimed before the password is looked at: a crowd at once gets five tries, no more."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from service.store.ledger.security_log import LogQuery, read_log
from service.workflow.account.sign_in import sign_in
from service.workflow.errors import SignInRefused, TooManyTries, WorkflowError
from tests.builders import PASSWORD, House

CROWD = 24


def at_once(house: House, names: list[str], password: str) -> Counter[str]:
    """How many were answered what, all standing at the door at the same moment."""
    ready = Barrier(len(names))

    def knock(number: int) -> str:
        ready.wait()
        try:
            sign_in(house.office, names[number], password, f"192.0.2.{number}")
        except WorkflowError as refused:
            return type(refused).__name__
        return "in"

    with ThreadPoolExecutor(len(names)) as pool:
        return Counter(pool.map(knock, range(len(names))))


def test_of_24_wrong_tries_at_once_exactly_five_are_judged(lasting_house: House) -> None:
    answered = at_once(lasting_house, ["bao"] * CROWD, "sai")

    assert answered == {"SignInRefused": 5, "TooManyTries": CROWD - 5}


def test_a_crowd_held_up_leaves_one_line_and_no_more(lasting_house: House) -> None:
    at_once(lasting_house, ["bao"] * CROWD, "sai")

    with lasting_house.office.database.reading() as uow:
        found = Counter(each.kind for each in read_log(uow, LogQuery(is_sample=False)))
    assert found == {"sign_in_refused": 5, "held_up": 1}


def test_eight_who_know_their_passwords_come_in_at_once(lasting_house: House) -> None:
    names = ["bao", "tung", "yen", "chau", "lan", "khai", "nam", "phuoc"]

    assert at_once(lasting_house, names, PASSWORD) == {"in": 8}


def test_the_right_password_forgives_its_own_try_at_the_address_too(house: House) -> None:
    for _ in range(60):
        sign_in(house.office, "bao", PASSWORD, "192.0.2.7")

    with pytest.raises(SignInRefused):
        sign_in(house.office, "tung", "sai", "192.0.2.7")


def test_who_is_held_up_again_after_the_quarter_hour_is_noted_again(house: House) -> None:
    for _ in range(2):
        for _ in range(5):
            with pytest.raises(SignInRefused):
                sign_in(house.office, "bao", "sai", "192.0.2.7")
        for _ in range(3):
            with pytest.raises(TooManyTries):
                sign_in(house.office, "bao", "sai", "192.0.2.7")
        house.clock.forward(minutes=16)

    with house.office.database.reading() as uow:
        held = read_log(uow, LogQuery(is_sample=False, kinds=("held_up",)))
    assert [(x.payload["name"], x.address) for x in held] == [("bao", "192.0.2.7")] * 2
