"""A page asks the database few things, however much stands on it: at most twelve, in one moment."""

import pytest

from tests.builders import SLIP, House, a_slip, some_evidence
from tests.doors.conftest import Browsers
from tests.store.statements import asked
from tests.workflow.slips.walking import ASK, Slip, walked_to

MOST = 12
LINES = 50


@pytest.fixture
def at_work(house: House) -> Slip:
    """A slip at work with ten events behind it."""
    slip = walked_to(house, "implementing")
    slip.move(house.staff.official, "ask_change", ASK)
    slip.move(house.staff.board, "agree_change", {"board_opinion": "Đồng ý."})
    slip.move(house.staff.official, "report_progress", {"percent_done": 40})
    assert len(slip.events) == 10
    return slip


@pytest.fixture
def full_list(house: House) -> None:
    """Enough slips for a whole page of the list, which wait for different people."""
    for _ in range(LINES // 2 + 1):
        a_slip(house.office, house.staff.official)
        a_slip(house.office, house.staff.stranger)


def questions(house: House, browser: "Browsers", role: str, address: str) -> list[str]:
    """What the page asks, the second time somebody opens it; it asks within one transaction."""
    opened = browser(role)
    assert opened.get(address).status_code == 200
    with asked(house.office.database) as statements:
        answer = opened.get(address)
    assert answer.status_code == 200
    begun = [each for each in statements if each.startswith("BEGIN")]
    assert begun == ["BEGIN"]
    return [each for each in statements if each not in begun and not each.startswith("PRAGMA")]


@pytest.mark.usefixtures("at_work", "full_list")
@pytest.mark.parametrize("role", ["official", "unit_head", "secretary", "director", "board"])
@pytest.mark.parametrize("address", ["/", "/records", f"/records?form={SLIP}"])
def test_home_and_list_ask_at_most_twelve_things(
    house: House, signed_in: Browsers, role: str, address: str
) -> None:
    if role == "official":
        signed_in(role).start(SLIP)

    assert len(questions(house, signed_in, role, address)) <= MOST


@pytest.mark.parametrize("role", ["official", "unit_head", "secretary", "director", "board"])
def test_a_records_page_asks_at_most_twelve_things(
    house: House, signed_in: Browsers, at_work: Slip, role: str
) -> None:
    assert len(questions(house, signed_in, role, f"/records/{at_work.id}")) <= MOST


@pytest.mark.parametrize(
    ("role", "move"),
    [("official", "report_completion"), ("official", "report_progress"), ("board", "reassign")],
)
def test_a_moves_panel_asks_at_most_twelve_things(
    house: House, signed_in: Browsers, at_work: Slip, role: str, move: str
) -> None:
    address = f"/records/{at_work.id}/moves/{move}"

    assert len(questions(house, signed_in, role, address)) <= MOST


@pytest.mark.parametrize("part", ["request", "nonconformity", "sources"])
def test_a_page_to_fill_asks_at_most_twelve_things(
    house: House, signed_in: Browsers, part: str
) -> None:
    draft = signed_in("official").start(SLIP)

    assert len(questions(house, signed_in, "official", f"/drafts/{draft}/parts/{part}")) <= MOST


def test_what_lies_on_a_record_is_asked_where_it_is(
    house: House, signed_in: Browsers, at_work: Slip
) -> None:
    address = f"/records/{at_work.id}"
    before = questions(house, signed_in, "official", address)
    some_evidence(house.office, house.staff.official, at_work.id)

    after = questions(house, signed_in, "official", address)

    assert len(after) == len(before) + 1
    assert "Biên bản làm việc.txt" in signed_in("official").get(address).text


@pytest.mark.parametrize("address", ["/", "/records"])
def test_a_longer_list_asks_nothing_more(house: House, signed_in: Browsers, address: str) -> None:
    a_slip(house.office, house.staff.official)
    few = questions(house, signed_in, "secretary", address)
    for _ in range(12):
        a_slip(house.office, house.staff.official)

    assert len(questions(house, signed_in, "secretary", address)) <= len(few) + 1
