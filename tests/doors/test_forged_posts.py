"""No page changes anything for a post that did not come from a page of this very session."""

import pytest
from flask import Flask

from service.workflow.drafts.drafts import list_drafts
from tests.builders import House
from tests.doors.conftest import Browsers
from tests.doors.route_table import address_of, things_of
from tests.doors.test_every_page import TABLE
from tests.web.conftest import Browser

CHANGING = sorted(n for n in TABLE if n.startswith("POST ") and "anywhere" not in n)
SAYS_WHAT_TO_DO = "Quay lại"


@pytest.mark.parametrize("forged", ["missing", "empty", "another session's", "made up", "in url"])
def test_every_changing_page_refuses_a_forged_post(
    site: Flask, house: House, signed_in: Browsers, forged: str
) -> None:
    victim, attacker, things = signed_in("administrator"), signed_in("official"), things_of(house)
    token = {"empty": "", "another session's": attacker.token, "made up": "IjEi.x.y"}.get(forged)
    sent = {} if token is None else {"csrf_token": token}

    for name in CHANGING:
        _, address = address_of(site, name, things)
        asked = f"?csrf_token={victim.token}" if forged == "in url" else ""
        answer = victim.client.post(address + asked, data={**sent, "active": "0"})

        assert answer.status_code == 400, name
        assert SAYS_WHAT_TO_DO in answer.text, name


def test_the_right_token_is_taken_from_the_form_and_from_the_header(
    house: House, signed_in: Browsers
) -> None:
    official = signed_in("official")

    by_form = official.post("/drafts", {"form": "BM.CTCL.01"})
    by_header = official.client.post(
        "/drafts", data={"form": "BM.CTCL.01"}, headers={"X-CSRFToken": official.token}
    )

    assert (by_form.status_code, by_header.status_code) == (303, 303)
    assert len(list_drafts(house.office, house.staff.official)) == 2


def test_a_forged_post_stores_nothing(house: House, signed_in: Browsers) -> None:
    official = signed_in("official")

    official.client.post("/drafts", data={"form": "BM.CTCL.01"})

    assert list_drafts(house.office, house.staff.official) == ()


def test_a_script_is_told_in_json(signed_in: Browsers) -> None:
    official = signed_in("official")

    answer = official.client.post("/drafts", headers={"Accept": "application/json"})

    assert answer.status_code == 400
    assert SAYS_WHAT_TO_DO in answer.get_json()["message"]


def test_signing_in_cannot_be_forged_either(visitor: Browser) -> None:
    answer = visitor.client.post("/sign-in", data={"username": "bao", "password": "x"})

    assert answer.status_code == 400


def test_a_post_of_json_passes_for_no_form(signed_in: Browsers) -> None:
    official = signed_in("official")

    answer = official.client.post("/drafts", json={"form": "X", "csrf_token": official.token})

    assert answer.status_code == 400


def test_a_get_changes_nothing(site: Flask, house: House, signed_in: Browsers) -> None:
    administrator, things = signed_in("administrator"), things_of(house)
    only_posts = [n for n in CHANGING if n.replace("POST", "GET") not in TABLE]

    for name in only_posts:
        _, address = address_of(site, name, things)
        assert administrator.get(address).status_code in {404, 405}, name

    assert administrator.get("/").status_code == 200
