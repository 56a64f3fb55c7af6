"""Saved views on the page of the record list, as a browser without scripts meets them."""

import re

from tests.builders import House
from tests.web.conftest import Browser

FILTERS = {"form": "BM.CTCL.01", "group": "late", "year": "2026", "text": "trễ & chậm"}
THERE = "/records?form=BM.CTCL.01&group=late&year=2026&text=tr%E1%BB%85+%26+ch%E1%BA%ADm"


def chips(page: str) -> dict[str, bool]:
    """The saved views above the list, and which of them is the one in sight."""
    links = re.findall(r'<a class="chip"[^>]*?( aria-current="true")?>([^<]+)</a>', page)
    return {name: bool(current) for current, name in links}


def remove_href(page: str) -> str:
    """Where the view in sight is removed."""
    (href,) = re.findall(r'formaction="([^"]+)"', page)
    return str(href)


def test_the_filters_in_sight_are_saved_under_a_name_and_led_to(secretary: Browser) -> None:
    form = secretary.get(THERE).text.split('class="views-save"')[1].split("</form>")[0]
    for name, value in (("group", "late"), ("text", "trễ &amp; chậm")):
        assert f'<input type="hidden" name="{name}" value="{value}">' in form

    answer = secretary.post("/saved-views", {**FILTERS, "name": "Trễ hạn"})

    assert (answer.status_code, answer.location) == (303, THERE)
    page = secretary.get(THERE).text
    assert chips(page) == {"Trễ hạn": True}
    assert "Đã lưu cách xem “Trễ hạn”." in page
    assert chips(secretary.get("/records").text) == {"Trễ hạn": False}


def test_a_view_is_renamed_by_saving_it_again_and_removed(secretary: Browser) -> None:
    secretary.post("/saved-views", {**FILTERS, "name": "Trễ hạn"})
    assert 'value="Trễ hạn"' in secretary.get(THERE).text

    secretary.post("/saved-views", {**FILTERS, "name": "Quá hạn"})
    page = secretary.get(THERE).text
    assert chips(page) == {"Quá hạn": True}

    gone = secretary.post(remove_href(page), FILTERS)
    assert (gone.status_code, gone.location) == (303, THERE)
    assert chips(secretary.get(THERE).text) == {}


def test_a_faulty_name_comes_back_with_its_list_and_the_field_open(
    secretary: Browser, house: House
) -> None:
    answer = secretary.post("/saved-views", {**FILTERS, "name": "x" * 41})

    assert answer.status_code == 422
    assert '<details class="views-save" open>' in answer.text
    assert 'href="#f-name"' in answer.text
    assert "Tối đa 40 ký tự, đang có 41." in answer.text
    assert 'value="' + "x" * 41 + '"' in answer.text
    assert 'name="group" value="late"' in answer.text


def test_another_persons_view_is_not_there(secretary: Browser, official: Browser) -> None:
    secretary.post("/saved-views", {**FILTERS, "name": "Trễ hạn"})
    href = remove_href(secretary.get(THERE).text)

    assert chips(official.get(THERE).text) == {}
    assert official.post(href).status_code == 404
    assert chips(secretary.get(THERE).text) == {"Trễ hạn": True}


def test_a_name_is_words_and_never_markup(secretary: Browser) -> None:
    secretary.post("/saved-views", {**FILTERS, "name": "<b>Trễ</b>"})

    page = secretary.get(THERE).text

    assert "&lt;b&gt;Trễ&lt;/b&gt;</a>" in page
    assert "<b>Trễ" not in page


def test_after_a_reload_the_address_of_saving_leads_to_the_list(secretary: Browser) -> None:
    assert secretary.get("/saved-views").location == "/records"
