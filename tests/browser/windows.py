"""Browser windows that are wiped and lent again: opening one costs as much as reading ten pages."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page

from tests.browser.elsewhere import Elsewhere
from tests.browser.served import Served

PATIENCE = 30_000
DESKTOP = {"width": 1280, "height": 900}
# Leaving for about:blank would cost the next reader a new process; this is a file without scripts.
ASIDE = "/static/layout/tokens.css"


# Answered in the page itself: a route of Playwright's would pass every request through Python and
# switch the browser's cache off, which took three quarters of a page's time.
NOT_DRAWN = """(() => {
    const ask = window.fetch;
    window.fetch = (what, ...more) => String(what.url ?? what).endsWith("/preview")
        ? Promise.resolve(Response.json({off: true})) : ask(what, ...more);
})()"""


@dataclass
class Windows:
    """The windows of one browser: each with cookies of its own, nobody's between two tests."""

    chrome: Browser
    served: Served
    elsewhere: Elsewhere
    free: dict[tuple[str, bool], list[Page]] = field(default_factory=dict)

    def lend(self, options: Mapping[str, Any], *, drawn: bool) -> Page:
        """A window in which nobody has been, or that looks so; 1280 px wide unless told.

        Only where it is `drawn` is LibreOffice asked for the Word page.
        """
        wiped = self.free.get((repr(options), drawn))
        if wiped:
            return wiped.pop()
        page = self._opened(options)
        if not drawn:
            self.stop_drawing(page)
        return page

    def stop_drawing(self, page: Page) -> None:
        """Answer for the drawing of the Word page from now on: it takes the machine's time."""
        page.context.add_init_script(NOT_DRAWN)
        page.evaluate(NOT_DRAWN)

    def take_back(self, page: Page, options: Mapping[str, Any], *, drawn: bool) -> None:
        """Wipe a window for the next reader: tabs, routes, whatever the pages kept, who it was."""
        context = page.context
        for tab in context.pages:
            if tab is not page:
                tab.close()
        # A context takes back its own routes only.
        context.unroute_all()
        page.unroute_all()
        page.goto(ASIDE)
        page.evaluate("localStorage.clear(); sessionStorage.clear()")
        context.clear_cookies()
        page.set_viewport_size(options.get("viewport", DESKTOP))
        self.free.setdefault((repr(options), drawn), []).append(page)

    def _opened(self, options: Mapping[str, Any]) -> Page:
        home = self.served.address
        # Only the service itself is reached straight; loopback on other ports is elsewhere too.
        proxy = {"server": self.elsewhere.address, "bypass": urlsplit(home).netloc}
        wanted = {"viewport": DESKTOP, "base_url": home, "proxy": proxy, **options}
        context = self.chrome.new_context(**wanted)
        context.set_default_timeout(PATIENCE)
        return context.new_page()
