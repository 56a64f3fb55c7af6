"""A page, or an answer to a program, is of one moment: one transaction, whatever it looks up."""

import pytest

from tests.builders import House, a_slip
from tests.doors.conftest import Browsers, Programs
from tests.store.statements import asked

PAGES = ("/", "/records", "/records/{id}", "/forms", "/account", "/keys", "/delegations")
ANSWERS = ("/records", "/records/{id}", "/drafts", "/settings")


@pytest.mark.parametrize("address", PAGES)
def test_a_page_reads_in_one_transaction(house: House, signed_in: Browsers, address: str) -> None:
    slip = a_slip(house.office, house.staff.official)
    browser = signed_in("secretary")

    with asked(house.office.database) as statements:
        answer = browser.get(address.format(id=slip.record_id))

    assert answer.status_code == 200
    assert [each for each in statements if each.startswith("BEGIN")] == ["BEGIN"]


@pytest.mark.parametrize("address", ANSWERS)
def test_an_answer_to_a_program_is_of_one_moment(
    house: House, program: Programs, address: str
) -> None:
    slip = a_slip(house.office, house.staff.official)
    secretary = program("secretary")
    # The token's first use is noted down.
    secretary.get("/records")

    with asked(house.office.database) as statements:
        answer = secretary.get(address.format(id=slip.record_id))

    assert answer.status_code == 200
    assert [each for each in statements if each.startswith("BEGIN")] == ["BEGIN"]


def test_what_a_page_changed_its_next_look_shows(house: House, signed_in: Browsers) -> None:
    official = signed_in("official")
    assert official.get("/").status_code == 200

    draft = official.start("BM.CTCL.01")

    assert draft in official.get("/").text


def test_a_session_used_again_is_noted_and_the_page_is_whole(
    house: House, signed_in: Browsers
) -> None:
    official = signed_in("official")
    house.clock.forward(minutes=2)

    with asked(house.office.database) as statements:
        answer = official.get("/")

    assert house.staff.official.full_name in answer.text
    # What was read of the session ends before its use is written down.
    begun = [each for each in statements if each.startswith("BEGIN")]
    assert begun == ["BEGIN", "BEGIN IMMEDIATE", "BEGIN"]
