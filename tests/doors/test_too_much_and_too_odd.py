"""Bodies too large, broken or odd are refused by their own answer; nothing of them is stored."""

import json
import time
from typing import Any

import pytest
from werkzeug.test import encode_multipart

from service.workflow.drafts.drafts import list_drafts, open_draft
from tests.builders import SLIP, House
from tests.doors.conftest import Browsers, Programs

MEGABYTE = "ư" * 500_000
DRAFTS = f"/forms/{SLIP}/drafts"
LINES = "nonconformity_description"


def encoded(kind: str, sent: dict[str, str]) -> dict[str, Any]:
    """A form's body as browsers write it; werkzeug's own would leave a file open."""
    if kind == "urlencoded":
        return {"data": sent}
    boundary, body = encode_multipart(sent)
    return {"data": body, "content_type": f'multipart/form-data; boundary="{boundary}"'}


@pytest.mark.parametrize("kind", ["urlencoded", "multipart"])
@pytest.mark.parametrize("place", ["parts/nonconformity", "parts/nonconformity/autosave", "send"])
def test_a_field_of_a_megabyte_is_413_and_what_was_saved_stays(
    house: House, signed_in: Browsers, kind: str, place: str
) -> None:
    official = signed_in("official")
    draft = official.start(SLIP)
    official.post(f"/drafts/{draft}/parts/nonconformity", {"version": "1", LINES: "đã lưu"})
    sent = {"csrf_token": official.token, "version": "2", LINES: MEGABYTE}

    answer = official.client.post(f"/drafts/{draft}/{place}", **encoded(kind, sent))

    kept = open_draft(house.office, house.staff.official, draft)
    assert answer.status_code == 413
    assert "Quay lại" in answer.text
    assert (kept.typed[LINES], kept.version) == ("đã lưu", 2)


def test_a_script_that_sent_too_much_is_told_that_the_text_is_still_there(
    signed_in: Browsers,
) -> None:
    official = signed_in("official")
    draft = official.start(SLIP)

    answer = official.post(
        f"/drafts/{draft}/parts/nonconformity/autosave",
        {LINES: MEGABYTE},
        headers={"Accept": "application/json"},
    )

    assert answer.status_code == 413
    assert "vẫn còn" in answer.get_json()["message"]


def test_a_field_of_a_megabyte_in_json_is_413(house: House, program: Programs) -> None:
    answer = program("official").post(DRAFTS, {"answers": {LINES: MEGABYTE}})

    assert answer.status_code == 413
    assert list_drafts(house.office, house.staff.official) == ()


def test_more_fields_than_any_form_has_are_413(signed_in: Browsers) -> None:
    secretary = signed_in("secretary")
    draft = secretary.start("BM.CTCL.02")
    many = {f"attendees-{n}-name": "" for n in range(25_000)}

    assert secretary.post(f"/drafts/{draft}/parts/people", many).status_code == 413


@pytest.mark.parametrize("sent", [0, 1], ids=["page", "api"])
def test_rows_without_end_do_not_hold_the_service(
    house: House, signed_in: Browsers, program: Programs, sent: int
) -> None:
    secretary = signed_in("secretary")
    begun = time.process_time()
    if sent:
        rows = [{"objective_text": "x", "actions": [{}] * 20}] * 20_000
        answer = program("secretary").post(
            "/forms/BM.CTCL.03/drafts", {"answers": {"objectives": rows}}
        )
        draft = answer.get_json()["id"]
        page = secretary.get(f"/drafts/{draft}/parts/objectives")
    else:
        draft = secretary.start("BM.CTCL.03", "agency")
        many = {f"objectives-{n}-objective_text": "x" for n in range(15_000)}
        page = secretary.post(
            f"/drafts/{draft}/parts/objectives",
            {**many, "objectives": "", "version": "1", "go": "next"},
        )

    assert page.status_code == (200 if sent else 422)
    assert "Tối đa 60 dòng" in page.text
    assert time.process_time() - begun < 20
    assert len(page.data) < 30_000_000


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b'{"answers": {', 400),
        (b"", 400),
        (b"null", 422),
        (b"[]", 422),
        (b'"answers"', 422),
        (b'{"answers": []}', 422),
        (b'{"answers": {"issue_place": NaN}}', 400),
        (b'{"answers": {"issue_place": -Infinity}}', 400),
        (b'{"answers": {"issue_place": 1e400}}', 400),
        (b'{"answers": {}, "answers": {"issue_place": "x"}}', 400),
        (b'{"answers": {"issue_place": "a", "issue_place": "b"}}', 400),
        (b'{"answers": ' + b'{"a":' * 60 + b"1" + b"}" * 60 + b"}", 400),
        (b"[" * 200_000, 400),
        (b'{"answers": {}, "stage": "closed"}', 422),
        (b'{"answers": {"__class__": "x"}}', 422),
        (b'{"answers": {"constructor": {"prototype": 1}}}', 422),
    ],
    ids=range(16),
)
def test_a_broken_or_odd_body_stores_nothing(
    house: House, program: Programs, body: bytes, status: int
) -> None:
    answer = program("official").post(DRAFTS, data=body, content_type="application/json")

    assert answer.status_code == status, answer.text
    assert set(answer.get_json()["message"]) == {"vi", "en"}
    assert list_drafts(house.office, house.staff.official) == ()


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "text/xml"])
def test_another_media_type_is_415(program: Programs, kind: str) -> None:
    answer = program("official").post(DRAFTS, data=b'{"answers": {}}', content_type=kind)

    assert answer.status_code == 415


@pytest.mark.parametrize(
    "value",
    ["a\x00b", "a\u202eb", "\ud800", "\u200b\u200b", "x" * 2_001, "a\x0bb", "\ufffe"],
    ids=["nul", "bidi", "surrogate", "invisible", "long", "control", "no character"],
)
def test_a_text_that_cannot_be_is_named_and_the_good_one_stays(
    program: Programs, value: str
) -> None:
    official = program("official")
    draft = official.post(DRAFTS, {"answers": {LINES: "tốt"}}).get_json()
    body = json.dumps({"answers": {LINES: value}, "version": 1})

    saved = official.ask(
        "PATCH", f"{DRAFTS}/{draft['id']}", data=body, content_type="application/json"
    )
    sent: Any = official.post(
        f"{DRAFTS}/{draft['id']}/moves/submit",
        data=json.dumps({"answers": {LINES: value}, "version": 2, "submission": "k"}),
        content_type="application/json",
    )

    assert saved.status_code == 200
    assert list(saved.get_json()["faults"]) == [LINES]
    assert sent.status_code == 422
    assert LINES in sent.get_json()["errors"]
    assert official.get("/records").get_json()["total"] == 0


def test_a_stale_version_is_409_with_both_texts_at_both_doors(
    signed_in: Browsers, program: Programs
) -> None:
    page, api = signed_in("official"), program("official")
    draft = page.start(SLIP)
    part = f"/drafts/{draft}/parts/nonconformity"
    page.post(part, {"version": "1", LINES: "bản thứ nhất"})

    late = page.post(part, {"version": "1", LINES: "bản thứ hai"})
    told = api.patch(f"{DRAFTS}/{draft}", {"answers": {LINES: "bản thứ ba"}, "version": 1})

    assert (late.status_code, told.status_code) == (409, 409)
    assert "bản thứ nhất" in late.text
    assert "bản thứ hai" in late.text
    assert told.get_json()["current"][LINES] == "bản thứ nhất"
    assert told.get_json()["typed"][LINES] == "bản thứ ba"
