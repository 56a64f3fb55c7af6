"""First passwords: random enough to be kept under a keyed hash, and gone once one has one's own."""

import math
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from service.store.people import persons
from service.workflow.account.first_passwords import (
    KEY,
    LETTERS,
    first_password_fits,
    hash_first_password,
    new_password,
)
from service.workflow.account.own_password import change_password
from service.workflow.account.passwords import password_fits
from service.workflow.account.service_keys import service_key
from service.workflow.account.sign_in import sign_in
from service.workflow.errors import SignInRefused
from service.workflow.people.people import PersonEntry, add_person, reset_password
from tests.builders import BUDGET, House

ENTRY = PersonEntry("hieu", "Đinh Văn Hiếu", "Chuyên viên", BUDGET, frozenset())


def kept_for(house: House, username: str) -> str:
    """What the database keeps instead of that person's password."""
    with house.office.database.reading() as uow:
        found = persons.find_credentials(uow, username)
    assert found is not None
    return found.password_hash


def test_a_first_password_has_eighty_random_bits() -> None:
    made = [new_password() for _ in range(200)]

    letters = {each.replace("-", "") for each in made}
    assert len(letters) == len(made)
    assert set("".join(letters)) <= set(LETTERS)
    assert len(set(LETTERS)) == len(LETTERS)
    assert min(len(each) for each in letters) * math.log2(len(LETTERS)) >= 80


def test_a_first_password_is_kept_under_a_keyed_hash_until_the_first_sign_in(
    house: House,
) -> None:
    new = add_person(house.office, house.staff.administrator, ENTRY)
    at_first = kept_for(house, "hieu")

    signed = sign_in(house.office, "hieu", new.password, "")
    change_password(house.office, signed.actor, new.password, "mật khẩu của riêng tôi")

    assert at_first.startswith("hmac-sha256$")
    assert new.password not in at_first
    assert signed.actor.must_change_password
    assert kept_for(house, "hieu").startswith("$argon2id$")
    with pytest.raises(SignInRefused):
        sign_in(house.office, "hieu", new.password, "")


def test_a_password_set_for_somebody_is_kept_so_too(house: House) -> None:
    new = reset_password(house.office, house.staff.administrator, house.staff.board.person_id)

    assert kept_for(house, "lan").startswith("hmac-sha256$")
    assert sign_in(house.office, "lan", new.password, "").actor.must_change_password


@pytest.mark.parametrize("wrong", ["", "x", "abcd-efgh-jkmn-pqrs", "\ud800", "hmac-sha256$"])
def test_another_password_fits_no_first_one(house: House, wrong: str) -> None:
    add_person(house.office, house.staff.administrator, ENTRY)

    with pytest.raises(SignInRefused):
        sign_in(house.office, "hieu", wrong, "")


def test_what_the_database_keeps_is_worth_nothing_without_the_key(tmp_path: Path) -> None:
    ours, stolen = tmp_path / "ours", tmp_path / "stolen"
    password = new_password()

    hashed = hash_first_password(password, ours)

    assert first_password_fits(password, hashed, ours)
    assert not first_password_fits(password, hashed, stolen)
    assert not password_fits(hashed, hashed, ours)


def test_the_key_is_the_services_alone_and_one_for_all_who_ask_at_once(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        asked = list(pool.map(lambda _: service_key(tmp_path / "data", KEY), range(40)))

    assert len(set(asked)) == 1
    assert len(asked[0]) >= 43
    (kept,) = (tmp_path / "data").iterdir()
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600


def test_no_file_of_the_house_holds_a_first_password(lasting_house: House, tmp_path: Path) -> None:
    house = lasting_house
    new = add_person(house.office, house.staff.administrator, ENTRY)
    sign_in(house.office, "hieu", new.password, "")

    words = {new.password.encode(), new.password.replace("-", "").encode()}
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert KEY in {path.name for path in files}
    assert [path for path in files for word in words if word in path.read_bytes()] == []
