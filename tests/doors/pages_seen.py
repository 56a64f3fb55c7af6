"""Every page of the route map as a browser gets it, and what in it a browser would run."""

from collections.abc import Iterator
from html.parser import HTMLParser
from urllib.parse import urlsplit

from werkzeug.test import TestResponse

from service.workflow.drafts.draft_view import DraftView
from tests.web.conftest import Browser

LINKS = {"href", "src", "action", "formaction", "poster", "srcset", "data", "xlink:href"}
FETCHING = {"script", "img", "link", "iframe", "use", "object", "embed", "source", "form"}


class Suspicious(HTMLParser):
    """Reads a page and writes down what a strict policy forbids, and every script it links."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Look at one element."""
        given = dict(attrs)
        if tag in {"style", "iframe", "object", "embed", "base"}:
            self.found.append(f"<{tag}>")
        if tag == "script" and not given.get("src"):
            self.found.append("<script> without src")
        for name, value in attrs:
            if name.startswith("on") or name in {"style", "srcdoc", "autofocus"}:
                self.found.append(f"{tag} {name}={value}")
            if name in LINKS and value:
                self._link(tag, name, value)

    def _link(self, tag: str, name: str, value: str) -> None:
        parts = urlsplit(value.strip())
        if parts.scheme or parts.netloc:
            self.found.append(f"{tag} {name}={value}")

    def handle_data(self, data: str) -> None:
        """Keep the words."""
        self.text.append(data)


def suspicious(answer: TestResponse) -> list[str]:
    """What of a page a strict policy forbids."""
    reader = Suspicious()
    reader.feed(answer.text)
    return reader.found


def addresses(record_id: str, draft: DraftView, person_id: int) -> Iterator[str]:
    """The address of every page there is to read."""
    yield from ("/", "/forms", "/keys", "/guide", "/sign-in", "/account", "/password", "/khong-co")
    yield from ("/records", "/records?text=a&year=2026&page=2", "/settings", "/units", "/people")
    yield "/categories"
    yield from (f"/people/{person_id}", "/units/1", f"/records/{record_id}")
    yield f"/records/{record_id}/correct"
    for box in draft.form.boxes_for(draft.variant):
        if box.filled_at == "draft":
            yield f"/drafts/{draft.id}/parts/{box.key}"
            yield f"/drafts/{draft.id}/parts/{box.key}?all=1"
    yield from (f"/drafts/{draft.id}/check", f"/drafts/{draft.id}/text")


def readable(browsers: list[Browser], address: str) -> TestResponse:
    """The page as the first of these people who may read it gets it."""
    first = browsers[0].get(address)
    if first.status_code == 200:
        return first
    # Asked one by one: a page drawn for whoever comes after the first reader would be thrown away.
    others = (each.get(address) for each in browsers[1:])
    return next((answer for answer in others if answer.status_code == 200), first)
