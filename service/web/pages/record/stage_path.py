"""The stage path of a record: the main line of its form, side ways where it went, returns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from service.formkit.form import Form
from service.formkit.moves import Stage
from service.web.components.views import PathStep
from service.web.i18n import gettext as _
from service.web.i18n import language, ngettext, office_date
from service.web.pages.record.turn_card import waited_names
from service.workflow.records.read_records import RecordView


@dataclass(frozen=True)
class PathArc:
    """A way back over the path, in percent of its width: where it ends, its middle, its half."""

    end: float
    middle: float
    half: float


@dataclass(frozen=True)
class PathView:
    """The path, and what a phone shows instead: step n of m with what is before and after."""

    steps: tuple[PathStep, ...]
    number: int
    name: str
    around: str
    arcs: tuple[PathArc, ...] = ()


def record_path(view: RecordView) -> PathView:
    """Return the stages of the main line, with what is behind, now and ahead."""
    main = main_line(view.form)
    now = _place(view, main)
    steps = tuple(_step(view, main, at, now) for at in range(len(main)))
    name = view.stage.label.in_(language())
    return PathView(steps, now + 1, name, _around(steps, now), arcs_of(view))


def main_line(form: Form) -> tuple[Stage, ...]:
    """Return the stages that lie on the way from draft to end."""
    return tuple(stage for stage in form.stages if stage.branch is None)


def _place(view: RecordView, main: tuple[Stage, ...]) -> int:
    """Return where on the main line the record stands, or the side way it took hangs."""
    keys = [stage.key for stage in main]
    return keys.index(_root(view.form, view.stage))


def _root(form: Form, stage: Stage) -> str:
    while stage.branch is not None:
        stage = form.stage(stage.branch)
    return stage.key


def _step(view: RecordView, main: tuple[Stage, ...], at: int, now: int) -> PathStep:
    stage = main[at]
    here = at == now
    state = "ahead" if at > now else "done" if at < now else "now"
    if state == "ahead" and stage.key not in _still_open(view):
        state = "passed"
    if here and view.stage.ended:
        state = "done"
    # A side way may hang on a stage that the record itself never came to.
    if state != "ahead" and at and not _arrived(view, stage.key):
        state = "passed"
    return PathStep(
        name=stage.label.in_(language()),
        state=state,
        words=_words(view, stage, state),
        icon=stage.icon,
        side=tuple(_sides(view, stage)),
        returned=_returned(view, stage),
    )


def _still_open(view: RecordView) -> set[str]:
    """Return the stages the record may yet come to: none from an end, nor after a failed check."""
    found: set[str] = set()
    edge = {view.stage.key}
    while edge:
        found |= edge
        edge = {m.to_stage for m in view.form.moves if m.from_stage in edge} - found - {""}
    return found


def _words(view: RecordView, stage: Stage, state: str) -> str:
    if state == "now" and stage == view.stage:
        arrived = _arrived(view, stage.key)
        since = _("từ %(day)s", day=arrived) if arrived else ""
        return " · ".join(filter(None, (since, waited_names(view.waiting))))
    return _left(view, stage.key) if state in ("done", "now") else ""


def _sides(view: RecordView, root: Stage) -> list[PathStep]:
    """Return the side ways of a main stage that the record took."""
    found = []
    for stage in view.form.stages:
        if stage.branch is None or _root(view.form, stage) != root.key:
            continue
        here = stage == view.stage
        visited = _arrived(view, stage.key)
        if visited:
            state = "now" if here and not stage.ended else "done"
            words = " · ".join(filter(None, (visited, _returned(view, stage))))
            found.append(PathStep(stage.label.in_(language()), state, words, stage.icon))
    return found


def _left(view: RecordView, key: str) -> str:
    """Return when and by whom a stage was last left forward; empty when it never was.

    Of an outcome it is who decided it: who went on from there decided nothing of it.
    """
    stage = view.form.stage(key)
    for event in reversed(view.events):
        said = event.payload
        left = said.get("from") == key and said.get("to") != key and not said.get("returned")
        came = said.get("to") == key and (stage.ended or stage.outcome)
        if came or (left and not stage.outcome):
            return f"{_day(view, event.at)} · {event.actor_name}{_past_bar(said)}"
    return ""


def _past_bar(said: Mapping[str, Any]) -> str:
    """Return that it was done by the way past a bar, under the director's O-07; mostly empty."""
    given = said.get("for")
    if not isinstance(given, Mapping) or not given.get("past_bar"):
        return ""
    return " " + _("theo giấy ủy quyền O-07 của %(giver)s", giver=given.get("name", ""))


def _arrived(view: RecordView, key: str) -> str:
    """Return the day on which the record last came to a stage; empty when it never did."""
    for event in reversed(view.events):
        if event.payload.get("to") == key and event.payload.get("from") != key:
            return _day(view, event.at)
    return ""


def _day(view: RecordView, moment: datetime) -> str:
    """Return a day, without its year while that is the year of the newest event."""
    day, year = office_date(moment), office_date(view.events[-1].at)[-4:]
    return day[:5] if day.endswith(year) else day


def _returned(view: RecordView, stage: Stage) -> str:
    """Return how often the record was sent back from a stage, and when last."""
    days = [
        _day(view, event.at)
        for event in view.events
        if event.payload.get("returned") and event.payload.get("from") == stage.key
    ]
    if not days:
        return ""
    times = ngettext("Trả lại %(num)d lần", "Trả lại %(num)d lần", len(days))
    return f"{times} ({days[-1]})"


def arcs_of(view: RecordView) -> tuple[PathArc, ...]:
    """Return each way back that the record was sent, once however often it was."""
    form = view.form
    keys = [stage.key for stage in main_line(form)]
    ways = set()
    for event in view.events:
        if event.payload.get("returned"):
            left, reached = (str(event.payload[key]) for key in ("from", "to"))
            ways.add(tuple(keys.index(_root(form, form.stage(k))) for k in (left, reached)))
    width = 100 / len(keys)
    return tuple(
        PathArc((end + 0.5) * width, (begin + end + 1) * width / 2, (begin - end) * width / 2)
        for begin, end in sorted(ways)
        if begin > end
    )


def _around(steps: tuple[PathStep, ...], now: int) -> str:
    parts = []
    if now > 0:
        parts.append(_("Trước: %(stage)s.", stage=steps[now - 1].name))
    if now + 1 < len(steps) and steps[now + 1].state == "ahead":
        parts.append(_("Sau: %(stage)s.", stage=steps[now + 1].name))
    return " ".join(parts)
