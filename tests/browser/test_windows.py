"""The windows that are lent to the tests: nobody's when lent again, and nothing leaves unseen."""

import pytest

from tests.browser.desk import Desk
from tests.browser.windows import Windows


def test_a_window_no_longer_answers_what_the_last_reader_had_it_answer(windows: Windows) -> None:
    first = Desk.open(windows, "official")
    first.page.route("**/forms", lambda route: route.abort())
    first.context.route("**/records", lambda route: route.abort())
    first.close()

    second = Desk.open(windows, "official")

    assert second.page is first.page
    assert second.goto("/forms").url.endswith("/forms")
    assert second.goto("/records").url.endswith("/records")
    second.close()


@pytest.mark.parametrize(
    ("address", "noted"),
    [
        ("http://vidu.invalid/anh.png", "GET http://vidu.invalid/anh.png HTTP/1.1"),
        ("https://vidu.invalid/anh.png", "CONNECT vidu.invalid:443 HTTP/1.1"),
        ("http://127.0.0.1:9999/anh.png", "GET http://127.0.0.1:9999/anh.png HTTP/1.1"),
        ("http://localhost:9999/anh.png", "GET http://localhost:9999/anh.png HTTP/1.1"),
    ],
)
def test_what_leaves_the_server_is_noted(windows: Windows, address: str, noted: str) -> None:
    desk = Desk.open(windows, "official", bypass_csp=True, reduced_motion="reduce")
    page = desk.goto("/")
    assert windows.elsewhere.taken() == []

    page.evaluate("a => fetch(a, {mode: 'no-cors'}).catch(() => null)", address)

    assert set(windows.elsewhere.taken()) == {f"left the server: {noted}"}
    desk.close()
