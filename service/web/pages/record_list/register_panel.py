"""The yearly register as the record list offers it: of which form, of which year."""

from __future__ import annotations

from dataclasses import dataclass

from service.web.components.field_views import OptionView
from service.web.context import the_actor, the_office
from service.web.i18n import language
from service.workflow.reports.register import registered_forms, years_of_register


@dataclass(frozen=True)
class RegisterPanel:
    """What may be chosen; the first form stands alone where there is no other."""

    forms: tuple[OptionView, ...]
    years: tuple[OptionView, ...]


def register_panel(form_code: str) -> RegisterPanel | None:
    """Return the panel for a list of that form or of all, None where no register is kept."""
    office = the_office()
    kept = [form for form in registered_forms(office) if form_code in ("", form.code)]
    if not kept:
        return None
    years = years_of_register(office, the_actor())
    return RegisterPanel(
        tuple(OptionView(form.code, form.short.in_(language())) for form in kept),
        tuple(OptionView(str(year), str(year), year == years[0]) for year in years),
    )
