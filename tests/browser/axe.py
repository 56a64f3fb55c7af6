"""What axe finds on a page, asked for nothing but the faults."""

from functools import cache
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

# No rule that runs needs the sheets and media read beforehand, nor do we the way to each node: half
# of the time.
VIOLATIONS = """options =>
    axe.run(document, {resultTypes: ["violations"], preload: false, selectors: false,
        xpath: false, ancestry: false, ...options}).then(found =>
    found.violations.flatMap(each => each.nodes.map(node => each.id + ": " + node.html)))"""
# It reads the few colours of a page thousands of times, a sixth of its work; what it made of a text
# it makes of it again.
READS_EACH_COLOUR_ONCE = """(() => {
    const color = axe.commons.color.Color.prototype, read = color.parseString, known = new Map();
    color.parseString = function (text) {
        if (!known.has(text)) {
            read.call(this, text);
            known.set(text, [this.r, this.g, this.b, this.alpha]);
        }
        [this.r, this.g, this.b, this.alpha] = known.get(text);
        return this;
    };
})();"""
# Going dark changes colours and nothing else, so that the other rules need not be asked twice.
COLOUR_RULES = {"runOnly": ["color-contrast", "link-in-text-block"]}


@cache
def _script() -> str:
    return f"{Axe().axe_script};\n{READS_EACH_COLOUR_ONCE}"


def bring_axe(page: Page) -> None:
    """Have axe in the page that stands there; it is gone with the page."""
    page.evaluate(_script())


def faults_as_it_stands(page: Page) -> list[str]:
    """What axe finds on the page in the colours it has; axe is brought."""
    bring_axe(page)
    return _asked(page, {})


def violations(page: Page) -> list[str]:
    """What axe, brought before, finds on the page, light and dark."""
    found = _asked(page, {})
    page.emulate_media(color_scheme="dark")
    found += [f"dark {each}" for each in _asked(page, COLOUR_RULES)]
    page.emulate_media(color_scheme="light")
    return found


def _asked(page: Page, options: dict[str, Any]) -> list[str]:
    found: list[str] = page.evaluate(VIOLATIONS, options)
    return found
