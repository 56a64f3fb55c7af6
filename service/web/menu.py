"""The menu: a feature enters itself from its own folder, with who may see it and where it leads."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from service.workflow.actor import Actor

Where = Literal["bar", "more", "account"]


@dataclass(frozen=True)
class MenuEntry:
    """An entry: its key and icon, its words in the reader's language, the page it leads to.

    `pages` are further pages that count as being there. It stands in the bar, below «Thêm» (more)
    or in the account's own menu; the lower its `place`, the earlier.
    """

    key: str
    icon: str
    words: Callable[[], str]
    page: str
    place: int
    may_see: Callable[[Actor], bool] = lambda _actor: True
    pages: tuple[str, ...] = ()
    where: Where = "more"
    count: Callable[[Actor], int] | None = None


_ENTRIES: list[MenuEntry] = []


def enter_in_menu(entry: MenuEntry) -> None:
    """Put the entry in its place of the menu."""
    _ENTRIES.append(entry)
    _ENTRIES.sort(key=lambda each: each.place)


def menu_of(actor: Actor, where: Where) -> Iterator[MenuEntry]:
    """Yield the entries there that the person may see, in their order."""
    return (each for each in _ENTRIES if each.where == where and each.may_see(actor))


def entry_of_page(page: str) -> str:
    """Return the key of the entry to which a page belongs; empty for a page of none."""
    for each in _ENTRIES:
        if page == each.page or page in each.pages:
            return each.key
    return ""
