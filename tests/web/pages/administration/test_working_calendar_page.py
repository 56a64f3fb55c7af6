"""The page of the working calendar: days named, exceptions added, refused, removed."""

from tests.web.conftest import Browser

PAGE = "/settings/working-calendar"


def test_the_page_names_the_years_holidays(secretary: Browser) -> None:
    page = secretary.get(f"{PAGE}?year=2026").text

    assert "17/02/2026" in page
    assert "Quốc khánh" in page
    assert "theo luật" in page


def test_an_exception_is_added_and_removed(secretary: Browser) -> None:
    added = secretary.post(PAGE, {"day": "09/03/2026", "kind": "off", "name": "Nghỉ bù lễ"})
    page = secretary.get(added.location).text

    assert added.status_code == 303
    assert "Nghỉ bù lễ" in page

    secretary.post(f"{PAGE}/remove", {"day": "2026-03-09"})

    assert "Nghỉ bù lễ" not in secretary.get(PAGE).text


def test_a_saturday_may_be_worked(secretary: Browser) -> None:
    secretary.post(PAGE, {"day": "14/3/2026", "kind": "worked", "name": "Theo thông báo 12"})

    assert "Làm bù" in secretary.get(PAGE).text


def test_faults_stand_beside_their_fields_and_what_was_typed_stays(secretary: Browser) -> None:
    answer = secretary.post(PAGE, {"day": "31/02/2026", "kind": "worked", "name": "Trực"})

    assert answer.status_code == 422
    assert "chỉ có 28 ngày" in answer.text
    assert 'value="31/02/2026"' in answer.text
    assert 'value="Trực"' in answer.text


def test_a_year_alone_is_no_day(secretary: Browser) -> None:
    answer = secretary.post(PAGE, {"day": "2026", "kind": "off", "name": "Nghỉ"})

    assert answer.status_code == 422


def test_a_year_that_cannot_be_is_not_found(secretary: Browser) -> None:
    assert secretary.get(f"{PAGE}?year=1899").status_code == 404
    assert secretary.get(f"{PAGE}?year=²026").status_code == 404
    assert secretary.get(f"{PAGE}?year=2100").status_code == 200
    assert secretary.post(f"{PAGE}/remove", {"day": "x"}).status_code == 404
