"""A letter that only looks like Đ, an old font: offered at every field where words are typed."""

import html
import re
from collections.abc import Callable

import pytest

from service.workflow.people.people import list_people, list_units
from tests.builders import BUDGET, House
from tests.web.conftest import Browser
from tests.web.pages.record.test_move_pages import sent_from
from tests.workflow.slips.walking import a_sent_slip

ETH, MEANT = "\u00d0ặng Văn \u00d0ức", "Đặng Văn Đức"
TCVN3, UNICODE = "Së Tµi chÝnh", "Sở Tài chính"
PERSON = {"username": "duc", "title": "Văn thư", "unit_name": BUDGET, "roles": "official"}
PLACES = {
    "people": ("/people", "full_name", PERSON),
    "a person": ("/people/{stranger}", "full_name", PERSON),
    "units": ("/units", "name", {"abbreviation": "X"}),
    "settings": ("/settings", "agency_name_text", {}),
    "delegations": ("/delegations", "scope", {}),
}


def offers(page: str) -> list[str]:
    """What is offered on the page beside a field, a button each."""
    shown = re.findall(r'data-legacy="[^"]*">.*?data-legacy-text>([^<]*)<', page, re.DOTALL)
    return [html.unescape(text) for text in shown]


@pytest.mark.parametrize("place", PLACES)
def test_an_offer_is_taken_up_without_a_script_and_nothing_is_sent(
    place: str, administrator: Browser, secretary: Browser, house: House
) -> None:
    address, name, more = PLACES[place]
    browser = secretary if place == "delegations" else administrator
    address = address.format(stranger=house.staff.stranger.person_id)
    before = browser.get(address).text
    people = list_people(house.office, house.staff.administrator)

    answer = browser.post(address, {**more, name: ETH, "convert": name})
    page = browser.get(answer.location).text

    assert answer.status_code == 303
    assert f'data-legacy="{name}"' in before
    assert MEANT in html.unescape(page)
    assert ETH not in page
    assert list_people(house.office, house.staff.administrator) == people
    assert len(list_units(house.office, house.staff.administrator)) == 5


@pytest.mark.parametrize(("typed", "meant"), [(ETH, MEANT), (TCVN3, UNICODE)])
def test_what_is_kept_while_typing_is_answered_with_what_is_offered(
    typed: str, meant: str, administrator: Browser
) -> None:
    keep = "/unsent?place=/people"

    kept = administrator.post(keep, {"full_name": typed, "username": "duc"})
    taken_back = administrator.post(f"{keep}&untouched=1", {"full_name": typed})

    assert kept.get_json()["legacy"]["full_name"]["converted"] == meant
    assert list(kept.get_json()["legacy"]) == ["full_name"]
    assert taken_back.get_json()["legacy"].keys() == {"full_name"}


def test_a_name_kept_with_the_letter_is_offered_for_correction_where_it_stands(
    administrator: Browser, house: House
) -> None:
    administrator.post("/people", {**PERSON, "full_name": ETH})
    everybody = list_people(house.office, house.staff.administrator)
    (person,) = [each for each in everybody if each.username == "duc"]

    page = administrator.get(f"/people/{person.id}").text

    assert offers(page) == [MEANT]
    assert offers(administrator.get("/people").text) == []


def test_the_reason_of_a_move_is_offered_too_and_nothing_is_moved(
    house: House, app_of: Callable[[str], Browser]
) -> None:
    slip, head = a_sent_slip(house), app_of("unit_head")
    panel = f"/records/{slip.id}/moves/return"
    sent = sent_from(head.get(panel).text, reason=ETH, convert="reason")

    page = head.post(panel, sent)

    assert page.status_code == 200
    assert f">{MEANT}</textarea>" in page.text


def test_a_text_in_a_row_is_converted_in_its_field_alone(secretary: Browser) -> None:
    draft = secretary.start("BM.CTCL.02")
    part = f"/drafts/{draft}/parts/people"
    rows = {"attendees": "", "attendees-0-name": ETH, "attendees-1-name": ETH}

    page = secretary.post(part, {**rows, "version": "1", "convert": "attendees-1-name"})

    names = re.findall(r'name="attendees-\d+-name" value="([^"]*)"', page.text)
    assert [html.unescape(each) for each in names][:2] == [ETH, MEANT]
