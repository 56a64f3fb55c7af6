"""What the pages read beside fields and answers: lists, heads, moves, versions, filters."""

from __future__ import annotations

from dataclasses import dataclass

from service.web.components.views import BadgeView, OptionView


@dataclass(frozen=True)
class FormChoice:
    """A form one may begin or print blank; one line a variant."""

    code: str
    title: str
    clause: str
    variant: str
    variant_key: str
    may_open: bool
    openers: str
    word_href: str
    pdf_href: str


@dataclass(frozen=True)
class DraftHead:
    """What stands around a draft while it is filled: names, addresses, when it was saved."""

    title: str
    form_code: str
    badge: BadgeView
    version: int
    saved_at: str
    fill_href: str
    back_href: str
    text_href: str
    preview_href: str
    autosave_href: str
    discard_href: str
    move_href: str
    word_href: str
    pdf_href: str
    blank_href: str
    record_href: str = ""
    returned_because: str = ""
    live: bool = True
    landscape: bool = False
    pictures_note: str = ""


@dataclass(frozen=True)
class AfterLine:
    """One line of what happens after sending."""

    icon: str
    text: str


@dataclass(frozen=True)
class MoveView:
    """An official step that may be made now, and what it does."""

    key: str
    label: str
    consequences: tuple[AfterLine, ...]


@dataclass(frozen=True)
class FilterView:
    """One filter of a list: its name in the address and what may be chosen."""

    name: str
    label: str
    all: str
    options: tuple[OptionView, ...]
