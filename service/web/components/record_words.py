"""What pages call forms and records, and how they tell stages and terms: `Phiếu 21/2026`."""

from datetime import date

from service.formkit.fields import Choice
from service.formkit.form import Form
from service.formkit.labels import Label
from service.formkit.moves import ROLE_LABELS, Move, Role, Stage
from service.web.components.views import BadgeView, FormChoice
from service.web.i18n import gettext as _
from service.web.i18n import language, ngettext, office_date, office_hour
from service.workflow.actor import Actor, may_open
from service.workflow.authority import Term
from service.workflow.office import Office

TONES = {
    "draft": "grey",
    "waiting": "violet",
    "working": "blue",
    "done": "green",
    "bad": "red",
}


def record_title(form: Form, number: str | None) -> str:
    """Return what a record is called: `Phiếu 21/2026`."""
    return f"{form.short.in_(language())} {number}" if number else form.title.in_(language())


def subject_words(form: Form, summary: str) -> str:
    """Return what a record is about, in its own words; of one that has none its form's title."""
    return form.title.in_(language()) if summary == form.title.vi else summary


def deed_words(move: Move, title: str) -> str:
    """Return what a move does to the record, as its last button says it."""
    deed = move.deed or Label(f"{move.label.vi}: {{what}}", f"{move.label.en}: {{what}}")
    return deed.with_(what=title).in_(language())


def done_words(move: Move, title: str) -> str:
    """Return what was done, as it is told afterwards: `Đã phê duyệt Phiếu 21/2026.`"""
    deed = deed_words(move, title)
    return _("Đã %(deed)s.", deed=deed[:1].lower() + deed[1:])


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


def day_words(day: date) -> str:
    """Return a day as screens show it, `15/07/2026`."""
    return day.strftime("%d/%m/%Y")


def left_words(term: Term) -> str:
    """Return how long is left, in working days; empty where there is no deadline."""
    if term.left is None:
        return ""
    if term.left < 0:
        return ngettext(
            "Quá hạn %(num)d ngày làm việc", "Quá hạn %(num)d ngày làm việc", -term.left
        )
    if term.left == 0:
        return _("Hạn hôm nay")
    return ngettext("Còn %(num)d ngày làm việc", "Còn %(num)d ngày làm việc", term.left)


def term_badge(term: Term) -> BadgeView | None:
    """Return the badge of a deadline: red when late, amber today and tomorrow, none otherwise."""
    if term.left is None or term.left > 1:
        return None
    if term.left < 0:
        return BadgeView(left_words(term), "red", "alert-circle")
    return BadgeView(left_words(term), "amber", "clock")


def due_badge(term: Term, today: date) -> BadgeView | None:
    """Return the badge that stands right after the deadline's date, so today is just «Hôm nay».

    On a day off, what was due the day before is not late yet.
    """
    if term.left == 0:
        return BadgeView(_("Hôm nay") if term.due_on == today else _("Đến hạn"), "amber", "clock")
    return term_badge(term)


def since_words(term: Term) -> str:
    """Return since when it waits, for how long, and until when."""
    parts = [
        _(
            "từ %(hour)s ngày %(day)s",
            hour=office_hour(term.since),
            day=office_date(term.since),
        )
    ]
    if term.waited:
        parts.append(
            ngettext("đã chờ %(num)d ngày làm việc", "đã chờ %(num)d ngày làm việc", term.waited)
        )
    if term.due_on:
        parts.append(_("hạn %(day)s", day=day_words(term.due_on)))
    return " · ".join(parts)
