"""In random towns page, panel, files and API open for whom the list shows a slip, and say alike."""

from collections.abc import Iterator

import pytest
from flask import Flask
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from service.formkit.move_form import sends_whole_draft
from service.formkit.moves import Move
from service.web.context import OFFICE
from service.workflow.actor import Actor
from tests.builders import PASSWORD
from tests.doors.conftest import api_of
from tests.web.api.clients import a_program
from tests.web.conftest import Browser
from tests.workflow.turns.readers import Reader
from tests.workflow.turns.towns import (
    BARRED,
    HEAD_AWAY,
    VERIFICATION_LENT,
    Happening,
    Town,
    a_town,
    days_later,
    happenings,
    let_happen,
)


@pytest.fixture(scope="module")
def town_site(both_doors: Flask) -> Iterator[Flask]:
    """The town with both its doors open."""
    office = a_town().house.office
    both_doors.extensions[OFFICE] = office
    api_of(both_doors).extensions["ctcl.office"] = office
    yield both_doors
    office.pdf.stop()


@settings(
    max_examples=3,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=[HealthCheck.too_slow],
)
@example(HEAD_AWAY, 1, 7, [7])
@example(HEAD_AWAY, 4, 7, [7])
@example(VERIFICATION_LENT, 0, 7, BARRED[:1])
@given(happenings, days_later, st.integers(0, 99), st.lists(st.integers(0, 99), min_size=2))
def test_every_door_opens_for_whom_the_list_shows_it(
    town_site: Flask, happened: list[Happening], days: int, who: int, some: list[int]
) -> None:
    let_happen(town := a_town(), happened, days)
    actor = town.people()[who % len(town.people())]
    one, browser = Reader(town, actor), signed_in(town_site, actor)
    program = a_program(town_site, one.office, actor)
    for slip in {town.slip(each) for each in some[:3]}:
        status = 200 if slip in one.listed else 404
        page, told = browser.get(f"/records/{slip}"), program.get(f"/records/{slip}")
        files = browser.get(f"/records/{slip}/versions/1.docx")
        evidence = program.get(f"/records/{slip}/evidence")
        assert {each.status_code for each in (page, told, files, evidence)} == {status}
        shown = one.keys(slip)
        for move in moves_there(town, slip):
            address = f"/records/{slip}/moves/{move.key}"
            assert (browser.get(address).status_code == 200) == (move.key in shown)
            if not sends_whole_draft(move):
                assert (f'{address}"' in page.text) == (move.key in shown)
            elif move.key in shown:
                # What came back is sent again from its parts.
                assert f'/records/{slip}/edit"' in page.text
        if status == 200:
            answer = told.get_json()
            lines = program.get("/records").get_json()["records"]
            (line,) = (each for each in lines if each["id"] == slip)
            assert [names_in(each) for each in answer["waits_for"]] == [
                names_in(each) for each in line["waits_for"]
            ]


def signed_in(site: Flask, actor: Actor) -> Browser:
    """A browser of that person."""
    browser = Browser(site.test_client())
    browser.get("/sign-in")
    sent = {"username": actor.username, "password": PASSWORD}
    assert browser.post("/sign-in", sent).status_code == 303
    return browser


def names_in(waits: dict[str, object]) -> tuple[object, object, object]:
    """Of whom an answer of the API tells, as what, and why it is nobody."""
    return waits["names"], waits["post"], waits["vacant"]


def moves_there(town: Town, slip: str) -> list[Move]:
    """Every move that leads on from where the slip stands."""
    views = (Reader(town, each).page(slip) for each in town.people())
    view = next(each for each in views if each)
    return [each for each in view.form.moves if each.from_stage == view.stage.key]
