"""The numbers of the office's rules, changed on the page of the settings."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from service.formkit.office_rules import OFFICE_RULES
from service.web.components.error_summary import summary
from service.web.context import the_actor, the_office, web
from service.web.i18n import gettext as _
from service.web.pages.administration.office_rule_fields import rule_fields
from service.workflow.errors import FieldErrors
from service.workflow.office_settings.rules import change_rules


@web.post("/settings/rules")
def rules() -> ResponseReturnValue:
    """Change the numbers of the rules; what is wrong stands beside its field."""
    typed = {r.key: request.form[r.key] for r in OFFICE_RULES if r.key in request.form}
    try:
        change_rules(the_office(), the_actor(), typed)
    except FieldErrors as wrong:
        fields, faults = rule_fields(typed, wrong.faults), summary(wrong.faults)
        return render_template("administration/office_rules.html", rules=fields, faults=faults), 422
    flash(_("Đã lưu quy tắc."), "green")
    return redirect(url_for("web.settings"), 303)
