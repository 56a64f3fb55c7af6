"""Two processes serve one house: what one was told or made, the other knows and hands out."""

import html
import io
import json
import re
import sqlite3
import time
import zipfile
from collections.abc import Iterator
from contextlib import closing

import pytest

from service.documents.pdf.requirements import missing_parts
from service.store.tables.jobs import JobRow
from service.workflow.account.sign_in_tries import TRIES_PER_NAME
from service.workflow.drafts.drafts import start_draft
from service.workflow.people.people import list_people
from tests.builders import BUDGET, SLIP, a_slip, slip_values
from tests.doors.real_service import RealBrowser, Service, a_service, another
from tests.needs import need
from tests.workflow.sheets import a_sheet

PATIENCE = 60.0


@pytest.fixture(scope="module")
def one(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """The first process, which does the jobs too."""
    with a_service(tmp_path_factory.mktemp("two")) as found:
        yield found


@pytest.fixture(scope="module")
def two(one: Service) -> Iterator[Service]:
    """The second, which serves alone."""
    with another(one, CTCL_WORKER="0") as found:
        yield found


@pytest.fixture
def at_one(one: Service) -> RealBrowser:
    """The clerk at the first."""
    return one.browser("bao")


def test_a_page_drawn_by_one_is_shown_by_the_other(
    one: Service, two: Service, at_one: RealBrowser
) -> None:
    need(not missing_parts(), "LibreOffice")
    draft = start_draft(one.house.office, one.house.staff.official, SLIP, slip_values())

    told = json.loads(at_one.ask("POST", f"/drafts/{draft.id}/parts/request/preview").text)
    (address, *_) = re.findall(r'src="(/pictures/[^"]+)"', told["pictures"][0]["html"])
    here, there = at_one.ask("GET", address), at_one.at(two.port).ask("GET", address)
    stranger = two.browser("chau").ask("GET", address)

    assert (here.status, there.status, stranger.status) == (200, 200, 404)
    assert there.content == here.content
    assert there.content[8:12] == b"WEBP"


def test_what_is_saved_at_one_is_there_at_the_other_and_its_page_is_taken(
    two: Service, at_one: RealBrowser
) -> None:
    made = at_one.ask("POST", "/drafts", {"form": SLIP})
    draft = made.headers["Location"].split("/")[2]
    part = f"/drafts/{draft}/parts/nonconformity"
    page = at_one.ask("GET", part)

    said = {"version": "1", "nonconformity_description": "Viết ở nơi này"}
    saved = at_one.at(two.port).ask("POST", part, said)

    assert page.status == 200
    assert saved.status == 303
    assert "Viết ở nơi này" in at_one.ask("GET", part).text


def test_people_shown_from_a_sheet_by_one_are_entered_by_the_other(
    one: Service, two: Service
) -> None:
    here = one.browser("nam")
    row = ("lan2", "Lê Thị Lan", "Chuyên viên", BUDGET, "", "Cán bộ")

    shown = here.send_file("/people/import", "sheet", a_sheet(row), preview="1")
    (rows,) = re.findall(r'name="rows" value="([^"]*)"', shown.text)
    entered = here.at(two.port).ask("POST", "/people/import", {"rows": html.unescape(rows)})

    house = one.house
    names = {each.username for each in list_people(house.office, house.staff.administrator)}
    assert shown.status == entered.status == 200
    assert "mat-khau-tam.xlsx" in entered.text
    assert "lan2" in names


def test_a_first_password_given_by_one_opens_the_other(one: Service, two: Service) -> None:
    row = ("mai2", "Trần Thị Mai", "Chuyên viên", BUDGET, "", "Cán bộ")
    here = one.browser("nam")
    shown = here.send_file("/people/import", "sheet", a_sheet(row))
    (password,) = re.findall(r"[a-z2-9]{4}(?:-[a-z2-9]{4}){3}", re.sub(r'="[^"]*"', "", shown.text))

    there = two.browser()
    there.ask("GET", "/sign-in")
    answer = there.ask("POST", "/sign-in", {"username": "mai2", "password": password})

    assert answer.status == 303


def test_a_bundle_asked_of_one_is_made_by_the_other_and_fetched_from_either(
    one: Service, two: Service
) -> None:
    slip = a_slip(one.house.office, one.house.staff.official)
    here = one.browser("chau").at(two.port)

    asked = here.ask("POST", "/bundles", {"pick": slip.record_id, "kind": "zip"})
    until = time.monotonic() + PATIENCE
    while not json.loads(here.ask("GET", f"{asked.headers['Location']}/state").text)["over"]:
        assert time.monotonic() < until
        time.sleep(0.2)
    files = [
        each.ask("GET", f"{asked.headers['Location']}/file") for each in (here, here.at(one.port))
    ]

    assert [each.status for each in files] == [200, 200]
    assert files[0].content == files[1].content
    assert zipfile.ZipFile(io.BytesIO(files[0].content)).testzip() is None


def test_who_signs_out_at_one_is_out_at_the_other(two: Service, at_one: RealBrowser) -> None:
    there = at_one.at(two.port)
    before = there.ask("GET", "/records").status

    there.ask("POST", "/sign-out")

    assert before == 200
    assert at_one.ask("GET", "/records").status == 303


def test_wrong_passwords_are_counted_by_both_together(one: Service, two: Service) -> None:
    told = []
    for number in range(TRIES_PER_NAME + 1):
        browser = (one, two)[number % 2].browser()
        browser.ask("GET", "/sign-in")
        wrong = {"username": "nobody", "password": "sai"}
        told.append(browser.ask("POST", "/sign-in", wrong).status)

    assert told == [422] * TRIES_PER_NAME + [429]


def test_jobs_of_the_day_are_asked_for_once(one: Service, two: Service) -> None:
    assert two.port != one.port
    with closing(sqlite3.connect(one.data / "ctcl.sqlite3")) as database:
        asked = f"SELECT count(*), count(DISTINCT once_key) FROM {JobRow.__tablename__}"
        every, different = database.execute(f"{asked} WHERE once_key IS NOT NULL").fetchone()

    assert every == different
