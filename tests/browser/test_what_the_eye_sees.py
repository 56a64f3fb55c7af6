"""What only a picture shows: ticks, the dark theme, the font, the drawn Word page."""

import io
from collections.abc import Callable

import pytest
from PIL import Image, ImageChops
from playwright.sync_api import Locator

from service.web.context import THEME_COOKIE
from tests.browser.axe import faults_as_it_stands
from tests.browser.desk import Desk


def picture_of(place: Locator) -> Image.Image:
    """What is drawn there."""
    return Image.open(io.BytesIO(place.screenshot(animations="disabled"))).convert("RGB")


def changed_share(one: Image.Image, other: Image.Image) -> float:
    """The share of the pixels that differ clearly."""
    grey = ImageChops.difference(one, other).convert("L")
    return sum(grey.histogram()[40:]) / (grey.width * grey.height)


def light_share(image: Image.Image) -> float:
    """The share of nearly white pixels."""
    return sum(image.convert("L").histogram()[230:]) / (image.width * image.height)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_ticked_box_shows_its_tick_and_a_chosen_radio_its_dot(
    sit_down: Callable[..., Desk], scheme: str
) -> None:
    desk = sit_down("official", color_scheme=scheme)
    desk.take_up("BM.CTCL.01", "request")
    page = desk.page
    radio = page.locator("[name=request_type]").first
    empty = picture_of(radio)
    radio.check()
    page.locator("h1").focus()
    chosen = picture_of(radio)
    page.locator("[data-task=sources] a").click()
    box = page.locator("[name=sources][type=checkbox]").first

    unticked = picture_of(box)
    with page.expect_response("**/tick*.svg") as waiting:
        box.check()
    page.locator("h1").focus()
    ticked = picture_of(box)

    assert waiting.value.ok
    assert changed_share(empty, chosen) > 0.1
    assert changed_share(unticked, ticked) > 0.3
    # The tick itself: white strokes on the filled box.
    middle = ticked.crop(tuple(round(ticked.width * part) for part in (0.2, 0.2, 0.8, 0.8)))
    assert 0.05 < light_share(middle) < 0.6


def test_the_theme_of_the_menu_wins_over_the_systems(sit_down: Callable[..., Desk]) -> None:
    desk = sit_down("official", color_scheme="light")
    page = desk.goto("/")
    ground = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(ground)

    page.locator("details.menu summary").last.click()
    page.get_by_role("button", name="Tối").click()
    dark = page.evaluate(ground)
    while not any(each["name"] == THEME_COOKIE for each in desk.context.cookies()):
        page.wait_for_timeout(50)
    page.reload()

    assert light != dark
    assert page.evaluate(ground) == dark


def test_letters_are_be_vietnam_pro_from_the_server_itself(sit_down: Callable[..., Desk]) -> None:
    page = sit_down("official").goto("/")

    page.evaluate("document.fonts.ready")

    assert page.evaluate("getComputedStyle(document.body).fontFamily").startswith('"Be Vietnam Pro')
    assert page.evaluate("document.fonts.check('600 16px \"Be Vietnam Pro\"', 'Ưỡng Đặng')")


@pytest.mark.usefixtures("word_pages")
def test_the_drawn_page_shows_what_was_typed_and_keeps_the_old_one_meanwhile(
    sit_down: Callable[..., Desk],
) -> None:
    desk = sit_down("official", drawn=True, bypass_csp=True)
    desk.take_up("BM.CTCL.01", "nonconformity")
    page = desk.page
    before_address = desk.picture()
    image = page.locator("[data-desk] img").first
    before = picture_of(image)

    desk.control("nonconformity_description").fill("Đây là chỗ mới viết. " * 20)
    assert image.is_visible()
    desk.seconds_until_another_picture(before_address)

    after = picture_of(page.locator("[data-desk] img").first)
    assert before.size == after.size
    assert 0.001 < changed_share(before, after) < 0.2
    assert light_share(after) > 0.7
    # The pages with axe have no picture yet, so that this is where it meets one.
    assert faults_as_it_stands(page) == []
