"""The saved views above the record list: chips that lead to them, and the form that saves one."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from service.formkit.labels import Faults
from service.web.components.field_views import FieldView, plain_field
from service.web.i18n import gettext as _
from service.workflow.records.read_records import RecordFilter
from service.workflow.records.saved_views import LONGEST_NAME, SavedView


@dataclass(frozen=True)
class SavingAttempt:
    """A name that was sent to save a view under, and what was wrong with it."""

    name: str = ""
    faults: Faults = field(default_factory=dict)


NOTHING_SAVED = SavingAttempt()


@dataclass(frozen=True)
class SavedViewsBar:
    """The row of chips, `current` among them, the field for a name, the filters that go with it."""

    views: tuple[SavedView, ...]
    current: SavedView | None
    field: FieldView
    filters: Mapping[str, str]
    open: bool


def saved_views_bar(
    wanted: RecordFilter, views: Iterable[SavedView], attempt: SavingAttempt
) -> SavedViewsBar:
    """Return the person's views as they stand above the list under these filters."""
    kept = tuple(views)
    current = next((each for each in kept if each.shows(wanted)), None)
    return SavedViewsBar(
        views=kept,
        current=current,
        field=_name_field(attempt, current),
        filters=_posted(wanted),
        open=bool(attempt.faults),
    )


def _name_field(attempt: SavingAttempt, current: SavedView | None) -> FieldView:
    # Not a `text`: its buttons against old fonts come before ours, and Enter would press those.
    hint = _("Tối đa %(n)d ký tự. Tên đã có thì được ghi lại theo bộ lọc này.", n=LONGEST_NAME)
    value = attempt.name or (current.name if current else "")
    most = {"hint": hint, "max_length": LONGEST_NAME}
    return plain_field("name", "name", _("Tên cách xem"), value, attempt.faults, **most)


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
