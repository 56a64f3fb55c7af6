"""A window that is lent again is nobody's: the last reader left nothing in it."""

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
