"""The first page: what waits for one, what one follows, drafts, recent records, forms to begin."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from service.web.components.form_labels import form_choices
from service.web.context import the_actor, the_office, web
from service.web.i18n import OFFICE_ZONE, office_today
from service.web.i18n import gettext as _
from service.web.menu import MenuEntry, enter_in_menu
from service.web.pages import layout
from service.web.pages.home.draft_lines import draft_lines
from service.web.pages.home.inbox_views import (
    followed_lines,
    may_do_lines,
    notice_lines,
    vacant_lines,
    work_groups,
)
from service.web.pages.record_list.bundle_views import bundle_lines
from service.web.pages.record_list.lines import record_lines
from service.web.pages.security.security_views import log_lines
from service.web.pages.unsent.unsent_views import unsent_lines
from service.workflow.bundles.request_bundle import list_bundles
from service.workflow.drafts.drafts import list_drafts
from service.workflow.drafts.unsent_texts import list_unsent
from service.workflow.inbox.inbox import read_inbox
from service.workflow.records.read_records import newest_records
from service.workflow.security.changed_rights import changed_rights

RECENT = 10

enter_in_menu(
    MenuEntry(
        "home",
        "list-check",
        lambda: _("Việc của tôi"),
        "home",
        place=10,
        where="bar",
        count=layout.count_waiting,
    )
)
enter_in_menu(
    MenuEntry("forms", "file-plus", lambda: _("Biểu mẫu"), "choose_form", place=30, where="bar")
)


@web.get("/")
def home() -> ResponseReturnValue:
    """Answer with what waits for the person and what lately happened."""
    office, actor = the_office(), the_actor()
    inbox, now = read_inbox(office, actor, beside=RECENT), office.now()
    layout.tell_waiting(inbox.count)
    return render_template(
        "home/home.html",
        today=office_today(now),
        groups=work_groups(inbox),
        more=max(inbox.count - inbox.shown, 0),
        may_do=may_do_lines(inbox.may_do),
        vacant=vacant_lines(inbox.vacant),
        notices=notice_lines(inbox.notices),
        rights=log_lines(changed_rights(office, actor)),
        bundles=bundle_lines(list_bundles(office, actor)),
        followed=followed_lines(inbox.followed),
        drafts=draft_lines(list_drafts(office, actor)),
        unsent=unsent_lines(list_unsent(office, actor)),
        removed=draft_lines(list_drafts(office, actor, removed=True)),
        records=record_lines(
            newest_records(office, actor, RECENT), now.astimezone(OFFICE_ZONE).date()
        ),
        forms=[form for form in form_choices(office, actor) if form.may_open],
    )


@web.get("/forms")
def choose_form() -> ResponseReturnValue:
    """Answer with every form: to begin, or to print blank."""
    office, actor = the_office(), the_actor()
    return render_template("home/choose_form.html", forms=form_choices(office, actor))
