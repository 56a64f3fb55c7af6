"""Delegations: one's own, given and received; giving one, taking it back, its paper."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from service.formkit.labels import Faults, Label
from service.web.components.field_views import summary
from service.web.components.suggestions import people_offered
from service.web.context import the_actor, the_office, web
from service.web.downloads import hand_out_as_asked
from service.web.i18n import gettext as _
from service.web.pages.delegation.delegation_views import (
    FIELDS,
    giving_fields,
    may_give_something,
    what_is_chosen,
)
from service.web.pages.layout import MenuEntry, enter_in_menu
from service.workflow.account.sign_in import new_token
from service.workflow.delegation import give_delegation as deeds
from service.workflow.delegation import read_delegations
from service.workflow.delegation.read_delegations import people_to_delegate_to
from service.workflow.errors import FieldErrors

enter_in_menu(
    MenuEntry(
        "delegations",
        "user-check",
        Label("Ủy quyền", "Delegation"),
        "delegations",
        place=210,
        where="account",
        pages=("give_delegation", "revoke_delegation"),
    )
)


@web.get("/delegations")
def delegations() -> ResponseReturnValue:
    """Answer with the person's delegations; `?record=` offers that slip."""
    record = request.args.get("record", "")
    return _page({"what": f"record:{record}"} if record else {}, {}, record)


@web.post("/delegations")
def give_delegation() -> ResponseReturnValue:
    """Give a delegation."""
    typed = {name: request.form.get(name, "") for name in FIELDS}
    role, record_id = what_is_chosen(typed["what"])
    try:
        made = deeds.give_delegation(
            the_office(),
            the_actor(),
            receiver=typed["receiver"],
            role=role,
            record_id=record_id,
            authority=typed["authority"],
            from_day=typed["from_day"],
            to_day=typed["to_day"],
            scope=typed["scope"].replace("\r\n", "\n"),
            submission=request.form.get("submission", ""),
        )
    except FieldErrors as wrong:
        return _page(typed, wrong.faults, record_id or ""), 422
    flash(_("Đã ủy quyền cho %(name)s.", name=made.receiver_name), "green")
    return redirect(url_for("web.delegations"), 303)


@web.get("/delegations/<int:delegation_id>/revoke")
def revoke_delegation(delegation_id: int) -> ResponseReturnValue:
    """Ask whether the delegation is to be taken back."""
    found = read_delegations.read_delegation(the_office(), the_actor(), delegation_id)
    return render_template("delegation/revoke_delegation.html", line=found)


@web.post("/delegations/<int:delegation_id>/revoke")
def take_delegation_back(delegation_id: int) -> ResponseReturnValue:
    """Take the delegation back."""
    revoked = deeds.revoke_delegation(the_office(), the_actor(), delegation_id)
    flash(_("Đã thu hồi ủy quyền của %(name)s.", name=revoked.receiver_name), "green")
    return redirect(url_for("web.delegations"), 303)


@web.get("/delegations/<int:delegation_id>/paper.<any(docx, pdf):kind>")
def delegation_paper(delegation_id: int, kind: str) -> ResponseReturnValue:
    """Answer with the delegation's Giấy ủy quyền."""
    word, pdf = read_delegations.delegation_word, read_delegations.delegation_pdf
    take = word if kind == "docx" else pdf
    return hand_out_as_asked(take(the_office(), the_actor(), delegation_id))


def _page(typed: dict[str, str], faults: Faults, record_id: str) -> str:
    office, actor = the_office(), the_actor()
    desk = read_delegations.list_delegations(office, actor, record_id)
    may_give = may_give_something(desk)
    receivers = people_offered(people_to_delegate_to(office, actor)) if may_give else ()
    return render_template(
        "delegation/delegations.html",
        given=desk.given,
        received=desk.received,
        everybody=desk.everybody,
        fields=giving_fields(desk, typed, faults) if may_give else (),
        faults=summary(faults),
        submission=new_token(),
        suggestions={"receivers": receivers},
    )
