"""Every page of the route map: axe, narrow screens, one h1, clean console, both languages."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page

from service.store.people.persons import list_people
from service.store.records.content_categories import list_categories
from service.web.drawing import STATIC
from service.workflow.account.sign_in import who_is
from service.workflow.people.people import list_units
from tests.browser.axe import bring_axe, violations
from tests.browser.desk import Desk, words
from tests.browser.pages import Pages, every_page
from tests.browser.served import PEOPLE, Served

WIDTHS = {1280: 900, 360: 740}
ROOMS = ("/drafts/", "/records", "")
"""How the addresses of a room begin; the last is every page outside the others. They are looked at
one by one, so that none keeps the others waiting for a minute at the end of a run."""
VIETNAMESE = re.compile(
    "[àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ]", re.IGNORECASE
)
CHROME = (
    "nav a, button, summary, h1, h2, h3, legend, label, th, dt, .field-hint, .crumbs, "
    ".badge:not(.badge-code), .task-state, .task-name, .page-foot"
)
# The words of a page before any script ran: asking for them is a fifth of drawing it.
AS_SENT = """async ([address, chrome]) => {
    const sent = await (await fetch(address)).text();
    const page = new DOMParser().parseFromString(sent, "text/html");
    const words = [...page.body.querySelectorAll(chrome)]
        .filter(each => !each.closest("[lang=vi]"))
        .map(each => {
            const copy = each.cloneNode(true);
            copy.querySelectorAll("[lang=vi]").forEach(inner => inner.remove());
            return copy.textContent; });
    return [page.documentElement.lang, page.title, ...words]; }"""


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


def addresses_in(room: str, pages: Pages) -> list[str]:
    """The addresses of the pages in that room."""
    named = tuple(each for each in ROOMS if each)
    return [
        each
        for each in pages.all
        if (each.startswith(room) if room else not each.startswith(named))
    ]


@pytest.mark.parametrize("room", ROOMS, ids=("drafts", "records", "elsewhere"))
def test_axe_finds_nothing_light_or_dark_and_nothing_scrolls_sideways(
    sit_down: Callable[..., Desk], pages: Pages, room: str
) -> None:
    # axe itself writes style attributes, which the content policy of the pages forbids.
    desk = sit_down("everything", bypass_csp=True, reduced_motion="reduce")
    stranger = sit_down("", bypass_csp=True, reduced_motion="reduce")
    addresses = addresses_in(room, pages)
    found = {}

    for address in addresses:
        reader = stranger if address == "/sign-in" else desk
        page = reader.goto(address)
        bring_axe(page)
        # No script of ours asks how wide the window is: a page may be narrowed where it stands.
        for width in turned(page):
            faults = faults_of_shape(reader)
            # A narrow screen has the same fields in the same colours: one form shows them.
            if width == max(WIDTHS) or address in pages.one_each:
                faults += violations(page)
            if faults:
                found[width, address] = faults

    assert addresses
    assert found == {}


def turned(page: Page) -> Iterator[int]:
    """Each width in turn, the window having it, the one first that the window has already."""
    for width in sorted(WIDTHS, key=lambda each: each != page.evaluate("innerWidth")):
        page.set_viewport_size({"width": width, "height": WIDTHS[width]})
        page.wait_for_function("width => innerWidth === width", arg=width)
        yield width


def test_axe_finds_nothing_in_what_opens_on_a_page(sit_down: Callable[..., Desk]) -> None:
    desk = sit_down("secretary", bypass_csp=True, reduced_motion="reduce")
    desk.begin("BM.CTCL.01")
    page = desk.page
    page.locator("[data-task=nonconformity] a").click()
    page.wait_for_url("**/nonconformity")
    desk.control("related_documents").fill("QT.QLNS.03; B¸o c¸o ®¸nh gi¸ néi bé sè 05/BC-ISO")
    page.locator("[data-legacy=related_documents]").wait_for()
    bring_axe(page)
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
        language, *texts = page.evaluate(AS_SENT, [address, CHROME])
        assert language == "en", address
        leftovers = {each for each in words(texts) if VIETNAMESE.search(without(each, names))}
        if leftovers:
            left[address] = sorted(leftovers)

    assert left == {}
    assert desk.complaints == []
    # What the server sends is all there is to translate.
    scripts = sorted(path for path in STATIC.rglob("*.js") if STATIC / "vendor" not in path.parents)
    assert len(scripts) > 5
    assert [each.name for each in scripts if VIETNAMESE.search(each.read_text("utf-8"))] == []


def names_that_stay(served: Served) -> list[str]:
    """Names of people, units and the office itself, the longest first."""
    office = served.office
    actor = who_is(office, served.token("everything"))
    # Numbers of sample records begin with «MẪU», which is no word of the page.
    units = list_units(office, actor)
    names = {unit.name for unit in units} | {unit.abbreviation for unit in units}
    names |= {actor.full_name, actor.title, "MẪU"}
    with office.database.reading() as uow:
        names |= {str(value) for value in office.letterhead(uow).values()}
        names |= {person.full_name for person in list_people(uow)}
        names |= {each.name for each in list_categories(uow, is_sample=True)}
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
