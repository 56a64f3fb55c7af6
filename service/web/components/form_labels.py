"""Forms as pages name them: titles, variants, who may begin, badges of their stages."""

from __future__ import annotations

from service.formkit.fields import Choice
from service.formkit.form import Form
from service.formkit.moves import ROLE_LABELS, Role, Stage
from service.web.components.views import BadgeView, FormChoice
from service.web.i18n import language
from service.workflow.actor import Actor, may_open
from service.workflow.office import Office

TONES = {
    "draft": "grey",
    "waiting": "violet",
    "working": "blue",
    "done": "green",
    "bad": "red",
}


def stage_badge(stage: Stage) -> BadgeView:
    """Return the stage in its colour with its icon."""
    return BadgeView(stage.label.in_(language()), TONES.get(stage.tone, "grey"), stage.icon)


def variant_name(form: Form, variant: str) -> str:
    """Return what a variant is called on the form; '' for a form without variants."""
    chooser = form.field(form.variant_field) if form.variant_field else None
    if not isinstance(chooser, Choice):
        return ""
    return next((o.label.in_(language()) for o in chooser.options if o.value == variant), "")


def form_choices(office: Office, actor: Actor) -> list[FormChoice]:
    """Return every form and variant, with what this person may do with it."""
    return [
        FormChoice(
            form=form,
            key=variant,
            variant=variant_name(form, variant),
            may_open=may_open(actor, form, variant),
            openers=_names(form.openers(variant)),
        )
        for form in office.catalogue
        for variant in form.variants
    ]


def _names(roles: frozenset[Role]) -> str:
    return ", ".join(ROLE_LABELS[role].in_(language()) for role in Role if role in roles)
