"""Unsent text is its author's alone, holds no secret, is bounded, and goes in time."""

from dataclasses import replace
from datetime import timedelta

import pytest

from service.formkit.moves import Role
from service.workflow.drafts.unsent_texts import KEPT_FOR, forget_unsent, keep_unsent, list_unsent
from service.workflow.people.people import PersonEntry, add_person, change_person
from tests.builders import BUDGET, House
from tests.web.conftest import Browser
from tests.web.pages.unsent.test_unsent_text import (
    PUT_BACK,
    TYPED,
    Opens,
    discard_address,
    keep,
    kept_at,
    panel_of,
)
from tests.workflow.slips.walking import Slip, walked_to


@pytest.fixture
def slip(house: House) -> Slip:
    """A slip that the official carries out."""
    return walked_to(house, "implementing")


def test_who_may_not_open_the_panel_may_not_keep_text_for_it(
    slip: Slip, app_of: Opens, house: House
) -> None:
    assert keep(app_of("stranger"), panel_of(slip), measures_taken="x").status_code == 404
    assert keep(app_of("auditor"), panel_of(slip), measures_taken="x").status_code == 403
    assert keep(app_of("official"), "/people", full_name="x").status_code == 403
    assert keep(app_of("official"), f"/records/{slip.id}/remind", x="x").status_code == 404
    assert keep(app_of("official"), "/password", current="x").status_code == 404
    assert keep(app_of("official"), "https://example.org/", x="x").status_code == 404
    for each in (house.staff.stranger, house.staff.auditor, house.staff.official):
        assert list_unsent(house.office, each) == ()


def test_nobody_reads_or_discards_the_text_of_another(
    slip: Slip, official: Browser, app_of: Opens
) -> None:
    keep(official, panel_of(slip), measures_taken=TYPED)
    discard = discard_address(official.get(panel_of(slip)).text)
    address, unit_head = discard.partition("/discard")[0], app_of("unit_head")

    assert "Đã bổ sung" not in unit_head.get(panel_of(slip)).text
    assert "còn nội dung chưa gửi" not in unit_head.get(f"/records/{slip.id}").text
    assert unit_head.get(address).status_code == 404
    assert unit_head.post(discard).status_code == 404
    assert PUT_BACK in official.get(panel_of(slip)).text


def test_a_page_that_another_person_opened_does_nothing_in_this_ones_name(
    house: House, slip: Slip, app_of: Opens
) -> None:
    unit_head = app_of("unit_head")
    of_the_official = {"X-Page-Of": str(house.staff.official.person_id)}

    kept = unit_head.post(
        kept_at(panel_of(slip)),
        {"measures_taken": TYPED},
        headers={"Accept": "application/json", **of_the_official},
    )
    asked = unit_head.post("/still-here", headers={"Accept": "application/json", **of_the_official})

    assert (kept.status_code, asked.status_code) == (403, 403)
    assert "người khác mở" in asked.json["message"]
    assert list_unsent(house.office, house.staff.unit_head) == ()


def test_passwords_and_tokens_are_never_kept(house: House, slip: Slip, official: Browser) -> None:
    keep(official, panel_of(slip), measures_taken=TYPED, submission="k", new_password="bí mật")

    (kept,) = list_unsent(house.office, house.staff.official)

    assert [name for name, _ in kept.text.typed] == ["measures_taken"]


def test_texts_older_than_thirty_days_are_gone_and_purged(
    house: House, slip: Slip, app_of: Opens
) -> None:
    keep(app_of("official"), panel_of(slip), measures_taken=TYPED)

    house.clock.forward(days=KEPT_FOR.days, minutes=1)

    assert "Tiếp tục nội dung" not in app_of("official").get(panel_of(slip)).text
    assert forget_unsent(house.office) == 1
    assert forget_unsent(house.office, house.clock.now + timedelta(days=1)) == 0


def test_a_closed_account_leaves_no_unsent_text(house: House) -> None:
    office, admin = house.office, house.staff.administrator
    entry = PersonEntry("moi", "Người Mới", "Chuyên viên", BUDGET, frozenset({Role.OFFICIAL}))
    person = add_person(office, admin, entry).person
    actor = house.staff.official.__class__(**{**vars(house.staff.official), "person_id": person.id})
    keep_unsent(office, actor, "/delegations", [("scope", TYPED)])

    change_person(office, admin, person.id, replace(entry, active=False))

    assert list_unsent(office, actor) == ()


def test_at_most_fifty_places_are_kept_and_the_next_is_told(
    house: House, slip: Slip, official: Browser
) -> None:
    for n in range(50):
        keep_unsent(house.office, house.staff.official, f"/units/{n}", [("name", "x")])

    refused = keep(official, panel_of(slip), measures_taken=TYPED)

    assert refused.status_code == 422
    assert "50 nơi" in refused.json["message"]
