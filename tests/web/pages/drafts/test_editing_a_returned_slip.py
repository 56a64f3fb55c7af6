"""A slip that came back is edited part by part, with Word page and check, and sent again."""

import re
from collections.abc import Callable

import pytest

from service.workflow.drafts.drafts import open_draft, save_draft
from service.workflow.drafts.edit_returned import edit_returned
from service.workflow.errors import NotAllowed, NotFound, WrongStage
from service.workflow.moves.corrections.correct_record import correct_record
from tests.builders import House
from tests.web.conftest import Browser
from tests.workflow.slips.walking import NEED, Slip, a_sent_slip, walked_to

OpenBrowser = Callable[[str], Browser]
WHY = "Cần ghi rõ hồ sơ nào trễ."
CLEARER = "Hồ sơ QT-0612 của ngày 02/03 trả trễ 02 ngày."


@pytest.fixture
def slip(house: House) -> Slip:
    """A slip with a sign of need, sent back to who wrote it."""
    sent = a_sent_slip(house, need_criteria=["repetitive"])
    sent.move(house.staff.unit_head, "return", reason=WHY)
    return sent


def opened(browser: Browser, slip: Slip) -> str:
    """The address of the first part, after «Sửa nội dung»."""
    card = browser.get(f"/records/{slip.id}").text
    assert f'action="/records/{slip.id}/edit"' in card
    assert "Sửa nội dung" in card
    answer = browser.post(f"/records/{slip.id}/edit")
    assert answer.status_code == 303
    return str(browser.get(answer.location).location)


def written(browser: Browser, part: str, name: str, text: str) -> None:
    """Save the field of that part as a page saves it by itself."""
    page = browser.get(part).text
    hidden = dict(re.findall(r'name="(version|loaded|section)" value="([^"]*)"', page))
    loaded = hidden["loaded"].replace("&#34;", '"')
    answer = browser.post(f"{part}/autosave", {**hidden, "loaded": loaded, name: text})
    assert answer.status_code == 200, answer.text


def sent(browser: Browser, part: str, move: str = "submit") -> str:
    """The address one stands at after the last page's button."""
    draft = part.split("/parts/")[0]
    page = browser.get(f"{draft}/check").text
    fields = dict(re.findall(r'name="(version|submission|record_version)" value="([^"]*)"', page))
    answer = browser.post(f"{draft}/send", {**fields, "move": move})
    assert answer.status_code == 303, answer.text
    return str(answer.location)


def test_it_is_edited_in_the_drafts_parts_with_word_page_reason_and_number(
    slip: Slip, app_of: OpenBrowser
) -> None:
    official = app_of("official")

    page = official.get(opened(official, slip)).text

    assert "Phiếu 01/2026" in page
    assert WHY in page
    assert 'id="word-page"' in page
    assert 'id="tasks"' in page
    assert "data-autosave" in page
    assert '<p class="strong">01/2026</p>' in page
    assert "Hệ thống cấp khi gửi" not in page


def test_what_is_saved_in_the_parts_changes_the_record_only_when_sent(
    slip: Slip, app_of: OpenBrowser
) -> None:
    official, before = app_of("official"), slip.answers
    part = opened(official, slip).replace("/request", "/nonconformity")
    written(official, part, "nonconformity_description", CLEARER)
    assert slip.answers == before

    address = sent(official, part)

    assert address == f"/records/{slip.id}"
    assert slip.stage == "with_unit_head"
    assert slip.answers == {**before, "nonconformity_description": CLEARER}
    assert slip.record.number == "01/2026"
    assert slip.papers[-1] == "BM.CTCL.01 v02"


def test_opening_it_again_leads_to_the_draft_begun(slip: Slip, app_of: OpenBrowser) -> None:
    official = app_of("official")
    part = opened(official, slip).replace("/request", "/nonconformity")
    written(official, part, "nonconformity_description", CLEARER)

    again = opened(official, slip)

    assert again.split("/parts/")[0] == part.split("/parts/")[0]
    assert CLEARER in official.get(part).text


def test_what_others_wrote_stays_and_stands_on_the_word_page(house: House) -> None:
    slip = walked_to(house, "with_secretary")
    slip.move(house.staff.secretary, "return", reason=WHY)
    slip.move(house.staff.unit_head, "return", reason=WHY)
    kept = slip.answers

    draft = edit_returned(house.office, house.staff.official, slip.id)

    assert draft.answers == kept
    assert set(draft.typed) < set(kept)
    assert kept["unit_head_decision"] == NEED["unit_head_decision"]


def test_the_panel_of_sending_again_offers_no_page_of_controls(
    slip: Slip, app_of: OpenBrowser
) -> None:
    page = app_of("official").get(f"/records/{slip.id}/moves/submit").text
    panel = page.split('id="turn"')[1].split("data-back")[0]

    assert "<textarea" not in panel
    assert 'type="checkbox"' not in panel
    assert "Hồ sơ QT-0612" in panel


def test_a_correction_that_came_between_is_shown_before_it_is_sent_over(
    house: House, slip: Slip, app_of: OpenBrowser
) -> None:
    official = app_of("official")
    part = opened(official, slip)
    correct_record(
        house.office,
        house.staff.secretary,
        slip.id,
        typed={"issue_place": "Huế"},
        reason="Ghi đúng nơi lập",
        version=slip.version,
        submission="between",
    )
    draft = part.split("/parts/")[0]
    fields = dict(
        re.findall(
            r'name="(version|submission)" value="([^"]*)"', official.get(f"{draft}/check").text
        )
    )

    answer = official.post(f"{draft}/send", {**fields, "move": "submit"})

    assert answer.status_code == 409
    assert "Ghi đúng nơi lập" in answer.text
    assert slip.stage == "draft"
    seen = dict(
        re.findall(r'name="(version|submission|record_version)" value="([^"]*)"', answer.text)
    )
    assert official.post(f"{draft}/send", {**seen, "move": "submit"}).status_code == 303
    assert slip.stage == "with_unit_head"


def test_only_who_may_send_it_edits_it_and_only_while_it_is_back(house: House, slip: Slip) -> None:
    office, staff = house.office, house.staff
    with pytest.raises(NotAllowed):
        edit_returned(office, staff.unit_head, slip.id)
    with pytest.raises(NotFound):
        edit_returned(office, staff.stranger, slip.id)
    slip.move(staff.official, "submit")

    with pytest.raises(WrongStage):
        edit_returned(office, staff.official, slip.id)


def test_sent_from_its_panel_the_draft_begun_is_put_aside_and_can_be_restored(
    house: House, slip: Slip
) -> None:
    draft = edit_returned(house.office, house.staff.official, slip.id)
    save_draft(
        house.office,
        house.staff.official,
        draft.id,
        {"nonconformity_description": CLEARER},
        draft.version,
    )

    slip.move(house.staff.official, "submit")

    with pytest.raises(NotFound):
        open_draft(house.office, house.staff.official, draft.id)


def test_of_one_record_one_draft_is_open_whichever_is_taken_back(
    slip: Slip, app_of: OpenBrowser
) -> None:
    official = app_of("official")
    first = opened(official, slip).split("/parts/")[0]
    official.post(f"{first}/discard")
    second = opened(official, slip).split("/parts/")[0]

    official.post(f"{first}/restore")

    home = official.get("/").text
    assert f'href="{first}' in home
    assert f'href="{second}' not in home
    assert f'action="{second}/restore"' in home


def test_a_draft_taken_back_after_the_record_moved_on_promises_no_sending(
    slip: Slip, app_of: OpenBrowser
) -> None:
    official = app_of("official")
    draft = opened(official, slip).split("/parts/")[0]
    slip.move(slip.house.staff.official, "withdraw", reason="Lập nhầm.")
    official.post(f"{draft}/restore")

    page = official.get(f"{draft}/check").text
    refused = official.post(f"{draft}/send", {"move": "submit", "version": "1"})

    assert "không còn ở bước được sửa và gửi lại" in page
    assert "chưa có quyền gửi" not in page
    assert refused.status_code == 409
    assert "rồi bấm gửi lại" not in refused.text
