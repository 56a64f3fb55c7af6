"""The numbers of the office's rules, changed on the page of the settings."""

from __future__ import annotations

from collections.abc import Mapping

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from service.formkit.field_errors import Faults
from service.formkit.office_rules import OFFICE_RULES
from service.web.components.field_views import FieldView, plain_field, summary
from service.web.context import the_actor, the_office, web
from service.web.i18n import gettext as _
from service.web.i18n import said
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


def rule_fields(numbers: Mapping[str, object], faults: Faults) -> tuple[FieldView, ...]:
    """Return a field a rule, with the number that stands or was typed."""
    return tuple(
        plain_field(
            rule.key,
            "whole",
            said(rule.label),
            str(numbers.get(rule.key, rule.default)),
            faults,
            hint=said(rule.hint),
            short=True,
        )
        for rule in OFFICE_RULES
    )
