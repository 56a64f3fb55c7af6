"""Unsent texts as pages show them: put back where they were typed, listed, told to be copied."""

import re
from collections.abc import Container, Iterable
from dataclasses import dataclass, field
from datetime import datetime

from flask import request, url_for

from service.formkit.fields import Field
from service.formkit.form import Form
from service.formkit.labels import FieldErrors
from service.web.components.field_views import FieldView
from service.web.components.record_words import record_title
from service.web.components.views import AnswerView
from service.web.context import here, the_actor, the_office
from service.web.i18n import gettext as _
from service.web.i18n import language, office_date, office_hour, office_moment
from service.web.pages.unsent.unsent_fields import TypedFields
from service.web.pages.unsent.unsent_places import Place, place_at
from service.workflow.drafts.unsent_texts import Unsent, find_unsent, is_secret
from service.workflow.errors import NotAllowed, NotFound, RuleRefuses

BOOKKEEPING = re.compile(
    r"version(-.*)?|from|loaded|back|slip|number-.*|section|go|row|convert|aids"
)
"""What a page posts about itself; nobody typed it."""
_ROW = re.compile(r"-(?:\d+-)?")


@dataclass(frozen=True)
class UnsentHere:
    """What a form shows of the text kept for it; `said` is empty where there is none."""

    keep_href: str
    said: str = ""
    discard_href: str = ""
    typed: TypedFields = field(default_factory=TypedFields)

    def fill(self, view: FieldView) -> FieldView:
        """Return the field as it was typed before."""
        return self.typed.fill(view) if self.said else view

    def value(self, name: str, otherwise: object) -> str:
        """Return the text of a field that is not drawn by itself."""
        return self.typed.value(name, str(otherwise)) if self.said else str(otherwise)

    def has(self, name: str, text: str, otherwise: bool) -> bool:
        """Return whether a box of that name and value was ticked."""
        return self.typed.has(name, text) if self.said else otherwise


@dataclass(frozen=True)
class UnsentLine:
    """One unsent text in a list; what may not be sent any more is told, to be copied."""

    title: str
    words: str
    href: str
    discard_href: str
    is_open: bool = True
    texts: tuple[AnswerView, ...] = ()


def unsent_at(address: str) -> UnsentHere:
    """Return what a form that is sent to that address shows of the text kept for it.

    A page that answers what was just sent there shows that instead.
    """
    place = place_at(address)
    keep_href = url_for("web.keep_unsent", place=place.address)
    if request.method == "POST" and request.path == place.address:
        return UnsentHere(keep_href)
    found = find_unsent(the_office(), the_actor(), place.address)
    if found is None:
        return UnsentHere(f"{keep_href}&fresh=1")
    return UnsentHere(
        keep_href,
        said=_("Tiếp tục nội dung chưa gửi lúc %(at)s", at=moment_words(found.saved_at)),
        discard_href=url_for("web.discard_unsent", unsent_id=found.id, back=here()),
        typed=TypedFields.of(found.typed),
    )


def unsent_lines(kept: Iterable[Unsent], *, but: Container[str] = ()) -> list[UnsentLine]:
    """Return the texts as a list shows them, `but` those of forms that stand on the page."""
    return [_line(each, _place(each)) for each in kept if each.text.place not in but]


def unsent_line(kept: Unsent) -> UnsentLine:
    """Return one text with all that was typed, to be read and copied."""
    place = _place(kept)
    return _line(kept, place)


def is_open_now(place: Place | None) -> bool:
    """Return whether the person may go on writing there now."""
    try:
        if place is not None:
            place.require(the_office(), the_actor())
    except (NotAllowed, NotFound, RuleRefuses, FieldErrors):
        return False
    return place is not None


def place_of_text(kept: Unsent) -> Place | None:
    """Return the place of a text; None for an address that a later release knows no more."""
    return _place(kept)


def says_something(pairs: Iterable[tuple[str, str]]) -> bool:
    """Return whether anything was typed beside what the page posts about itself."""
    return any(
        text.strip() and not BOOKKEEPING.fullmatch(name) and not is_secret(name)
        for name, text in pairs
    )


def moment_words(moment: datetime) -> str:
    """Return the time of today, `14:02`, or day and time of another day."""
    now = the_office().now()
    if office_date(moment) == office_date(now):
        return office_hour(moment)
    return office_moment(moment)


def _back() -> str:
    """Return the page to come back to; the one that shows a single text is gone with it."""
    return "/" if request.endpoint == "web.unsent" or request.method == "POST" else here()


def _place(kept: Unsent) -> Place | None:
    try:
        return place_at(kept.text.place)
    except NotFound:
        return None


def _line(kept: Unsent, place: Place | None) -> UnsentLine:
    is_open = is_open_now(place)
    name = place.name(kept.form) if place else ""
    title = record_title(kept.form, kept.number) if kept.form else ""
    return UnsentLine(
        title=": ".join(filter(None, (title, name))),
        words=_("lưu lúc %(t)s", t=moment_words(kept.text.saved_at)),
        href=url_for("web.unsent", unsent_id=kept.text.id),
        discard_href=url_for("web.discard_unsent", unsent_id=kept.text.id, back=_back()),
        is_open=is_open,
        texts=() if is_open else tuple(_texts(kept, place)),
    )


def _texts(kept: Unsent, place: Place | None) -> Iterable[AnswerView]:
    """Yield what was typed, field by field, each under its label where the form knows it."""
    labels = _labels(kept.form, place)
    for name, text in kept.text.typed:
        if text.strip() and not BOOKKEEPING.fullmatch(name):
            label = labels.get(_ROW.split(name)[-1]) or labels.get(name, "")
            yield AnswerView(label=label or _("Nội dung"), text=text)


def _labels(form: Form | None, place: Place | None) -> dict[str, str]:
    if form is None:
        return {}
    fields: list[Field] = [each for box in form.boxes for each in box.fields]
    reasons = {}
    for move in form.moves:
        if place is not None and move.key == place.gaps.get("move"):
            fields += move.own
            reasons = {"reason": move.reason.in_(language())} if move.reason else {}
    inner = [each for field_ in fields for each in getattr(field_, "fields", ())]
    return {each.name: each.label.in_(language()) for each in (*inner, *fields)} | reasons
