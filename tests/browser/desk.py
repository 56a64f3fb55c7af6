"""A person at a browser window: what a clerk does at a form, in the words of the page."""

import re
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import BrowserContext, ConsoleMessage, Locator, Page, WebError

from service.workflow.account.sign_in import who_is
from service.workflow.drafts.drafts import start_draft
from tests.browser.served import Served
from tests.browser.windows import Windows

# The browser itself writes a refused request to the console; the page shows it in words.
REFUSALS = re.compile(r"Failed to load resource: .* status of 4\d\d")


@dataclass
class Desk:
    """One window, who is signed in at it, and what the browser complained about."""

    page: Page
    windows: Windows
    options: Mapping[str, Any]
    drawn: bool = False
    token: str = ""
    complaints: list[str] = field(default_factory=list)

    @classmethod
    def open(cls, windows: Windows, role: str = "", **more: Any) -> "Desk":
        """A window with cookies of its own, 1280 px wide unless told otherwise.

        `fresh` opens a session that the test may end; only with `drawn` does LibreOffice draw.
        """
        fresh, drawn = more.pop("fresh", False), more.pop("drawn", False)
        desk = cls(windows.lend(more, drawn=drawn), windows, more, drawn)
        desk._listen()
        if role:
            desk.give(desk.served.fresh_token(role) if fresh else desk.served.token(role))
        return desk

    @property
    def context(self) -> BrowserContext:
        """The cookies and the tabs that belong to this window."""
        return self.page.context

    @property
    def served(self) -> Served:
        """The service that this window looks at."""
        return self.windows.served

    def give(self, token: str) -> None:
        """Put a session's secret into the cookie jar."""
        self.token = token
        cookie = {"name": "ctcl_session", "value": token, "url": self.served.address}
        self.context.add_cookies([cookie])  # type: ignore[list-item]

    def stop_drawing(self) -> None:
        """The Word page is not drawn any more: what is looked at next is not the page."""
        self.windows.stop_drawing(self.page)
        self.drawn = False

    def close(self) -> None:
        """Leave the window to the next reader."""
        for event, listener in self._listeners().items():
            self.context.remove_listener(event, listener)
        self.windows.take_back(self.page, self.options, drawn=self.drawn)

    def goto(self, address: str) -> Page:
        """The page at that address."""
        self.page.goto(address)
        return self.page

    def begin(self, code: str, variant: str = "") -> str:
        """The id of a draft begun with the button on the page of forms."""
        page = self.goto("/forms")
        form = page.locator(
            f"form:has(input[name=form][value='{code}']):has(input[name=variant]"
            f"[value='{variant}'])"
        )
        form.locator("button").click()
        page.wait_for_url("**/parts/*")
        found = re.search(r"/drafts/([^/]+)/", page.url)
        assert found
        return found.group(1)

    def take_up(self, code: str, part: str, variant: str = "") -> str:
        """The id of a draft begun behind the window and opened at that part of it.

        The way there by `begin` and the list of parts, four pages, is other tests' to show.
        """
        office = self.served.office
        form = office.form(code)
        typed = {form.variant_field: variant} if form.variant_field and variant else None
        draft = start_draft(office, who_is(office, self.token), code, typed).id
        self.goto(f"/drafts/{draft}/parts/{part}")
        return draft

    def control(self, name: str) -> Locator:
        """The control that is posted under that name."""
        return self.page.locator(f"#fill [name='{name}']:not([type=hidden])")

    def fill(self, values: Mapping[str, Any]) -> None:
        """Type values into the section that is open: text, ticks, choices."""
        for name, value in values.items():
            control = self.control(name)
            kind = control.first.evaluate("e => e.type")
            if kind in ("checkbox", "radio"):
                for each in [value] if isinstance(value, str) else value:
                    self.page.check(f"#fill [name='{name}'][value='{each}']")
            elif kind == "select-one":
                control.select_option(value)
            else:
                control.fill(str(value))

    def next(self) -> None:
        """Go on with the big blue button."""
        before = self.page.url
        self.page.locator("#fill [data-next]").click()
        self.page.wait_for_url(lambda url: url != before)

    def saved(self) -> str:
        """What the page says once everything typed until now is on the server."""
        self.page.wait_for_function(
            """now => { const sent = performance.getEntriesByType("resource");
            const since = sent.some(e => e.name.endsWith("/autosave") && e.startTime > now);
            const note = document.querySelector("[data-saved]").textContent;
            return (since || performance.now() > now + 1500) && /Đã lưu \\d\\d:/.test(note); }""",
            arg=self.page.evaluate("performance.now()"),
        )
        return self.page.locator("[data-saved]").inner_text().strip()

    def picture(self) -> str:
        """The address of the first drawn page, once there is one."""
        image = self.page.locator("[data-desk] img").first
        image.wait_for()
        return str(image.get_attribute("src"))

    def seconds_until_another_picture(self, before: str) -> float:
        """How long it took from now until another picture stands there, decoded."""
        begun = time.monotonic()
        self.page.wait_for_function(
            """before => { const image = document.querySelector("[data-desk] img");
            return image && image.getAttribute("src") !== before && image.complete
            && image.naturalWidth > 0; }""",
            arg=before,
            polling=20,
        )
        return time.monotonic() - begun

    def download(self, link: Locator) -> bytes:
        """The file that the link hands out."""
        with self.page.expect_download() as waiting:
            link.click()
        return waiting.value.path().read_bytes()

    def _listen(self) -> None:
        for event, listener in self._listeners().items():
            self.context.on(event, listener)

    def _listeners(self) -> dict[str, Callable[[Any], None]]:
        return {"console": self._console, "weberror": self._error}

    def _error(self, found: WebError) -> None:
        self.complaints.append(str(found.error))

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and not REFUSALS.search(message.text):
            self.complaints.append(f"{message.type}: {message.text}")


def words(texts: Sequence[str]) -> list[str]:
    """The texts without surrounding and doubled spaces."""
    return [" ".join(each.split()) for each in texts]
