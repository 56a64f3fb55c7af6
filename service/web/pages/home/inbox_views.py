"""«Việc của tôi» as its page shows it: each line says the deed, since when and until when."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from flask import url_for

from service.web.components.deadline_words import day_words, left_words, since_words
from service.web.components.form_labels import stage_badge
from service.web.components.record_titles import record_title, subject_words
from service.web.components.views import BadgeView
from service.web.i18n import gettext as _
from service.web.i18n import language, ngettext, office_date
from service.workflow.authority import Term
from service.workflow.inbox.inbox_lines import Followed, Inbox, MayDo, Notice, Vacant, Work


@dataclass(frozen=True)
class WorkView:
    """One thing to do."""

    title: str
    words: str
    left: str
    tone: str
    due: str
    href: str


@dataclass(frozen=True)
class WorkGroup:
    """The things that are as urgent as each other."""

    title: str
    count: str
    tone: str
    icon: str
    lines: tuple[WorkView, ...]

    @property
    def size(self) -> int:
        """How many there are."""
        return len(self.lines)


@dataclass(frozen=True)
class FollowedView:
    """A record that waits for somebody else, or that one is reminded of."""

    title: str
    words: str
    href: str
    badge: BadgeView


def work_groups(inbox: Inbox) -> list[WorkGroup]:
    """Return what is overdue, due this week and later; empty groups stay away."""
    groups = (
        (_("Quá hạn"), "red", "alert-circle", inbox.overdue),
        (_("Tuần này"), "amber", "clock", inbox.this_week),
        (_("Sau tuần này"), "", "", inbox.later),
    )
    return [
        WorkGroup(
            title,
            ngettext("%(num)d việc", "%(num)d việc", len(lines)),
            tone,
            icon,
            tuple(_work(each) for each in lines),
        )
        for title, tone, icon, lines in groups
        if lines
    ]


def may_do_lines(may_do: Iterable[MayDo]) -> list[WorkView]:
    """Return what one may do though it is somebody else's turn: the deed, and how late they are."""
    lines = []
    for each in may_do:
        deed, record = each.move.deed, record_title(each.form, each.number)
        named = f"{each.move.label.in_(language())} {record}"
        lines.append(_line(each, deed.in_(language()).format(what=record) if deed else named))
    return lines


def vacant_lines(vacant: Iterable[Vacant]) -> list[FollowedView]:
    """Return what waits for nobody, each marked with why."""
    return [
        FollowedView(
            title=record_title(each.form, each.number),
            words=" · ".join(filter(None, (each.unit, _subject(each), since_words(each.term)))),
            href=url_for("web.record", record_id=each.record_id),
            badge=BadgeView(each.why.in_(language()), "amber", "user"),
        )
        for each in vacant
    ]


def _work(each: Work) -> WorkView:
    return _line(each, f"{each.work.in_(language())} {record_title(each.form, each.number)}")


def _line(each: Work | MayDo, title: str) -> WorkView:
    since = _("từ %(day)s", day=office_date(each.term.since))
    return WorkView(
        title=title,
        words=" · ".join(filter(None, (_subject(each), each.unit, since))),
        left=left_words(each.term),
        tone=_tone(each.term),
        due=_("hạn %(day)s", day=day_words(each.term.due_on)) if each.term.due_on else "",
        href=url_for("web.record", record_id=each.record_id),
    )


def _subject(each: Work | MayDo | Vacant | Followed | Notice) -> str:
    return subject_words(each.form, each.summary)


def _tone(term: Term) -> str:
    if term.left is None or term.left > 1:
        return ""
    return "red" if term.left < 0 else "amber"


def followed_lines(followed: Iterable[Followed]) -> list[FollowedView]:
    """Return the records that wait for others, with whom."""
    lines = []
    for each in followed:
        posts = ", ".join(label.in_(language()) for label in each.posts)
        waits = _("chờ %(who)s", who=posts) if posts else ""
        due = ""
        if each.term and each.term.due_on:
            due = _("hạn %(day)s", day=day_words(each.term.due_on))
        lines.append(
            FollowedView(
                title=record_title(each.form, each.number),
                words=" · ".join(filter(None, (_subject(each), waits, due))),
                href=url_for("web.record", record_id=each.record_id),
                badge=stage_badge(each.stage),
            )
        )
    return lines


def notice_lines(notices: Iterable[Notice]) -> list[FollowedView]:
    """Return today's reminders."""
    said = {
        "due_today": BadgeView(_("Đến hạn hôm nay"), "amber", "clock"),
        "overdue": BadgeView(_("Đang quá hạn"), "red", "alert-circle"),
        "report_missing": BadgeView(_("Thiếu báo cáo tháng"), "amber", "file-text"),
        "repetition": BadgeView(_("Lặp lại nhiều lần"), "amber", "repeat"),
        "asked": BadgeView(_("Có người nhắc"), "amber", "bell"),
    }
    return [
        FollowedView(
            title=record_title(each.form, each.number),
            words=_subject(each),
            href=url_for("web.record", record_id=each.record_id),
            badge=said.get(each.kind, said["asked"]),
        )
        for each in notices
    ]
