"""Records: the list with its filters, and the page of one."""

from __future__ import annotations

from secrets import token_urlsafe
from typing import Any

from flask import render_template, url_for
from flask.typing import ResponseReturnValue

from service.web.components.days_off_words import days_off_words
from service.web.components.page_views import FilterView
from service.web.components.suggestions import suggestions
from service.web.components.views import NavItem, OptionView
from service.web.context import the_actor, the_office, web
from service.web.i18n import gettext as _
from service.web.i18n import language, ngettext
from service.web.pages.administration.people_views import summary
from service.web.pages.corrections.correction_views import proposal_card
from service.web.pages.record.evidence_views import NOTHING_SENT, EvidenceAttempt, evidence_card
from service.web.pages.record.move_views import Attempt, PanelView, panel_faults, panel_view
from service.web.pages.record.record_views import (
    companion_papers,
    record_facts,
    record_head,
    record_lines,
    record_sections,
    record_versions,
)
from service.web.pages.record.recurrence_views import repetition_card
from service.web.pages.record.stage_path import record_path
from service.web.pages.record.timeline import record_timeline
from service.web.pages.record.turn_card import link_lines, turn_card
from service.web.pages.record_list.filters import (
    first_tab,
    group_tabs,
    records_address,
    stages_shown,
    wanted_records,
)
from service.web.pages.record_list.register_panel import register_panel
from service.web.pages.record_list.saved_view_bar import (
    NOTHING_SAVED,
    SavingAttempt,
    saved_views_bar,
)
from service.web.pages.unsent.unsent_views import unsent_lines
from service.workflow.drafts.edit_returned import draft_begun
from service.workflow.drafts.unsent_texts import list_unsent
from service.workflow.files.evidence import RecordEvidence, list_evidence
from service.workflow.moves.consolidation.consolidation_desk import may_make_lists
from service.workflow.moves.move_panel import MovePanel
from service.workflow.records.count_records import count_groups
from service.workflow.records.read_records import (
    RecordFilter,
    RecordPage,
    RecordView,
    list_records,
    open_record,
)
from service.workflow.records.saved_views import list_views
from service.workflow.recurrence.read_recurrence import read_repetition


@web.get("/records")
def records() -> ResponseReturnValue:
    """Answer with the records the person may see, as the address filters them."""
    return record_list(wanted_records())


def record_list(wanted: RecordFilter, attempt: SavingAttempt = NOTHING_SAVED) -> str:
    """Return the list, with what was refused of saving its filters under a name."""
    page = list_records(the_office(), the_actor(), wanted)
    return render_template(
        "record_list/records.html",
        heading=_("Hồ sơ"),
        tabs=_tabs(),
        views=saved_views_bar(wanted, list_views(the_office(), the_actor()), attempt),
        faults=summary(attempt.faults),
        groups=group_tabs(wanted, count_groups(the_office(), the_actor(), wanted)),
        chosen=wanted,
        filters=_filters(wanted, page),
        records=record_lines(page.rows, page.today),
        count_words=_count(page),
        before_href=_page_href(wanted, page.page - 1) if page.page > 1 else "",
        after_href=_page_href(wanted, page.page + 1) if page.has_next else "",
        export_href=records_address("web.records_sheet", wanted),
        register=register_panel(wanted.form or ""),
        lists_href=_lists_href(),
    )


@web.get("/records/<record_id>")
def record(record_id: str) -> ResponseReturnValue:
    """Answer with one record: what it says, its papers, what happened."""
    return record_page(record_id)


def record_page(record_id: str, attempt: EvidenceAttempt = NOTHING_SENT) -> str:
    """Return the page of a record, with what was refused of a file sent to it."""
    return _page(open_record(the_office(), the_actor(), record_id), attempt)


def move_page(panel: MovePanel, attempt: Attempt, **more: Any) -> str:
    """Return the page of a record with the panel of a move open in its card."""
    view = panel_view(panel, attempt, draft_begun(the_office(), the_actor(), panel.record.id))
    meanwhile, faults = attempt.meanwhile, panel_faults(view, attempt)
    days_off = days_off_words(panel.calendar, panel.today)
    return _page(
        panel.record,
        panel=view,
        faults=faults,
        meanwhile=meanwhile,
        suggestions=suggestions(),
        days_off=days_off,
        **more,
    )


def _page(view: RecordView, attempt: EvidenceAttempt = NOTHING_SENT, **more: Any) -> str:
    evidence = list_evidence(the_office(), the_actor(), view.id)
    unsent = list_unsent(the_office(), the_actor(), view.id)
    return render_template(
        "record/move.html" if "panel" in more else "record/record.html",
        record=record_head(view),
        path=record_path(view),
        turn=turn_card(view),
        links=link_lines(view),
        proposal=proposal_card(view),
        sections=record_sections(view),
        versions=record_versions(view),
        companions=companion_papers(view),
        timeline=record_timeline(view),
        facts=record_facts(view),
        evidence=evidence_card(view.id, evidence, attempt, token_urlsafe(16)),
        unsent_texts=unsent_lines(unsent, but=_forms_here(view, evidence, more.get("panel"))),
        repetition=repetition_card(read_repetition(the_office(), the_actor(), view.id)),
        **more,
    )


def _forms_here(view: RecordView, evidence: RecordEvidence, panel: PanelView | None) -> set[str]:
    """Return the addresses whose unsent text stands in its own form on this page."""
    adding = {url_for("web.evidence", record_id=view.id)} if evidence.may_add else set()
    return adding | {panel.href} if panel else adding


def _tabs() -> list[NavItem]:
    forms = [
        NavItem(form.code, form.short.in_(language()), first_tab(form))
        for form in the_office().catalogue
    ]
    return [NavItem("", _("Tất cả"), url_for("web.records")), *forms]


def _filters(wanted: RecordFilter, page: RecordPage) -> list[FilterView]:
    forms = [f for f in the_office().catalogue if wanted.form in (None, f.code)]
    shown = stages_shown(wanted, forms)
    stages = {s.key: s.label.in_(language()) for f in forms for s in f.stages if s.key in shown}
    units = {str(unit.id): unit.name for unit in page.units}
    years = {str(year): str(year) for year in page.years}
    return [
        _filter("unit", _("Đơn vị"), _("Tất cả đơn vị"), units, wanted.unit_id),
        _filter("year", _("Năm"), _("Tất cả các năm"), years, wanted.year),
        _filter("stage", _("Bước"), _("Tất cả các bước"), stages, wanted.stage),
    ]


def _filter(name: str, label: str, every: str, words: dict[str, str], chosen: Any) -> FilterView:
    options = tuple(OptionView(key, text, key == str(chosen)) for key, text in words.items())
    return FilterView(name, label, every, options)


def _count(page: RecordPage) -> str:
    if page.total_is_more:
        return _("Hơn %(n)d hồ sơ", n=page.total)
    return ngettext("%(num)d hồ sơ", "%(num)d hồ sơ", page.total)


def _page_href(wanted: RecordFilter, page: int) -> str:
    return records_address("web.records", wanted, page=page)


def _lists_href() -> str:
    may = may_make_lists(the_office(), the_actor())
    return url_for("web.consolidated_list") if may else ""
