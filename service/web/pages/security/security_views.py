"""The security log as its page shows it: lines in words, the filters, the way to older lines."""

from __future__ import annotations

from typing import Any

from flask import request, url_for

from service.formkit import vietnamese
from service.formkit.field_errors import FieldErrors
from service.web.components.field_views import OptionView
from service.web.i18n import gettext as _
from service.web.i18n import language, said
from service.workflow.moves.consolidation.consolidation_desk import read_days
from service.workflow.security.event_sentences import KINDS
from service.workflow.security.read_log import LogFilter, LogPage

DAYS = ("from_day", "to_day")


def wanted_lines() -> LogFilter:
    """Return which lines the address asks for; raises FieldErrors beside a day."""
    asked = request.args
    return LogFilter(
        kind=asked.get("kind", "")[:60],
        person_id=asked.get("person", None, int),
        before=asked.get("before", None, int),
        **read_days(asked, DAYS),
    )


def kind_options(wanted: LogFilter) -> list[OptionView]:
    """Return every kind of line, by its name in the reader's language."""
    told = language()
    named = sorted(
        ((kind.name.in_(told), key) for key, kind in KINDS.items()),
        key=lambda pair: vietnamese.sort_key(pair[0]),
    )
    return [OptionView(key, name, key == wanted.kind) for name, key in named]


def person_options(page: LogPage, wanted: LogFilter) -> list[OptionView]:
    """Return the people whose deeds may be chosen."""
    return [OptionView(str(key), name, key == wanted.person_id) for key, name in page.people]


def log_address(endpoint: str, wanted: LogFilter, **more: Any) -> str:
    """Return the address of the log, or of its sheet, under these filters."""
    return url_for(
        endpoint,
        kind=wanted.kind or None,
        person=wanted.person_id,
        from_day=wanted.from_day.strftime("%d/%m/%Y") if wanted.from_day else None,
        to_day=wanted.to_day.strftime("%d/%m/%Y") if wanted.to_day else None,
        **more,
    )


def fault_names() -> dict[str, str]:
    """Return what each filter is called, for the summary of faults."""
    return {"kind": _("Loại việc"), "from_day": _("Từ ngày"), "to_day": _("Đến ngày")}


def told_faults(wrong: FieldErrors) -> dict[str, str]:
    """Return what is wrong, by filter."""
    return {name: said(*labels) for name, labels in wrong.faults.items()}
