"""“Gửi nhắc việc”: a record's page sends a reminder to whoever it waits for."""

from __future__ import annotations

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue

from service.web.context import the_actor, the_office, web
from service.web.i18n import language, ngettext
from service.workflow.errors import RemindedToday
from service.workflow.reminders.send_reminders import remind_now


@web.post("/records/<record_id>/remind")
def remind(record_id: str) -> ResponseReturnValue:
    """Remind those the record waits for, at most once a day, and come back to it."""
    try:
        count = remind_now(the_office(), the_actor(), record_id)
    except RemindedToday as already:
        flash(already.label.in_(language()), "amber")
    else:
        flash(ngettext("Đã nhắc %(num)d người.", "Đã nhắc %(num)d người.", count), "green")
    return redirect(url_for("web.record", record_id=record_id), 303)
