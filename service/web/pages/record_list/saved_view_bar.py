"""The saved views above the record list: chips that lead to them, and the form that saves one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from flask import url_for

from service.formkit.field_errors import Faults
from service.web.components.views import FieldView
from service.web.i18n import gettext as _
from service.web.i18n import language
from service.web.pages.record_list.filters import records_address
from service.workflow.records.read_records import RecordFilter
from service.workflow.records.saved_views import LONGEST_NAME, SavedView


@dataclass(frozen=True)
class SavingAttempt:
    """A name that was sent to save a view under, and what was wrong with it."""

    name: str = ""
    faults: Faults = field(default_factory=dict)


NOTHING_SAVED = SavingAttempt()


@dataclass(frozen=True)
class ViewChip:
    """A saved view in the row; `current` when the list shows just its filters."""

    name: str
    href: str
    current: bool


@dataclass(frozen=True)
class SavedViewsBar:
    """The row of chips, the field for a name, the filters that go with it.

    `remove_href` is where the view in sight is removed, empty while none is.
    """

    chips: tuple[ViewChip, ...]
    field: FieldView
    filters: Mapping[str, str]
    open: bool
    remove_href: str


def saved_views_bar(
    wanted: RecordFilter, views: Iterable[SavedView], attempt: SavingAttempt
) -> SavedViewsBar:
    """Return the person's views as they stand above the list under these filters."""
    kept = tuple(views)
    current = next((each for each in kept if each.shows(wanted)), None)
    return SavedViewsBar(
        chips=tuple(
            ViewChip(each.name, records_address("web.records", each.filters), each == current)
            for each in kept
        ),
        field=_name_field(attempt, current),
        filters=_posted(wanted),
        open=bool(attempt.faults),
        remove_href=url_for("web.remove_saved_view", view_id=current.id) if current else "",
    )


def _name_field(attempt: SavingAttempt, current: SavedView | None) -> FieldView:
    # Not a `text`: its buttons against old fonts come before ours, and Enter would press those.
    return FieldView(
        name="name",
        kind="name",
        label=_("Tên cách xem"),
        hint=_("Tối đa %(n)d ký tự. Tên đã có thì được ghi lại theo bộ lọc này.", n=LONGEST_NAME),
        value=attempt.name or (current.name if current else ""),
        max_length=LONGEST_NAME,
        error=" ".join(label.in_(language()) for label in attempt.faults.get("name", ())),
    )


def _posted(wanted: RecordFilter) -> dict[str, str]:
    said = {
        "form": wanted.form,
        "group": wanted.group,
        "unit": wanted.unit_id,
        "year": wanted.year,
        "stage": wanted.stage,
        "text": wanted.text,
    }
    return {name: str(value) for name, value in said.items() if value}
