"""People: entered, changed, closed, given a new password, one by one."""

from collections.abc import Sequence
from operator import attrgetter

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from service.formkit.labels import Faults, Label
from service.formkit.moves import Role
from service.web.components.field_views import FaultView, FieldView, summary
from service.web.components.suggestions import suggestions
from service.web.context import the_actor, the_office, web
from service.web.i18n import gettext as _
from service.web.pages.administration.held_work_views import (
    CONFIRMED,
    closing_of_person,
    closing_page,
)
from service.web.pages.administration.people_sheet_views import NewPasswords, side_fields
from service.web.pages.administration.people_views import (
    ThingPage,
    person_fields,
    role_names,
    side_field,
)
from service.web.pages.layout import MenuEntry, enter_in_menu
from service.workflow.errors import FieldErrors, NotFound
from service.workflow.people import people as people_admin
from service.workflow.people.held_work import HeldPart, StillHeld
from service.workflow.people.people import NewPerson, Person, PersonEntry
from service.workflow.people_sheets.password_sheet import password_sheet
from service.workflow.sample_data.load import has_sample_house

enter_in_menu(
    MenuEntry(
        "people",
        "users",
        Label("Người dùng", "People"),
        "people",
        place=110,
        may_see=attrgetter("is_administrator"),
        pages=("add_person", "person", "change_person"),
    )
)


@web.get("/people")
def people() -> ResponseReturnValue:
    """Answer with everybody."""
    return people_page()


@web.post("/people")
def add_person() -> ResponseReturnValue:
    """Enter one person and show the first password."""
    try:
        new = people_admin.add_person(the_office(), the_actor(), _typed_entry())
    except FieldErrors as wrong:
        return people_page(faults=wrong.faults), 422
    return people_page(made=(new,))


@web.get("/people/<int:person_id>")
def person(person_id: int) -> ResponseReturnValue:
    """Answer with one person."""
    return _person_page(person_id)


@web.post("/people/<int:person_id>")
def change_person(person_id: int) -> ResponseReturnValue:
    """Change what is known of a person, or ask first where work would be nobody's."""
    entry = _typed_entry()
    try:
        _change(person_id, entry)
    except StillHeld as asks:
        return _closing_page(person_id, entry, asks.held)
    except FieldErrors as wrong:
        return _person_page(person_id, wrong.faults), 422
    flash(_("Đã lưu."), "green")
    return redirect(url_for("web.person", person_id=person_id), 303)


@web.post("/people/<int:person_id>/active")
def toggle_person(person_id: int) -> ResponseReturnValue:
    """Close a person's account, or open it again; where they hold work, ask first."""
    known = _find(person_id)
    entry = PersonEntry(
        known.username,
        known.full_name,
        known.title,
        known.unit_name,
        frozenset(Role(role) for role in known.roles),
        active=request.form.get("active") == "1",
        email=known.email,
    )
    try:
        _change(person_id, entry)
    except StillHeld as asks:
        return _closing_page(person_id, entry, asks.held)
    except FieldErrors as wrong:
        return _person_page(person_id, wrong.faults), 422
    return redirect(url_for("web.person", person_id=person_id), 303)


@web.post("/people/<int:person_id>/password")
def reset_password(person_id: int) -> ResponseReturnValue:
    """Give a new first password and show it once."""
    return people_page(made=(people_admin.reset_password(the_office(), the_actor(), person_id),))


def _change(person_id: int, entry: PersonEntry) -> None:
    told = request.form.get(CONFIRMED) == "1"
    people_admin.change_person(the_office(), the_actor(), person_id, entry, confirmed=told)


def _closing_page(person_id: int, entry: PersonEntry, held: HeldPart) -> ResponseReturnValue:
    view = closing_of_person(held, _find(person_id).full_name, closes=not entry.active)
    return closing_page(view, url_for("web.person", person_id=person_id)), 422


def _typed_entry() -> PersonEntry:
    sent = request.form
    known = {role.value for role in Role}
    return PersonEntry(
        username=sent.get("username", ""),
        full_name=sent.get("full_name", ""),
        title=sent.get("title", ""),
        unit_name=sent.get("unit_name", ""),
        roles=frozenset(Role(role) for role in sent.getlist("roles") if role in known),
        active=sent.get("active", "1") == "1",
        email=sent.get("email", ""),
        is_sample=is_ticked("is_sample"),
    )


def is_ticked(name: str) -> bool:
    """Return whether the page sent that tick."""
    return "true" in request.form.getlist(name)


def _find(person_id: int) -> Person:
    everybody = people_admin.list_people(the_office(), the_actor())
    found = next((each for each in everybody if each.id == person_id), None)
    if found is None:
        raise NotFound
    return found


def people_page(
    faults: Faults | None = None,
    made: tuple[NewPerson, ...] = (),
    import_faults: Sequence[str] = (),
    left_out: Sequence[str] = (),
    new_units: Sequence[str] = (),
) -> str:
    """Return the page of everybody, with the first passwords of whom was `made`, this once.

    `left_out` is what was not read of their sheet, `new_units` came with them.
    """
    actor = the_actor()
    everybody = people_admin.list_people(the_office(), actor)
    entry = _typed_entry() if faults else None
    fields = (*person_fields(entry, faults or {}), *_side(faults or {}))
    return render_template(
        "administration/people.html",
        people=everybody,
        role_names=role_names,
        fields=fields,
        faults=(*summary(faults or {}), *(FaultView(text, "#sheet") for text in import_faults)),
        new_passwords=_passwords(made),
        left_out=left_out,
        new_units=new_units,
        suggestions=suggestions(fields),
        import_fields=side_fields(as_sample=actor.is_sample, ticked=is_ticked),
        has_sample_people=has_sample_house(the_office()),
    )


def _passwords(made: tuple[NewPerson, ...]) -> NewPasswords:
    return NewPasswords.of(made, password_sheet(the_office(), made)) if made else NewPasswords()


def _side(faults: Faults) -> tuple[FieldView, ...]:
    """Return the choice between sample and real person, which sample accounts alone have."""
    if not the_actor().is_sample:
        return ()
    return (side_field("is_sample", faults, ticked=is_ticked("is_sample")),)


def _person_page(person_id: int, faults: Faults | None = None) -> str:
    known, mine = _find(person_id), person_id == the_actor().person_id
    entry = _typed_entry() if faults and "username" in request.form else None
    fields = person_fields(entry or known, faults or {})
    return ThingPage("person", known, known.full_name, _("Người dùng"), "people").with_fields(
        fields,
        faults or {},
        # One's own password is reset by another.
        reset_href="" if mine else url_for("web.reset_password", person_id=person_id),
        tenures=people_admin.roles_held(the_office(), the_actor(), person_id),
        role_names=role_names,
        suggestions=suggestions(fields),
    )
