"""The numbers of the office's rules as fields of the settings page."""

from __future__ import annotations

from collections.abc import Mapping

from service.formkit.field_errors import Faults
from service.formkit.office_rules import OFFICE_RULES
from service.web.components.views import FieldView
from service.web.i18n import language


def rule_fields(numbers: Mapping[str, object], faults: Faults) -> tuple[FieldView, ...]:
    """Return a field a rule, with the number that stands or was typed."""
    told = language()
    return tuple(
        FieldView(
            name=rule.key,
            kind="whole",
            label=rule.label.in_(told),
            hint=rule.hint.in_(told),
            value=str(numbers.get(rule.key, rule.default)),
            short=True,
            error=" ".join(label.in_(told) for label in faults.get(rule.key, ())),
        )
        for rule in OFFICE_RULES
    )
