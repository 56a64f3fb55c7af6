"""Sample data: one page that says what would go, and one button that removes it."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from service.web.context import the_actor, the_office, web
from service.web.i18n import gettext as _
from service.web.i18n import language
from service.workflow.actor import require_administrator
from service.workflow.sample_data.load import read_sample_house, remove_sample_house


@web.get("/settings/sample-data")
def sample_data() -> ResponseReturnValue:
    """Answer with who and what would be removed, by name."""
    require_administrator(the_actor())
    found = read_sample_house(the_office())
    return render_template(
        "administration/sample_data.html",
        house=found,
        records=[
            (f"{form.code}, {form.title.in_(language())}", count) for form, count in found.records
        ],
        settings=[label.in_(language()) for label in found.settings],
    )


@web.post("/settings/sample-data/remove")
def remove_sample_data() -> ResponseReturnValue:
    """Remove all sample data and go where the person still is somebody."""
    actor = the_actor()
    require_administrator(actor)
    remove_sample_house(the_office(), actor)
    if actor.is_sample:
        # Their own account went along, and its session with it.
        return redirect(url_for("web.sign_in"), 303)
    flash(_("Đã xóa dữ liệu mẫu. Số thật và lịch sử thật giữ nguyên."), "green")
    return redirect(url_for("web.people"), 303)
