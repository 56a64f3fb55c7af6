"""The record list: its tabs, its filters, a page of lines."""

from functools import partial
from typing import Any

from flask import render_template, url_for
from flask.typing import ResponseReturnValue

from service.formkit.labels import Label
from service.web.components.field_views import OptionView, summary
from service.web.components.views import FilterView, NavItem
from service.web.context import the_actor, the_office, web
from service.web.i18n import gettext as _
from service.web.i18n import language, ngettext
from service.web.pages.layout import MenuEntry, enter_in_menu
from service.web.pages.record_list.exports import register_panel
from service.web.pages.record_list.filters import (
    first_tab,
    records_address,
    stages_shown,
    tab_address,
    wanted_records,
)
from service.web.pages.record_list.saved_view_bar import (
    NOTHING_SAVED,
    SavingAttempt,
    saved_views_bar,
)
from service.workflow.moves.consolidation.consolidation_right import may_make_lists
from service.workflow.records.count_records import count_groups
from service.workflow.records.read_records import RecordFilter, RecordPage, list_records
from service.workflow.records.saved_views import list_views

enter_in_menu(
    MenuEntry(
        "records",
        "file-text",
        Label("Hồ sơ", "Records"),
        "records",
        place=20,
        where="bar",
        pages=(
            *("record", "move", "send_move", "correct", "issue_correction", "correction"),
            *("save_view", "bundle"),
        ),
    )
)


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
        groups=count_groups(the_office(), the_actor(), wanted),
        tab_address=partial(tab_address, wanted),
        chosen=wanted,
        records_address=records_address,
        filters=_filters(wanted, page),
        records=page.rows,
        today=page.today,
        count_words=_count(page),
        before_href=_page_href(wanted, page.page - 1) if page.page > 1 else "",
        after_href=_page_href(wanted, page.page + 1) if page.has_next else "",
        export_href=records_address("web.records_sheet", wanted),
        register=register_panel(wanted.form or ""),
        lists_href=_lists_href(),
    )


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
