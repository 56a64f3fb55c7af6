"""The consolidated list as its page shows it: the period, a line a slip, what was typed, faults."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from flask import url_for

from service.formkit.fields import Field
from service.formkit.labels import Faults, Label
from service.formkit.move_form import move_form
from service.web.components.box_form import BoxForm
from service.web.components.field_views import FaultView, FieldView, plain_field
from service.web.components.record_words import day_words, record_title
from service.web.i18n import gettext as _
from service.web.i18n import language, said
from service.workflow.moves.consolidation.consolidate_records import Pick
from service.workflow.moves.consolidation.consolidation_desk import (
    PERIOD,
    ConsolidationDesk,
    WaitingSlip,
)

PICKED, COMMON = "pick", "common"


@dataclass(frozen=True)
class Sent:
    """What the page sent: the slips ticked, what was typed for each, and for all."""

    ticked: tuple[str, ...] = ()
    versions: Mapping[str, int] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)
    numbers: Mapping[str, str] = field(default_factory=dict)
    common: str = ""
    period: Mapping[str, str] = field(default_factory=dict)

    def picks(self, name: str) -> list[Pick]:
        """Return the ticked slips; one without a text of its own gets the one for all."""
        picks = []
        for record_id in self.ticked:
            own = self.texts.get(record_id, "")
            typed = {name: own if own.strip() else self.common}
            picks.append(Pick(record_id, self.versions.get(record_id, 0), typed))
        return picks


@dataclass(frozen=True)
class ListLine:
    """One slip that may be ticked; without `slip` it waits no longer and is only told of."""

    record_id: str
    number: str
    title: str
    slip: WaitingSlip | None
    ticked: bool
    error: str
    field: FieldView


def asked_field(desk: ConsolidationDesk) -> Field:
    """Return the one field that the listing of a slip asks for."""
    (asked,) = move_form(desk.form, desk.move).fields
    return asked


def period_fields(desk: ConsolidationDesk, sent: Sent, faults: Faults) -> tuple[FieldView, ...]:
    """Return the first and the last day of the period, as typed or as they are now."""
    now = dict(zip(PERIOD, (desk.begins, desk.ends), strict=True))
    labels = dict(zip(PERIOD, (_("Phiếu nhận từ ngày"), _("Đến hết ngày")), strict=True))
    return tuple(
        plain_field(
            name,
            "date",
            labels[name],
            sent.period.get(name) or day_words(now[name]),
            faults,
            short=True,
        )
        for name in PERIOD
    )


def common_field(desk: ConsolidationDesk, sent: Sent) -> FieldView:
    """Return the field of what is typed once for all."""
    view = BoxForm(language()).field(asked_field(desk), sent.common, COMMON)
    return replace(
        view,
        label=_("%(what)s, chung cho các phiếu để trống", what=view.label),
        hint=_("Phiếu được chọn mà ô riêng để trống thì lấy nội dung này."),
        optional=True,
    )


def list_lines(desk: ConsolidationDesk, sent: Sent, faults: Faults) -> list[ListLine]:
    """Return every slip of the period, then those that were sent and wait here no longer."""
    shown = {each.record_id: each for each in desk.slips}
    gone = [each for each in sent.ticked if each not in shown]
    return [
        *(_line(desk, each.record_id, each, sent, faults) for each in desk.slips),
        *(_line(desk, each, None, sent, faults) for each in dict.fromkeys(gone)),
    ]


def list_faults(
    lines: list[ListLine], fields: tuple[FieldView, ...], general: str
) -> tuple[FaultView, ...]:
    """Return the error summary: each fault with the slip it concerns and a link to it."""
    found = [FaultView(general, "")] if general else []
    found += [FaultView(each.error, f"#{each.id}") for each in fields if each.error]
    for line in lines:
        if line.error:
            found.append(FaultView(f"{line.title}: {line.error}", f"#pick-{line.record_id}"))
        if line.field.error:
            found.append(FaultView(f"{line.title}: {line.field.error}", f"#{line.field.id}"))
    return tuple(found)


def period_address(begins: date, ends: date) -> str:
    """Return the address of the page for that period."""
    days: dict[str, Any] = {PERIOD[0]: day_words(begins), PERIOD[1]: day_words(ends)}
    return url_for("web.consolidated_list", **days)


def _line(
    desk: ConsolidationDesk, record_id: str, slip: WaitingSlip | None, sent: Sent, faults: Faults
) -> ListLine:
    own, wrong = _faults_of(sent, faults, record_id)
    number = slip.number if slip else sent.numbers.get(record_id, "")
    gone = "" if slip else _("Phiếu không còn trong danh sách của kỳ này.")
    return ListLine(
        record_id,
        number,
        record_title(desk.form, number),
        slip,
        ticked=slip is not None and record_id in sent.ticked,
        error=own or gone,
        field=_field(desk, record_id, sent, wrong),
    )


def _field(desk: ConsolidationDesk, record_id: str, sent: Sent, wrong: Faults) -> FieldView:
    asked = asked_field(desk)
    form = BoxForm(language(), wrong)
    view = form.field(asked, sent.texts.get(record_id, ""), f"{asked.name}-{record_id}", asked.name)
    return replace(view, hint="", optional=False)


def _faults_of(sent: Sent, faults: Faults, record_id: str) -> tuple[str, Faults]:
    """Return what is wrong with the slip itself, and what of its fields."""
    own: list[str] = []
    wrong: dict[str, tuple[Label, ...]] = {}
    for path, labels in _of_pick(sent, faults, record_id):
        if path:
            wrong[path] = tuple(labels)
        else:
            own.append(said(*labels))
    return " ".join(own), wrong


def _of_pick(sent: Sent, faults: Faults, record_id: str) -> Iterator[tuple[str, tuple[Label, ...]]]:
    for path, labels in faults.items():
        head, _dot, rest = path.partition(".")
        place, _dot, name = rest.partition(".")
        if head == "picks" and place.isdigit() and sent.ticked[int(place)] == record_id:
            yield name, tuple(labels)
