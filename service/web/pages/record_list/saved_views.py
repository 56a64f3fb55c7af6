"""Saved views of the record list: saved, renamed and removed, without any script."""

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from service.formkit.labels import FieldErrors
from service.web.context import the_actor, the_office, web
from service.web.i18n import gettext as _
from service.web.pages.record_list.filters import records_address, wanted_records
from service.web.pages.record_list.record_list import record_list
from service.web.pages.record_list.saved_view_bar import SavingAttempt
from service.workflow.records import saved_views


@web.get("/saved-views")
def saved_views_list() -> ResponseReturnValue:
    """Lead to the record list, above which the views stand: here after a reload or a language."""
    return redirect(url_for("web.records"), 303)


@web.post("/saved-views")
def save_view() -> ResponseReturnValue:
    """Save the list's filters under the name sent, and lead back to the list."""
    name, wanted = request.form.get("name", ""), wanted_records()
    try:
        view = saved_views.save_view(the_office(), the_actor(), name, wanted)
    except FieldErrors as wrong:
        return record_list(wanted, SavingAttempt(name, wrong.faults)), 422
    flash(_("Đã lưu cách xem “%(name)s”.", name=view.name), "green")
    return redirect(records_address("web.records", view.filters), 303)


@web.post("/saved-views/<int:view_id>/remove")
def remove_saved_view(view_id: int) -> ResponseReturnValue:
    """Remove one's view; the list stays as it showed it."""
    view = saved_views.remove_view(the_office(), the_actor(), view_id)
    flash(_("Đã bỏ cách xem “%(name)s”.", name=view.name), "green")
    return redirect(records_address("web.records", view.filters), 303)
