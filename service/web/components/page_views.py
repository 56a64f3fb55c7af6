"""What the pages read beside fields and answers: lists, heads, moves, versions, filters."""

from __future__ import annotations

from dataclasses import dataclass

from service.formkit.form import Form
from service.web.components.views import OptionView


@dataclass(frozen=True)
class FormChoice:
    """A form one may begin or print blank; one line a variant."""

    form: Form
    key: str
    variant: str
    may_open: bool
    openers: str


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
