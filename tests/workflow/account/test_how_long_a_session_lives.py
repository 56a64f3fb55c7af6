"""How long somebody stays signed in: while they work, but never longer than a day."""

from dataclasses import replace

import pytest

from service.workflow.account.sign_in import sign_in, who_is
from service.workflow.drafts.drafts import open_draft, save_draft, start_draft
from service.workflow.errors import NotSignedIn
from tests.builders import PASSWORD, SLIP, House

HERE = "192.0.2.7"


def test_a_session_ends_when_nobody_uses_it(house: House) -> None:
    token = sign_in(house.office, "bao", PASSWORD, HERE).token

    house.clock.forward(hours=10, seconds=1)

    with pytest.raises(NotSignedIn):
        who_is(house.office, token)


def test_a_session_in_use_lives_on(house: House) -> None:
    token = sign_in(house.office, "bao", PASSWORD, HERE).token

    for _ in range(2):
        house.clock.forward(hours=9)
        seen = who_is(house.office, token)

    assert seen == house.staff.official


def test_a_session_in_use_all_the_time_ends_a_day_after_signing_in(house: House) -> None:
    token = sign_in(house.office, "bao", PASSWORD, HERE).token
    for _ in range(24 * 2 - 1):
        house.clock.forward(minutes=30)
        who_is(house.office, token)

    house.clock.forward(minutes=30)

    with pytest.raises(NotSignedIn):
        who_is(house.office, token)


def test_the_longest_session_is_a_setting(house: House) -> None:
    settings = replace(house.office.settings, session_hours=2, session_most_hours=3)
    office = replace(house.office, settings=settings)
    token = sign_in(office, "bao", PASSWORD, HERE).token
    house.clock.forward(hours=1, minutes=59)
    seen = who_is(office, token)

    house.clock.forward(hours=1, minutes=1)

    assert seen == house.staff.official
    with pytest.raises(NotSignedIn):
        who_is(office, token)


def test_after_signing_in_again_the_draft_is_as_it_was_left(house: House) -> None:
    sign_in(house.office, "bao", PASSWORD, HERE)
    draft = start_draft(house.office, house.staff.official, SLIP)
    typed = {"related_documents": "QT.QLNS.03"}
    save_draft(house.office, house.staff.official, draft.id, typed, draft.version)

    house.clock.forward(hours=25)
    again = sign_in(house.office, "bao", PASSWORD, HERE)

    kept = open_draft(house.office, again.actor, draft.id)
    assert kept.typed["related_documents"] == "QT.QLNS.03"
