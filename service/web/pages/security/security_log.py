"""The security log: read with its filters, and taken away as a file."""

from typing import Any

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from service.formkit import vietnamese
from service.formkit.labels import FieldErrors, Label
from service.web.components.field_views import FaultView, OptionView
from service.web.context import the_actor, the_office, web
from service.web.downloads import hand_out_as_asked
from service.web.i18n import gettext as _
from service.web.i18n import language, said
from service.web.pages.layout import MenuEntry, enter_in_menu
from service.workflow.actor import may_read_log, require_reader
from service.workflow.moves.consolidation.consolidation_desk import read_days
from service.workflow.security.changed_rights import rights_seen
from service.workflow.security.event_sentences import KINDS
from service.workflow.security.read_log import (
    LogFilter,
    LogPage,
    export_security_log,
    read_security_log,
)

enter_in_menu(
    MenuEntry(
        "security_log",
        "shield-lock",
        Label("Nhật ký bảo mật", "Security log"),
        "security_log",
        place=130,
        may_see=may_read_log,
    )
)


DAYS = ("from_day", "to_day")


@web.get("/security-log")
def security_log() -> ResponseReturnValue:
    """Answer with a page of the log as the address filters it."""
    require_reader(the_actor())
    try:
        return _page(wanted_lines())
    except FieldErrors as wrong:
        return _page(LogFilter(), told_faults(wrong)), 422


@web.get("/security-log.xlsx")
def security_log_sheet() -> ResponseReturnValue:
    """Answer with the lines that the page shows under these filters, all pages of them."""
    require_reader(the_actor())
    return hand_out_as_asked(export_security_log(the_office(), the_actor(), wanted_lines()))


@web.post("/security-log/rights-seen")
def rights_were_seen() -> ResponseReturnValue:
    """Put away what the first page told of changed rights."""
    rights_seen(the_office(), the_actor(), request.form.get("up_to", 0, int))
    return redirect(url_for("web.home"), 303)


def _page(wanted: LogFilter, faults: dict[str, str] | None = None) -> str:
    page = read_security_log(the_office(), the_actor(), wanted)
    faults, names = faults or {}, fault_names()
    return render_template(
        "security/security_log.html",
        lines=page.lines,
        kinds=kind_options(wanted),
        people=person_options(page, wanted),
        typed={name: request.args.get(name, "")[:60] for name in DAYS},
        bad=faults,
        faults=[FaultView(f"{names[name]}: {text}", f"#q-{name}") for name, text in faults.items()],
        newest_href=log_address("web.security_log", wanted) if wanted.before else "",
        older_href=log_address("web.security_log", wanted, before=page.older) if page.older else "",
        export_href=log_address("web.security_log_sheet", wanted),
    )


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
