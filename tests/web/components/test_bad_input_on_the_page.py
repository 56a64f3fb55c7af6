"""Each bad input gets its sentence beside its field, in both languages, and stays as typed."""

import html
import re

import pytest

from service.workflow.drafts.drafts import open_draft
from tests.builders import House
from tests.web.conftest import Browser

SLIP, MINUTES, PLAN = "BM.CTCL.01", "BM.CTCL.02", "BM.CTCL.03"
LINES = "nonconformity_description"
BAD = {
    "control characters": (SLIP, "nonconformity", LINES, "a\x07b", "ký tự", "character"),
    "bidi overrides": (SLIP, "nonconformity", LINES, "a\u202eb", "ký tự", "character"),
    "text over its maximum": (SLIP, "nonconformity", LINES, "x" * 2001, "Tối đa 2000", "2000"),
    "an impossible date": (SLIP, "nonconformity", "requested_on", "31/06/2026", "30 ngày", "30"),
    "a two-digit year": (SLIP, "nonconformity", "requested_on", "05/03/26", "bốn chữ số", "four"),
    "NaN": (PLAN, "head", "plan_year", "NaN", "số", "number"),
    "1_000": (PLAN, "head", "plan_year", "2_026", "số", "number"),
    "exponent": (PLAN, "head", "plan_year", "2e3", "số", "number"),
}


def beside(page: str, name: str) -> str:
    """The sentence beside the field; '' for none."""
    found = re.search(rf'id="f-{name}-error"(?! hidden)[^>]*>.*?<span>(.*?)</span>', page, re.S)
    return html.unescape(found.group(1)) if found else ""


@pytest.mark.parametrize(("code", "part", "name", "typed", "vi", "en"), BAD.values(), ids=BAD)
def test_it_is_told_beside_its_field_in_both_languages_and_stays(
    secretary: Browser, code: str, part: str, name: str, typed: str, vi: str, en: str
) -> None:
    draft = secretary.start(code, "agency" if code == PLAN else "")
    address = f"/drafts/{draft}/parts/{part}"

    answer = secretary.post(address, {"version": "1", "go": "next", name: typed})
    secretary.post("/preferences", {"lang": "en", "next": "/"})
    english = secretary.post(address, {"version": "2", "go": "next", name: typed})

    assert answer.status_code == english.status_code == 422
    assert vi in beside(answer.text, name)
    assert en in beside(english.text, name)
    assert beside(answer.text, name) != beside(english.text, name)
    assert typed in html.unescape(answer.text)


def test_only_invisible_text_is_told_beside_its_field(official: Browser) -> None:
    draft = official.start(SLIP)
    address = f"/drafts/{draft}/parts/nonconformity"

    official.post(address, {"version": "1", "go": "next", LINES: "\u200b\u2060"})

    page = official.get(f"{address}?all=1").text
    assert "chỉ có ký tự không nhìn thấy" in beside(page, LINES)


def test_full_width_digits_are_told_beside_the_field_and_no_answer(
    secretary: Browser, house: House
) -> None:
    draft, typed = secretary.start(PLAN, "agency"), "\uff12\uff10\uff12\uff16"

    answer = secretary.post(
        f"/drafts/{draft}/parts/head", {"version": "1", "go": "next", "plan_year": typed}
    )

    kept = open_draft(house.office, house.staff.secretary, draft)
    assert beside(answer.text, "plan_year")
    assert "plan_year" not in kept.answers
    assert typed in answer.text


def test_an_end_before_its_start_is_told_beside_the_end(secretary: Browser) -> None:
    draft = secretary.start(MINUTES)
    began = {"opened_at": "10:00 05/03/2026", "version": "1", "go": "next"}
    secretary.post(f"/drafts/{draft}/parts/meeting", began)
    ended = {"closed_at": "08:00 05/03/2026", "version": "2", "go": "next"}

    page = secretary.post(f"/drafts/{draft}/parts/conclusion", ended).text

    assert beside(page, "closed_at")
    assert 'value="08:00 05/03/2026"' in page


def test_rows_beyond_their_maximum_are_told_beside_the_list_and_all_stay(
    secretary: Browser,
) -> None:
    draft = secretary.start(PLAN, "agency")
    rows = {f"legal_bases-{n}-text": f"Căn cứ {n};" for n in range(11)}

    page = secretary.post(
        f"/drafts/{draft}/parts/head", {"version": "1", "go": "next", "legal_bases": "", **rows}
    ).text

    assert "10" in beside(page, "legal_bases")
    assert "Căn cứ 10;" in page
