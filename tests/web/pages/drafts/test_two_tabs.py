"""Two tabs on one form: each keeps what it alone changed, and is asked only where both wrote."""

import html
import json
import re
from dataclasses import dataclass
from typing import Any

import pytest
from werkzeug.test import TestResponse

from service.workflow.drafts.draft_view import DraftView
from service.workflow.drafts.drafts import open_draft, save_draft
from service.workflow.records.read_records import open_record
from tests.builders import SLIP, House, a_slip
from tests.web.conftest import Browser

LINES, DOCUMENTS = "nonconformity_description", "related_documents"
HIDDEN = re.compile(r'name="(version|loaded)" value="([^"]*)"')


@dataclass
class Tab:
    """One open page: it sends back every field it was loaded with, as browsers do."""

    browser: Browser
    address: str
    fields: dict[str, str]

    @classmethod
    def open(cls, browser: Browser, address: str) -> "Tab":
        """The page as it is loaded now."""
        tab = cls(browser, address, {})
        tab.read(browser.get(address).text)
        return tab

    def read(self, page: str) -> None:
        """Take over what stands in the fields of a page."""
        found = {name: html.unescape(value) for name, value in HIDDEN.findall(page)}
        areas = re.findall(r'<textarea [^>]*name="(\w+)"[^>]*>([^<]*)</textarea>', page)
        inputs = re.findall(r'<input class="form-control"[^>]* name="(\w+)" value="([^"]*)"', page)
        self.fields |= found | {n: html.unescape(v) for n, v in [*areas, *inputs]}

    def type(self, **values: str) -> "Tab":
        """This tab with these texts typed."""
        self.fields |= values
        return self

    def post(self, **more: Any) -> TestResponse:
        """What the server answers to the whole form."""
        answer = self.browser.post(self.address, {"go": "stay", **self.fields, **more})
        if answer.status_code in (409, 422):
            self.read(answer.text)
        return answer

    def autosave(self, **more: Any) -> dict[str, Any]:
        """What the script is told; it takes over version and marks."""
        headers = {"Accept": "application/json", "X-CSRFToken": self.browser.token}
        answer = self.browser.post(
            f"{self.address}/autosave", {**self.fields, **more}, headers=headers
        )
        told: dict[str, Any] = answer.get_json()
        loaded = {**json.loads(self.fields["loaded"]), **told["loaded"]}
        self.fields |= {"version": str(told["version"]), "loaded": json.dumps(loaded)}
        return {"status": answer.status_code, **told}


@pytest.fixture
def draft(official: Browser) -> str:
    """A slip just begun by the clerk."""
    return official.start("BM.CTCL.01")


def part(official: Browser, draft: str) -> Tab:
    return Tab.open(official, f"/drafts/{draft}/parts/nonconformity")


def now(house: House, draft: str) -> DraftView:
    return open_draft(house.office, house.staff.official, draft)


@pytest.mark.parametrize("way", ["post", "autosave"])
def test_each_tab_keeps_the_field_it_alone_changed(
    official: Browser, house: House, draft: str, way: str
) -> None:
    one, two = part(official, draft), part(official, draft)
    one.type(related_documents="của thẻ một").post()

    answer = getattr(two.type(nonconformity_description="của thẻ hai"), way)()

    assert (answer["status"] if way == "autosave" else answer.status_code) in (200, 303)
    kept = now(house, draft).kept
    assert (kept[DOCUMENTS], kept[LINES]) == ("của thẻ một", "của thẻ hai")


def test_only_the_field_that_both_changed_is_asked_about(
    official: Browser, house: House, draft: str
) -> None:
    one, two = part(official, draft), part(official, draft)
    one.type(related_documents="một", nonconformity_description="chỉ thẻ một").post()

    told = two.type(related_documents="hai", requested_on="04/03/2026").autosave()

    assert (told["status"], told["names"]) == (409, [DOCUMENTS])
    assert told["html"].count("data-conflict=") == 1
    assert all(text in told["html"] for text in (">một<", ">hai<"))
    kept = now(house, draft).kept
    assert kept[DOCUMENTS] == "một"
    assert (kept[LINES], kept["requested_on"]) == ("chỉ thẻ một", "04/03/2026")


def test_a_tab_that_goes_on_never_puts_back_what_the_other_changed(
    official: Browser, house: House, draft: str
) -> None:
    one, two = part(official, draft), part(official, draft)
    one.type(nonconformity_description="chỉ thẻ một").post()

    for text in ("h", "ha", "hai"):
        assert two.type(related_documents=text).autosave()["status"] == 200

    kept = now(house, draft).kept
    assert (kept[DOCUMENTS], kept[LINES]) == ("hai", "chỉ thẻ một")


def test_writing_later_into_what_the_other_changed_is_asked_about(
    official: Browser, draft: str
) -> None:
    one, two = part(official, draft), part(official, draft)
    one.type(nonconformity_description="chỉ thẻ một").post()
    two.type(related_documents="hai").autosave()

    told = two.type(nonconformity_description="cả hai thẻ").autosave()

    assert (told["status"], told["names"]) == (409, [LINES])


def test_mine_is_kept_by_saving_again(official: Browser, house: House, draft: str) -> None:
    one, two = part(official, draft), part(official, draft)
    one.type(related_documents="một").post()
    assert two.type(related_documents="hai").post().status_code == 409
    assert two.fields[DOCUMENTS] == "hai"

    answer = two.post()

    assert answer.status_code == 303
    assert now(house, draft).kept[DOCUMENTS] == "hai"


def test_a_text_still_waiting_for_its_choice_stays_in_the_panel(
    official: Browser, draft: str
) -> None:
    one, two = part(official, draft), part(official, draft)
    one.type(related_documents="một", nonconformity_description="một").post()
    two.type(related_documents="hai").autosave()

    told = two.type(nonconformity_description="hai").autosave(held=DOCUMENTS)

    assert told["names"] == [DOCUMENTS, LINES]


def test_the_panel_offers_both_texts_joined_only_where_texts_can_be_joined(
    official: Browser, draft: str
) -> None:
    one, two = part(official, draft), part(official, draft)
    one.type(related_documents="một", requested_on="01/03/2026").post()

    told = two.type(related_documents="hai", requested_on="02/03/2026").autosave()

    assert told["names"] == [DOCUMENTS, "requested_on"]
    assert told["html"].count("data-take") == told["html"].count("data-keep-mine") == 2
    assert told["html"].count("data-merge") == 1


def test_rows_that_only_another_tab_added_stay(secretary: Browser, house: House) -> None:
    draft = secretary.start("BM.CTCL.02")
    people = f"/drafts/{draft}/parts/people"
    one, two = Tab.open(secretary, people), Tab.open(secretary, people)
    one.type(**{"attendees": "", "attendees-0-name": "Phạm Quốc Bảo"}).post()

    told = two.type(**{"attendees": "", "attendees-0-name": "", "chair_name": "Khải"}).autosave()

    kept = open_draft(house.office, house.staff.secretary, draft).kept
    assert told["status"] == 200
    assert [row["name"] for row in kept["attendees"]] == ["Phạm Quốc Bảo"]
    assert kept["chair_name"] == "Khải"


def test_text_that_cannot_be_kept_is_no_conflict_when_it_is_mended(
    official: Browser, house: House, draft: str
) -> None:
    tab = part(official, draft)
    tab.type(related_documents="cũ").autosave()
    assert DOCUMENTS in tab.type(related_documents="a\u202eb").autosave()["errors"]

    told = tab.type(related_documents="ab").autosave()

    assert told["status"] == 200
    assert now(house, draft).kept[DOCUMENTS] == "ab"


def test_nothing_is_written_when_nothing_was_changed(
    official: Browser, house: House, draft: str
) -> None:
    part(official, draft).post()

    assert now(house, draft).version == 1


def test_a_page_of_before_there_were_marks_still_sees_both_texts(
    official: Browser, house: House, draft: str
) -> None:
    save_draft(house.office, house.staff.official, draft, {DOCUMENTS: "kia"}, 1)
    tab = part(official, draft).type(related_documents="này", version="1", loaded="")

    assert tab.post().status_code == 409
    assert now(house, draft).kept[DOCUMENTS] == "kia"


def correction(official: Browser, record: str) -> Tab:
    return Tab.open(official, f"/records/{record}/correct").type(reason="r", go="send")


def test_a_correction_asks_only_about_the_field_that_both_corrected(
    official: Browser, house: House
) -> None:
    record = a_slip(house.office, house.staff.official).record_id
    one, two = correction(official, record), correction(official, record)
    one.type(related_documents="một", nonconformity_description="chỉ một").post(submission="a")

    answer = two.type(related_documents="hai").post(submission="b")

    assert answer.status_code == 409
    assert answer.text.count("data-conflict=") == 1
    assert (two.fields[DOCUMENTS], two.fields[LINES]) == ("hai", "chỉ một")
    assert two.post(submission="b").status_code == 303
    answers = open_record(house.office, house.staff.official, record).answers
    assert (answers[DOCUMENTS], answers[LINES]) == ("hai", "chỉ một")


def test_a_correction_of_other_fields_is_shown_whole_before_it_is_issued(
    official: Browser, house: House
) -> None:
    record = a_slip(house.office, house.staff.official).record_id
    one, two = correction(official, record), correction(official, record)
    one.type(nonconformity_description="chỉ một").post(submission="a")

    answer = two.type(related_documents="hai").post(submission="b")

    assert answer.status_code == 409
    assert "data-conflict=" not in answer.text
    assert "không trùng ô anh/chị sửa" in answer.text
    assert (two.fields[DOCUMENTS], two.fields[LINES]) == ("hai", "chỉ một")


def test_what_is_typed_on_after_another_tab_discarded_the_draft_comes_back_with_it(
    official: Browser, house: House
) -> None:
    draft = official.start(SLIP)
    part = f"/drafts/{draft}/parts/nonconformity"
    official.get(part)
    official.post(f"/drafts/{draft}/discard")

    saved = official.post(
        f"{part}/autosave",
        {"version": "1", DOCUMENTS: "gõ tiếp"},
        headers={"Accept": "application/json"},
    )
    sent = official.post(part, {"version": "1", DOCUMENTS: "gõ tiếp nữa", "go": "next"})

    assert (saved.status_code, sent.status_code) == (404, 404)
    assert "Bản nháp đã bỏ" in saved.get_json()["message"]
    assert "Nội dung đã gõ vẫn còn" in sent.text
    official.post(f"/drafts/{draft}/restore")
    assert open_draft(house.office, house.staff.official, draft).kept[DOCUMENTS] == "gõ tiếp nữa"
