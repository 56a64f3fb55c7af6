"""Many people from a sheet: the page says in figures how far it is, and ends as what came of it."""

import json
import re
from collections.abc import Iterator
from time import thread_time

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from service.workflow.account.first_passwords import KEY
from service.workflow.people.people import list_people
from service.workflow.people_sheets.import_people import TOLD_EVERY
from service.workflow.people_sheets.read_sheet import MOST_ROWS
from tests.builders import BUDGET, House
from tests.web.conftest import Browser

STEP = re.compile(r'<progress value="(\d+)" max="(\d+)"')


def the_rows(count: int, unit: str = BUDGET, last: str = "Cán bộ") -> str:
    """So many rows as the preview sends them back; the last one's role may be another."""
    rows: list[list[object]] = []
    for at in range(count):
        role = last if at == count - 1 else "Cán bộ"
        told = (f"nguoi{at}", f"Nguyễn Văn Người {at}", "Chuyên viên", unit, "", role, "")
        rows.append(["Người dùng", at + 2, [["", text] for text in told]])
    return json.dumps(rows, ensure_ascii=False)


def enter(browser: Browser, count: int, **more: str) -> TestResponse:
    return browser.post("/people/import", {"rows": the_rows(count), **more})


def entered(house: House) -> int:
    everybody = list_people(house.office, house.staff.administrator)
    return sum(each.username.startswith("nguoi") for each in everybody)


def pieces(administrator: Browser, count: int) -> Iterator[bytes]:
    """The answer piece by piece, as the server hands it on."""
    answer = administrator.client.post(
        "/people/import",
        data={"csrf_token": administrator.token, "rows": the_rows(count)},
        buffered=False,
    )
    return iter(answer.response)  # type: ignore[arg-type]


def test_every_step_is_told_before_the_next_is_taken(administrator: Browser, house: House) -> None:
    page = enter(administrator, 3 * TOLD_EVERY + 1)

    steps = [(int(done), int(rows)) for done, rows in STEP.findall(page.text)]
    told = [f"Đã nhập {done} / 61 người" for done, _ in steps]
    assert steps == [(0, 61), (20, 61), (40, 61), (60, 61), (61, 61)]
    assert all(words in page.text for words in told)
    assert entered(house) == 61
    assert page.text.count("<code>") == 61
    assert page.headers["Cache-Control"] == "no-store"


def test_the_page_is_one_document_and_ends_as_the_list_of_passwords(
    administrator: Browser,
) -> None:
    text = enter(administrator, 2 * TOLD_EVERY).text

    main = text[text.index("<main") :]
    assert [text.count(f"</{name}>") for name in ("html", "head", "body", "main")] == [1] * 4
    assert text.count("<section") == text.count("</section>")
    assert main.index('class="so-far') < main.index("<h1") < main.index("list-passwords")
    assert text.count("<h1") == 1


def test_whoever_leaves_on_the_way_has_entered_nobody(administrator: Browser, house: House) -> None:
    answer = pieces(administrator, 100)
    next(answer)
    assert b"20" in next(answer)

    answer.close()  # type: ignore[attr-defined]

    assert entered(house) == 0
    assert enter(administrator, 100).text.count("<code>") == 100


def test_a_fault_in_the_last_of_many_rows_is_said_on_the_page_that_told_the_steps(
    administrator: Browser, house: House
) -> None:
    page = administrator.post("/people/import", {"rows": the_rows(50, last="Vua")})

    assert page.status_code == 200
    assert "Đã nhập 40 / 50 người" in page.text
    assert 'href="#row-49">Dòng 51: Vai trò' in page.text
    assert entered(house) == 0


def test_few_rows_are_answered_with_what_came_of_them_and_its_number(
    administrator: Browser,
) -> None:
    page = administrator.post("/people/import", {"rows": the_rows(TOLD_EVERY, last="Vua")})

    assert page.status_code == 422
    assert "so-far" not in page.text


def test_a_unit_that_comes_with_many_people_is_named_beneath_their_steps(
    administrator: Browser,
) -> None:
    sent = {"rows": the_rows(30, "Phòng Giá"), "unit-0": "+", "abbreviation-0": "GIA"}

    page = administrator.post("/people/import", sent)

    assert "Đã nhập 20 / 30 người" in page.text
    assert "Đã thêm đơn vị: Phòng Giá." in page.text
    assert "Đã thêm đơn vị" not in administrator.get("/people").text


def test_a_house_in_trouble_on_the_way_is_said_at_the_end_of_the_page(
    app: Flask, administrator: Browser, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(app, "testing", False)
    answer = pieces(administrator, 60)
    text = next(answer).decode()
    key = house.office.settings.data / KEY
    key.unlink(missing_ok=True)
    key.mkdir()

    text += "".join(piece.decode() for piece in answer)

    assert "Hệ thống gặp sự cố." in text
    assert "Số sự cố <strong>" in text
    assert (text.count("<main"), text.count("</html>")) == (1, 1)
    assert entered(house) == 0


def test_as_many_as_a_sheet_may_have_are_in_well_within_five_seconds(
    administrator: Browser, house: House
) -> None:
    begun = thread_time()
    page = enter(administrator, MOST_ROWS)
    took = thread_time() - begun

    assert f"Đã nhập {MOST_ROWS} / {MOST_ROWS} người" in page.text
    assert entered(house) == MOST_ROWS
    assert took < 5
