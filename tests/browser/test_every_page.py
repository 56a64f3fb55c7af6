"""Every page of the route map: axe, narrow screens, one h1, clean console, both languages."""

import re
from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from service.workflow.people_admin import list_units
from service.workflow.sign_in import who_is
from tests.browser.desk import Desk, words
from tests.browser.pages import Pages, every_page
from tests.browser.served import PEOPLE, Served

WIDTHS = {1280: 900, 360: 740}
VIETNAMESE = re.compile(
    "[àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ]", re.IGNORECASE
)
CHROME = (
    "nav a, button, summary, h1, h2, h3, legend, label, th, dt, .field-hint, .crumbs, "
    ".badge:not(.badge-code), .task-state, .task-name, .page-foot"
)
VIOLATIONS = """options =>
    axe.run(document, {resultTypes: ["violations"], ...options}).then(found =>
    found.violations.flatMap(each => each.nodes.map(node => each.id + ": " + node.html)))"""
# Going dark changes colours and nothing else, so that the other rules need not be asked twice.
COLOUR_RULES = {"runOnly": ["color-contrast", "link-in-text-block"]}


@pytest.fixture(scope="package")
def pages(served: Served) -> Pages:
    """The address of every page."""
    return every_page(served)


def faults_of_shape(desk: Desk) -> list[str]:
    """What is wrong with the page's bones: headings, language, title, sideways scrolling."""
    found: dict[str, object] = desk.page.evaluate(
        """() => ({h1: document.querySelectorAll("h1").length, lang: document.documentElement.lang,
        title: document.title.trim(), wide: document.documentElement.scrollWidth,
        room: document.documentElement.clientWidth})"""
    )
    faults = []
    if found["h1"] != 1:
        faults.append(f"{found['h1']} h1")
    if found["lang"] not in ("vi", "en") or not found["title"]:
        faults.append("no lang or title")
    if found["wide"] != found["room"]:
        faults.append(f"scrolls sideways: {found['wide']} > {found['room']}")
    return faults


@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_nothing_light_or_dark_and_nothing_scrolls_sideways(
    sit_down: Callable[..., Desk], pages: Pages, width: int
) -> None:
    # axe itself writes style attributes, which the content policy of the pages forbids.
    seen = {"viewport": {"width": width, "height": WIDTHS[width]}, "reduced_motion": "reduce"}
    desk = sit_down("everything", bypass_csp=True, **seen)
    stranger = sit_down("", bypass_csp=True, **seen)
    found = {}

    for address in pages.all:
        reader = stranger if address == "/sign-in" else desk
        page = reader.goto(address)
        faults = faults_of_shape(reader)
        # A narrow screen has the same fields in the same colours: one form shows them.
        if width == max(WIDTHS) or address in pages.one_each:
            faults += violations(page)
        if faults:
            found[address] = faults

    assert found == {}


def test_axe_finds_nothing_in_what_opens_on_a_page(sit_down: Callable[..., Desk]) -> None:
    desk = sit_down("secretary", bypass_csp=True, reduced_motion="reduce")
    desk.begin("BM.CTCL.01")
    page = desk.page
    page.locator("[data-task=nonconformity] a").click()
    page.wait_for_url("**/nonconformity")
    desk.control("related_documents").fill("QT.QLNS.03; B¸o c¸o ®¸nh gi¸ néi bé sè 05/BC-ISO")
    page.locator("[data-legacy=related_documents]").wait_for()
    found = violations(page)

    page.locator("[data-calendar]").click()
    page.get_by_role("dialog").wait_for()
    found += violations(page)
    page.keyboard.press("Escape")
    page.locator("details.menu summary").last.click()
    found += violations(page)
    page.keyboard.press("Escape")
    page.locator("h1").focus()
    page.keyboard.press("?")
    page.locator("dialog#keys").wait_for()
    found += violations(page)

    assert found == []


def violations(page: Page) -> list[str]:
    """What axe finds on the page, light and dark."""
    page.evaluate(Axe().axe_script)
    found: list[str] = page.evaluate(VIOLATIONS, {})
    page.emulate_media(color_scheme="dark")
    found += [f"dark {each}" for each in page.evaluate(VIOLATIONS, COLOUR_RULES)]
    page.emulate_media(color_scheme="light")
    return found


def test_in_english_no_vietnamese_is_left_in_menus_buttons_and_headings(
    sit_down: Callable[..., Desk], served: Served, pages: Pages
) -> None:
    desk = sit_down("everything")
    page = desk.goto("/")
    assert page.locator("html").get_attribute("lang") == "vi"
    page.get_by_role("button", name="English").click()
    page.locator("html[lang=en]").wait_for()
    names = names_that_stay(served)
    left = {}

    for address in pages.all:
        page.goto(address)
        assert page.locator("html").get_attribute("lang") == "en", address
        texts = page.locator("body").evaluate(
            """(body, chrome) => [...body.querySelectorAll(chrome)]
            .filter(each => !each.closest("[lang=vi]"))
            .map(each => {
                const copy = each.cloneNode(true);
                copy.querySelectorAll("[lang=vi]").forEach(inner => inner.remove());
                return copy.textContent; })""",
            CHROME,
        )
        texts.append(page.title())
        leftovers = {each for each in words(texts) if VIETNAMESE.search(without(each, names))}
        if leftovers:
            left[address] = sorted(leftovers)

    assert left == {}
    assert desk.complaints == []


def names_that_stay(served: Served) -> list[str]:
    """Names of people, units and the office itself, the longest first."""
    office = served.office
    actor = who_is(office, served.token("everything"))
    # Numbers of sample records begin with «MẪU», which is no word of the page.
    names = {unit.name for unit in list_units(office)} | {actor.full_name, "MẪU"}
    names |= {unit.abbreviation for unit in list_units(office)} | {actor.title}
    with office.database.reading() as uow:
        names |= {str(value) for value in office.letterhead(uow).values()}
    return sorted((each for each in names if each), key=len, reverse=True)


def without(text: str, names: list[str]) -> str:
    """The text, the names that stay taken out."""
    for each in names:
        text = text.replace(each, "")
    return text


def test_each_kind_of_person_finds_only_what_is_theirs_in_the_menu(
    sit_down: Callable[..., Desk],
) -> None:
    assert set(PEOPLE) >= {"official", "administrator"}
    clerk = sit_down("official").goto("/")
    ruler = sit_down("administrator").goto("/")

    assert clerk.locator("nav a[href='/people']").count() == 0
    ruler.get_by_text("Thêm", exact=True).first.click()
    assert ruler.locator("nav a[href='/people']").first.is_visible()
