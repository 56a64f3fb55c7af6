"""The consolidated list of a period: slips ticked, each with a proposal, one paper for all."""

from collections.abc import Callable

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from service.formkit.labels import Faults, Label
from service.web.components.field_views import CONVERT
from service.web.context import the_actor, the_office, web
from service.web.i18n import language
from service.web.pages.consolidation.consolidation_views import (
    COMMON,
    PICKED,
    Sent,
    asked_field,
    common_field,
    list_faults,
    list_lines,
    period_address,
    period_fields,
)
from service.web.pages.layout import MenuEntry, enter_in_menu
from service.web.pages.unsent.unsent_views import unsent_at
from service.workflow.account.sign_in import new_token
from service.workflow.errors import (
    DocumentNotProved,
    FieldErrors,
    NotFound,
    RuleRefuses,
    sentence_of,
)
from service.workflow.moves.consolidation.consolidate_records import MOST_SLIPS, consolidate
from service.workflow.moves.consolidation.consolidation_desk import (
    PERIOD,
    ConsolidationDesk,
    ListMade,
    read_list_desk,
    read_list_made,
    read_period,
)
from service.workflow.moves.consolidation.consolidation_right import may_make_lists

EVERY = "all"

enter_in_menu(
    MenuEntry(
        "lists",
        "clipboard",
        Label("Bảng tổng hợp", "Consolidated list"),
        "consolidated_list",
        place=150,
        may_see_here=may_make_lists,
        pages=("make_list",),
    )
)


@web.get("/lists/consolidated")
def consolidated_list() -> ResponseReturnValue:
    """Answer with the slips that wait to be listed."""
    desk = read_list_desk(the_office(), the_actor())
    return _at_desk(desk, _asked(desk), _page)


@web.post("/lists/consolidated")
def make_list() -> ResponseReturnValue:
    """List the slips that are ticked, or only look at another period with them."""
    desk = read_list_desk(the_office(), the_actor())
    looks = "filter" in request.form or CONVERT in request.form
    return _at_desk(desk, _sent(desk), _page if looks else _make)


def _at_desk(
    desk: ConsolidationDesk,
    sent: Sent,
    answer: Callable[[ConsolidationDesk, Sent], ResponseReturnValue],
) -> ResponseReturnValue:
    """Return the answer at the desk of the period asked for, or what is wrong with the period."""
    try:
        asked = read_period(sent.period)
        desk = read_list_desk(the_office(), the_actor(), *asked)
    except FieldErrors as wrong:
        return _page(desk, sent, wrong.faults), 422
    return answer(desk, sent)


def _make(desk: ConsolidationDesk, sent: Sent) -> ResponseReturnValue:
    office, actor = the_office(), the_actor()
    try:
        made = consolidate(
            office,
            actor,
            sent.picks(asked_field(desk).name),
            period=(desk.begins, desk.ends),
            submission=request.form.get("submission", ""),
        )
    except FieldErrors as wrong:
        return _page(desk, sent, wrong.faults), 422
    except (RuleRefuses, DocumentNotProved) as refused:
        return _page(desk, sent, general=sentence_of(refused).in_(language())), 422
    return redirect(url_for("web.consolidated_list", made=made.record_ids[0]), 303)


def _page(
    desk: ConsolidationDesk, sent: Sent, faults: Faults | None = None, general: str = ""
) -> str:
    faults = faults or {}
    lines, days = list_lines(desk, sent, faults), period_fields(desk, sent, faults)
    return render_template(
        "consolidation/consolidated_list.html",
        clause=f"{desk.form.procedure} {desk.move.clause}",
        period=days,
        common=common_field(desk, sent),
        lines=lines,
        faults=list_faults(lines, days, general),
        desk=desk,
        ticked=sum(line.ticked for line in lines),
        every_href=period_address(desk.begins, desk.ends) + "&tick=all",
        made=_made(),
        submission=request.form.get("submission") or new_token(),
    )


def _made() -> ListMade | None:
    record_id = request.args.get("made", "")
    if not record_id:
        return None
    try:
        return read_list_made(the_office(), the_actor(), record_id)
    except NotFound:
        return None


def _asked(desk: ConsolidationDesk) -> Sent:
    """Return what the address asks for."""
    every = request.args.get("tick") == EVERY
    ticked = tuple(each.record_id for each in desk.slips) if every else ()
    # Texts not sent yet belong to the slips of their own period.
    unsent = unsent_at(url_for("web.consolidated_list"))
    asked = {name: request.args.get(name) or unsent.value(name, "") for name in PERIOD}
    return Sent(ticked, period=asked)


def _sent(desk: ConsolidationDesk) -> Sent:
    """Return what was sent with the page, of no more slips than a list may have and one."""
    form, name = request.form, asked_field(desk).name
    ids = dict.fromkeys(request.form.getlist("slip")[: 3 * MOST_SLIPS])
    return Sent(
        ticked=tuple(dict.fromkeys(form.getlist(PICKED)[: MOST_SLIPS + 1])),
        versions={each: form.get(f"version-{each}", 0, int) for each in ids},
        texts={each: form.get(f"{name}-{each}", "").replace("\r\n", "\n") for each in ids},
        numbers={each: form.get(f"number-{each}", "")[:40] for each in ids},
        common=form.get(COMMON, "").replace("\r\n", "\n"),
        period={day: form.get(day, "") for day in PERIOD},
    )
