"""The stage path of a record: the main line of its form, side ways where it went, returns."""

from collections.abc import Iterator, Mapping
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
    main, walk = main_line(view.form), _Walk(view)
    # A record on a side way stands where that hangs on the main line.
    now = [stage.key for stage in main].index(_root(view.form, view.stage))
    steps = tuple(_step(view, walk, stage, at, now) for at, stage in enumerate(main))
    name = view.stage.label.in_(language())
    return PathView(steps, now + 1, name, _around(steps, now), arcs_of(view))


def main_line(form: Form) -> tuple[Stage, ...]:
    """Return the stages that lie on the way from draft to end."""
    return tuple(stage for stage in form.stages if stage.branch is None)


def _root(form: Form, stage: Stage) -> str:
    while stage.branch is not None:
        stage = form.stage(stage.branch)
    return stage.key


class _Walk:
    """Where the record came, left and was sent back from, last, by stage; read once for all.

    `left` says when and by whom a stage was left forward. Of an outcome it is who decided it: who
    went on from there decided nothing of it.
    """

    def __init__(self, view: RecordView) -> None:
        self.arrived: dict[str, str] = {}
        self.left: dict[str, str] = {}
        self._returned: dict[str, list[str]] = {}
        self._year = office_date(view.events[-1].at)[-4:]
        self._stages = {stage.key: stage for stage in view.form.stages}
        self.still_open = _still_open(view)
        for event in view.events:
            self._follow(event)

    def _follow(self, event: Any) -> None:
        said, day = event.payload, self._day(event.at)
        came, went = said.get("to"), said.get("from")
        done = f"{day} · {event.actor_name}{_past_bar(said)}"
        reached, begun = self._stages.get(came), self._stages.get(went)
        if reached and came != went:
            self.arrived[came] = day
        if reached and (reached.ended or reached.outcome):
            self.left[came] = done
        if begun and said.get("returned"):
            self._returned.setdefault(went, []).append(day)
        elif begun and came != went and not begun.outcome:
            self.left[went] = done

    def _day(self, moment: datetime) -> str:
        """Return a day, without its year while that is the year of the newest event."""
        day = office_date(moment)
        return day[:5] if day.endswith(self._year) else day

    def returned(self, key: str) -> str:
        """Return how often the record was sent back from a stage, and when last."""
        if not (days := self._returned.get(key)):
            return ""
        times = ngettext("Trả lại %(num)d lần", "Trả lại %(num)d lần", len(days))
        return f"{times} ({days[-1]})"


def _still_open(view: RecordView) -> set[str]:
    """Return the stages the record may yet come to: none from an end, nor after a failed check."""
    found: set[str] = set()
    edge = {view.stage.key}
    while edge:
        found |= edge
        edge = {m.to_stage for m in view.form.moves if m.from_stage in edge} - found - {""}
    return found


def _step(view: RecordView, walk: _Walk, stage: Stage, at: int, now: int) -> PathStep:
    state = "ahead" if at > now else "done" if at < now else "now"
    if state == "ahead" and stage.key not in walk.still_open:
        state = "passed"
    if state == "now" and view.stage.ended:
        state = "done"
    # A side way may hang on a stage that the record itself never came to.
    if state != "ahead" and at and stage.key not in walk.arrived:
        state = "passed"
    return PathStep(
        name=stage.label.in_(language()),
        state=state,
        words=_words(view, walk, stage, state),
        icon=stage.icon,
        side=tuple(_sides(view, walk, stage)),
        returned=walk.returned(stage.key),
    )


def _words(view: RecordView, walk: _Walk, stage: Stage, state: str) -> str:
    if state == "now" and stage == view.stage:
        arrived = walk.arrived.get(stage.key)
        since = _("từ %(day)s", day=arrived) if arrived else ""
        return " · ".join(filter(None, (since, waited_names(view.waiting))))
    return walk.left.get(stage.key, "") if state in ("done", "now") else ""


def _sides(view: RecordView, walk: _Walk, root: Stage) -> Iterator[PathStep]:
    """Yield the side ways of a main stage that the record took."""
    for stage in view.form.stages:
        visited = walk.arrived.get(stage.key) if stage.branch is not None else None
        if visited and _root(view.form, stage) == root.key:
            state = "now" if stage == view.stage and not stage.ended else "done"
            words = " · ".join(filter(None, (visited, walk.returned(stage.key))))
            yield PathStep(stage.label.in_(language()), state, words, stage.icon)


def _past_bar(said: Mapping[str, Any]) -> str:
    """Return that it was done by the way past a bar, under the director's O-07; mostly empty."""
    given = said.get("for")
    if not isinstance(given, Mapping) or not given.get("past_bar"):
        return ""
    return " " + _("theo giấy ủy quyền O-07 của %(giver)s", giver=given.get("name", ""))


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
