"""The security log: read under filters, taken away as Excel; changed rights looked at."""

from __future__ import annotations

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from service.formkit.labels import Label
from service.web.components.field_views import FaultView
from service.web.context import the_actor, the_office, web
from service.web.downloads import hand_out_as_asked
from service.web.pages.layout import MenuEntry, enter_in_menu
from service.web.pages.security.security_views import (
    DAYS,
    fault_names,
    kind_options,
    log_address,
    person_options,
    told_faults,
    wanted_lines,
)
from service.workflow.actor import may_read_log, require_reader
from service.workflow.errors import FieldErrors
from service.workflow.security.changed_rights import rights_seen
from service.workflow.security.read_log import LogFilter, export_security_log, read_security_log

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
