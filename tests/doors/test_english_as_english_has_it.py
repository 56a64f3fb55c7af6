"""Every page in English: numbers and days as English has them, days day first as everywhere."""

import re
from html import unescape

import pytest
from babel.messages.pofile import read_po
from flask import Flask

from service.formkit.working_days import law_year
from service.web.context import LANGUAGE_COOKIE
from service.web.i18n import TRANSLATIONS
from tests.builders import PLAN, House, a_draft, a_slip, plan_values, slip_values, submit
from tests.doors.conftest import Browsers
from tests.doors.route_table import address_of, routes_of, things_of
from tests.test_texts import SOURCES, labels_of

FOREIGN = {
    "points between thousands": re.compile(r"(?<![\d.,/])\d{1,3}(?:\.\d{3})+(?![\d.])"),
    "a decimal comma": re.compile(r"(?<![\d.,])\d+,\d{1,2} ?(?:[KMG]?B|%)"),
    "the month first": re.compile(r"(?<![\d/])(?:0?\d|1[0-2])/(?:1[3-9]|2\d|3[01])/\d{4}"),
    "the month in words": re.compile(
        r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
        r" \d{1,2}, \d{4}"
    ),
    "a day as programs write it": re.compile(r"(?<![\d-])20\d\d-\d\d-\d\d(?![\d-])"),
}
UNSEEN = re.compile(r"<(script|style|svg|noscript)\b.*?</\1>|<[^>]*>", re.DOTALL)


def words_of(page: str) -> str:
    """What a reader of the page reads."""
    return " ".join(unescape(UNSEEN.sub(" ", page)).split())


def foreign(text: str) -> list[str]:
    """What in the text is written as English has it not."""
    return [
        f"{what}: {text[max(0, m.start() - 30) : m.end() + 10]}"
        for what, pattern in FOREIGN.items()
        for m in pattern.finditer(text)
    ]


@pytest.mark.parametrize("role", ["official", "secretary", "administrator"])
def test_no_page_in_english_has_a_number_or_a_day_in_another_way(
    role: str, site: Flask, house: House, signed_in: Browsers
) -> None:
    things = things_of(house)
    a_slip(house.office, house.staff.official, **slip_values())
    browser = signed_in(role)
    browser.client.set_cookie(LANGUAGE_COOKIE, "en")
    found, read = {}, 0

    for name in sorted(routes_of(site)):
        if name.startswith("GET "):
            with browser.get(address_of(site, name, things)[1]) as answer:
                if answer.mimetype == "text/html":
                    read += 1
                    if wrong := foreign(words_of(answer.get_data(as_text=True))):
                        found[name] = wrong

    assert found == {}
    assert read > 15


def test_no_english_sentence_of_the_house_has_them() -> None:
    labels = [(str(path), en) for path in SOURCES for _line, _vi, en in labels_of(path)]
    with (TRANSLATIONS / "en/LC_MESSAGES/messages.po").open("rb") as file:
        messages = [
            ("messages.po", text)
            for each in read_po(file)
            if each.id
            for text in _said(each.string)
        ]

    wrong = [(where, each) for where, text in (*labels, *messages) if (each := foreign(text))]

    assert wrong == []
    assert len(labels) > 100
    assert len(messages) > 500


def _said(text: str | list[str] | tuple[str, ...]) -> list[str]:
    return [text] if isinstance(text, str) else [*text]


def test_a_length_is_told_with_the_reader_s_thousands(signed_in: Browsers, house: House) -> None:
    draft = a_draft(house.office, house.staff.official).id
    browser = signed_in("official")
    address = f"/drafts/{draft}/parts/nonconformity"

    vietnamese = words_of(browser.get(address).get_data(as_text=True))
    browser.client.set_cookie(LANGUAGE_COOKIE, "en")
    english = words_of(browser.get(address).get_data(as_text=True))

    assert "tối đa 2.000 ký tự" in vietnamese
    assert "at most 2,000 characters" in english


def test_a_day_in_lieu_is_told_day_first() -> None:
    names = [name.en for name in law_year(2026).holidays.values()]

    assert "Day off (substituted from 22/08/2026)" in names
    assert all(
        not foreign(name)
        for year in range(2000, 2040)
        for name in [each.en for each in law_year(year).holidays.values()]
    )


def test_a_plan_without_a_number_is_headed_in_english(signed_in: Browsers, house: House) -> None:
    office, secretary = house.office, house.staff.secretary
    draft = a_draft(office, secretary, PLAN, plan_values(office, "unit"))
    made = submit(office, secretary, draft, move="issue_unit")
    browser = signed_in("secretary")
    browser.client.set_cookie(LANGUAGE_COOKIE, "en")

    page = words_of(browser.get(f"/records/{made.record_id}").get_data(as_text=True))
    listed = words_of(browser.get("/records").get_data(as_text=True))

    title = office.form(PLAN).title
    assert made.number is None
    assert title.en in page
    assert f"{title.vi} ·" not in page
    assert title.vi not in listed
