"""Terms in words: since when something waits, how many working days are left, how late it is."""

from __future__ import annotations

from datetime import date

from service.web.components.views import BadgeView
from service.web.i18n import gettext as _
from service.web.i18n import ngettext, office_date, office_hour
from service.workflow.authority import Term


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
