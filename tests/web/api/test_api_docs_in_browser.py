"""The docs page in a real browser: swagger-ui starts under the strict policy and sends a token."""

import threading
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page
from werkzeug.serving import make_server

from tests.builders import House, a_house
from tests.store.databases import in_file
from tests.web.api.clients import a_program, a_site


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A house on a file, which the server's threads may share."""
    folder = tmp_path_factory.mktemp("docs")
    with in_file(folder / "house.db") as database:
        yield a_house(folder, database)


@pytest.fixture(scope="module")
def address(house: House) -> Iterator[str]:
    """Where the API is served."""
    server = make_server("127.0.0.1", 0, a_site(house.office), threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.port}/api/v1/docs"
    server.shutdown()
    thread.join()
    server.server_close()


def opened(chrome: Browser, address: str, width: int, scheme: str) -> tuple[Page, list[str]]:
    """The docs page, drawn, and what the browser complained about."""
    page = chrome.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
    complaints: list[str] = []
    page.on("console", lambda each: complaints.append(each.text))
    page.on("pageerror", lambda each: complaints.append(str(each)))
    page.goto(address)
    page.wait_for_selector(".opblock")
    return page, complaints


def scrolled_to(page: Page, words: str) -> Locator:
    """The operation of those words; only what is near the window is drawn, so one scrolls there."""
    page.wait_for_function(
        """words => [...document.querySelectorAll(".opblock")].some(
        each => each.textContent.includes(words)) || (scrollBy(0, 400), false)""",
        arg=words,
        polling=100,
    )
    return page.locator(".opblock", has_text=words)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_docs_page_is_drawn_and_axe_finds_nothing(
    chrome: Browser, address: str, scheme: str
) -> None:
    page, complaints = opened(chrome, address, 1280, scheme)

    found = Axe().run(page)

    assert complaints == []
    assert [each["id"] for each in found.response["violations"]] == []
    page.close()


def test_nothing_scrolls_sideways_on_a_telephone(chrome: Browser, address: str) -> None:
    page, _ = opened(chrome, address, 360, "light")

    assert page.evaluate("document.documentElement.scrollWidth") == 360
    page.close()


def test_an_operation_is_tried_out_with_a_token(
    chrome: Browser, address: str, house: House
) -> None:
    token = a_program(a_site(house.office), house.office, house.staff.secretary).token
    page, complaints = opened(chrome, address, 1280, "light")

    page.click("button.authorize")
    page.fill(".auth-container input", token)
    page.click(".auth-btn-wrapper .authorize")
    page.click(".btn-done")
    operation = scrolled_to(page, "Whose token this is")
    levels = page.locator("h3.opblock-tag").evaluate_all("all => all.map(e => e.ariaLevel)")
    assert set(levels) == {"2"}
    operation.locator("button").first.click()
    operation.locator(".try-out__btn").click()
    operation.locator("button.execute").click()
    operation.get_by_text("Trần Thị Minh Châu").first.wait_for()

    assert complaints == []
    page.close()
