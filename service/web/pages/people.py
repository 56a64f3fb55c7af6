"""People: entered, changed, closed, given a new password; one by one or from an Excel sheet."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from service.formkit.field_errors import Faults
from service.formkit.moves import Role
from service.web.door import the_actor, the_office, web
from service.web.i18n import gettext as _
from service.web.i18n import language
from service.web.people_views import (
    NewPasswords,
    StoredPerson,
    person_fields,
    person_head,
    person_lines,
    summary,
    tenure_lines,
)
from service.web.suggestions import suggestions
from service.workflow import people_admin
from service.workflow.errors import FieldErrors, NotFound, WorkflowError
from service.workflow.people_admin import NewPerson, PersonEntry
from service.workflow.people_import import RowsRefused, SheetTooLarge, import_people
from service.workflow.sample_house import count_sample_house


@web.route("/people", methods=["GET", "POST"])
def people() -> ResponseReturnValue:
    """Answer with everybody, or enter one person and show the first password."""
    office, actor = the_office(), the_actor()
    if request.method == "GET":
        return _people_page()
    try:
        new = people_admin.add_person(office, actor, _typed_entry())
    except FieldErrors as wrong:
        return _people_page(faults=wrong.faults), 422
    return _people_page(made=(new,))


@web.post("/people/import")
def import_sheet() -> ResponseReturnValue:
    """Enter the people of an Excel sheet, all or none, and show their first passwords."""
    sheet = request.files.get("sheet")
    try:
        made = import_people(the_office(), the_actor(), sheet.read() if sheet else b"")
    except RowsRefused as refused:
        told = language()
        rows = [(row, f"{column}: {label.in_(told)}") for row, column, label in refused.faults]
        return _people_page(import_faults=[("", refused.label.in_(language())), *rows]), 422
    except WorkflowError as wrong:
        status = 413 if isinstance(wrong, SheetTooLarge) else 422
        return _people_page(import_faults=[("", wrong.label.in_(language()))]), status
    return _people_page(made=made)


@web.route("/people/<int:person_id>", methods=["GET", "POST"])
def person(person_id: int) -> ResponseReturnValue:
    """Answer with one person, or change what is known of them."""
    if request.method == "GET":
        return _person_page(person_id)
    try:
        people_admin.change_person(the_office(), the_actor(), person_id, _typed_entry())
    except FieldErrors as wrong:
        return _person_page(person_id, wrong.faults), 422
    flash(_("Đã lưu."), "green")
    return redirect(url_for("web.person", person_id=person_id), 303)


@web.post("/people/<int:person_id>/active")
def toggle_person(person_id: int) -> ResponseReturnValue:
    """Close a person's account, or open it again."""
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
        people_admin.change_person(the_office(), the_actor(), person_id, entry)
    except FieldErrors as wrong:
        return _person_page(person_id, wrong.faults), 422
    return redirect(url_for("web.person", person_id=person_id), 303)


@web.post("/people/<int:person_id>/password")
def reset_password(person_id: int) -> ResponseReturnValue:
    """Give a new first password and show it once."""
    return _people_page(made=(people_admin.reset_password(the_office(), the_actor(), person_id),))


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
    )


def _find(person_id: int) -> StoredPerson:
    everybody = people_admin.list_people(the_office(), the_actor())
    found = next((each for each in everybody if each.id == person_id), None)
    if found is None:
        raise NotFound
    return found


def _people_page(
    faults: Faults | None = None,
    made: tuple[NewPerson, ...] = (),
    import_faults: list[tuple[int | str, str]] | None = None,
) -> str:
    everybody = people_admin.list_people(the_office(), the_actor())
    entry = _typed_entry() if faults else None
    return render_template(
        "people.html",
        people=person_lines(everybody),
        fields=person_fields(entry, faults or {}),
        faults=summary(faults or {}),
        new_passwords=NewPasswords.of(made),
        import_faults=import_faults or [],
        suggestions=suggestions(),
        has_sample_people=count_sample_house(the_office()).people > 0,
    )


def _person_page(person_id: int, faults: Faults | None = None) -> str:
    known = _find(person_id)
    entry = _typed_entry() if faults and "username" in request.form else None
    return render_template(
        "person.html",
        person=person_head(known),
        tenures=tenure_lines(people_admin.roles_held(the_office(), the_actor(), person_id)),
        fields=person_fields(entry or known, faults or {}),
        faults=summary(faults or {}),
        suggestions=suggestions(),
    )
