"""Browser windows that are wiped and lent again: opening one costs as much as reading ten pages."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Browser, Page

from tests.browser.served import Served

PATIENCE = 30_000
DESKTOP = {"width": 1280, "height": 900}
# Leaving for about:blank would cost the next reader a new process; this is a file without scripts.
ASIDE = "/static/tokens.css"


@dataclass
class Windows:
    """The windows of one browser: each with cookies of its own, nobody's between two tests."""

    chrome: Browser
    served: Served
    free: dict[str, list[Page]] = field(default_factory=dict)

    def lend(self, options: Mapping[str, Any]) -> Page:
        """A window in which nobody has been, or that looks so; 1280 px wide unless told."""
        wiped = self.free.get(repr(options))
        return wiped.pop() if wiped else self._opened(options)

    def take_back(self, page: Page, options: Mapping[str, Any]) -> None:
        """Wipe a window for the next reader: other tabs, whatever the pages kept, who it was."""
        context = page.context
        for tab in context.pages:
            if tab is not page:
                tab.close()
        context.unroute_all()
        page.goto(ASIDE)
        page.evaluate("localStorage.clear(); sessionStorage.clear()")
        context.clear_cookies()
        page.set_viewport_size(options.get("viewport", DESKTOP))
        self.free.setdefault(repr(options), []).append(page)

    def _opened(self, options: Mapping[str, Any]) -> Page:
        wanted = {"viewport": DESKTOP, "base_url": self.served.address, **options}
        context = self.chrome.new_context(**wanted)
        context.set_default_timeout(PATIENCE)
        return context.new_page()
