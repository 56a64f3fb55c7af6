"""How a record repeats others, as its page shows it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from flask import url_for

from service.formkit.form import Form
from service.web.components.views import OptionView
from service.web.i18n import gettext as _
from service.web.i18n import language, office_date
from service.workflow.recurrence.detect_recurrence import Predecessor
from service.workflow.recurrence.read_recurrence import RepetitionView


class StoredCategory(Protocol):
    """A category of the secretary's list."""

    @property
    def id(self) -> int: ...
    @property
    def name(self) -> str: ...
    @property
    def active(self) -> bool: ...


@dataclass(frozen=True)
class EarlierView:
    """One earlier record: its name, what it is about, and how it is known to be the same."""

    id: str
    title: str
    subject: str
    words: str
    href: str


@dataclass(frozen=True)
class RepetitionCard:
    """The card «Lặp lại» of a record's page."""

    alarm: str
    advice: str
    category: str
    set_by: str
    suggestion: str
    earlier: tuple[EarlierView, ...]
    hidden: str
    may_classify: bool
    href: str
    options: tuple[OptionView, ...]
    along: tuple[EarlierView, ...]


def repetition_card(view: RepetitionView | None) -> RepetitionCard | None:
    """Return the card; None where there is nothing to say and nothing to choose."""
    if view is None:
        return None
    found = view.repetition
    if not (found.category or found.predecessors or view.may_classify):
        return None
    return RepetitionCard(
        alarm=_alarm(view) if found.is_alarm else "",
        advice=_advice(view) if found.by_text_alone else "",
        category=found.category.name if found.category else "",
        set_by=_("%(who)s xếp nhóm", who=view.set_by) if view.set_by else "",
        suggestion=_suggested(view),
        earlier=_earlier(view.form, view.shown),
        hidden=_("và %(n)s phiếu khác", n=view.hidden) if view.hidden else "",
        may_classify=view.may_classify,
        href=url_for("web.classify", record_id=view.record_id),
        options=_options(view),
        along=_earlier(view.form, view.may_go_along) if view.may_classify else (),
    )


def classified_words(payload: Mapping[str, Any]) -> str:
    """Return what the timeline says when somebody named the content of a record."""
    if not payload.get("category"):
        return _("bỏ nhóm nội dung «%(before)s»", before=payload.get("before") or "")
    return _("xếp vào nhóm nội dung «%(name)s»", name=payload["category"])


def _alarm(view: RepetitionView) -> str:
    place = f"{view.repetition.count}{'+' if view.count_is_more else ''}"
    words = {"form": view.form.short.in_(language()), "n": place}
    if view.repetition.by_text_alone:
        return _(
            "Có thể là %(form)s thứ %(n)s liên tiếp cho cùng một nội dung tại đơn vị này "
            "(QT.CTCL 5.2.1).",
            **words,
        )
    return _(
        "%(form)s thứ %(n)s liên tiếp cho cùng một nội dung tại đơn vị này (QT.CTCL 5.2.1).",
        **words,
    )


def _advice(view: RepetitionView) -> str:
    if view.may_classify:
        return _("Vui lòng xác nhận nhóm nội dung ở dưới.")
    return _("Chờ Thư ký ISO hoặc Trưởng đơn vị xác nhận nhóm nội dung.")


def _suggested(view: RepetitionView) -> str:
    """Return the most alike earlier record in words, until somebody has named the content."""
    similar = view.repetition.suggestion.similar
    if view.repetition.category or not similar:
        return ""
    first = similar[0]
    return _(
        "Có thể cùng nội dung với %(title)s (giống %(n)s).",
        title=_title(view.form, first),
        n=_percent(first),
    )


def _options(view: RepetitionView) -> tuple[OptionView, ...]:
    """Return the categories to choose from; the likely one is chosen while none is said."""
    found = view.repetition
    chosen = found.category or found.suggestion.category
    return tuple(
        OptionView(str(each.id), each.name, chosen is not None and each.id == chosen.id)
        for each in view.choices
    )


def _earlier(form: Form, earlier: Iterable[Predecessor]) -> tuple[EarlierView, ...]:
    return tuple(
        EarlierView(
            id=each.record.id,
            title=_title(form, each),
            subject=each.record.summary,
            words=_known_by(each),
            href=url_for("web.record", record_id=each.record.id),
        )
        for each in earlier
    )


def _known_by(each: Predecessor) -> str:
    day = office_date(each.record.created_at)
    if each.likeness is None:
        return day
    return _("%(day)s · giống %(n)s, chưa xếp nhóm", day=day, n=_percent(each))


def _percent(each: Predecessor) -> str:
    # No line may begin with the sign.
    return f"{each.likeness}\u00a0%"


def _title(form: Form, each: Predecessor) -> str:
    short = form.short.in_(language())
    return f"{short} {each.record.number}" if each.record.number else short
