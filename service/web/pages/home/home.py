"""The first page: what waits for one, what one follows, drafts, recent records, forms to begin."""

from flask import render_template
from flask.typing import ResponseReturnValue

from service.formkit.labels import Label
from service.web.components.record_words import form_choices
from service.web.context import the_actor, the_office, web
from service.web.i18n import gettext as _
from service.web.i18n import office_today
from service.web.pages import layout
from service.web.pages.layout import MenuEntry, enter_in_menu
from service.web.pages.unsent.unsent_views import unsent_lines
from service.workflow.bundles.request_bundle import list_bundles
from service.workflow.drafts.draft_view import DraftView
from service.workflow.drafts.drafts import list_drafts
from service.workflow.drafts.unsent_texts import list_unsent
from service.workflow.inbox.inbox import read_inbox
from service.workflow.inbox.inbox_lines import Inbox, Work
from service.workflow.records.read_records import newest_records
from service.workflow.security.changed_rights import changed_rights

RECENT = 10
SUBJECT = 90

enter_in_menu(
    MenuEntry(
        "home",
        "list-check",
        Label("Việc của tôi", "My work"),
        "home",
        place=10,
        where="bar",
        count=layout.count_waiting,
    )
)
enter_in_menu(
    MenuEntry(
        "forms", "file-plus", Label("Biểu mẫu", "Forms"), "choose_form", place=30, where="bar"
    )
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
        inbox=inbox,
        groups=_work_groups(inbox),
        more=max(inbox.count - inbox.shown, 0),
        rights=changed_rights(office, actor),
        bundles=list_bundles(office, actor),
        drafts=list_drafts(office, actor),
        unsent=unsent_lines(list_unsent(office, actor)),
        removed=list_drafts(office, actor, removed=True),
        subject=_subject,
        records=newest_records(office, actor, RECENT),
        forms=[form for form in form_choices(office, actor) if form.may_open],
    )


@web.get("/forms")
def choose_form() -> ResponseReturnValue:
    """Answer with every form: to begin, or to print blank."""
    office, actor = the_office(), the_actor()
    return render_template("home/choose_form.html", forms=form_choices(office, actor))


def _work_groups(inbox: Inbox) -> list[tuple[str, str, str, tuple[Work, ...]]]:
    """Return what is overdue, due this week and later; empty groups stay away."""
    groups = [
        (_("Quá hạn"), "red", "alert-circle", inbox.overdue),
        (_("Tuần này"), "amber", "clock", inbox.this_week),
        (_("Sau tuần này"), "", "", inbox.later),
    ]
    return [group for group in groups if group[-1]]


def _subject(draft: DraftView) -> str:
    """Return what a draft is about: the first line of its subject."""
    text = str(draft.answers.get(draft.form.subject_field or "", "")).strip()
    first = text.splitlines()[0] if text else ""
    return first if len(first) <= SUBJECT else first[: SUBJECT - 1].rstrip() + "…"
