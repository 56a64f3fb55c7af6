"""People: entered, changed, closed, given a new password; one by one or from an Excel sheet."""

from __future__ import annotations

import io
from collections.abc import Sequence

from flask import flash, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue

from service.formkit.field_errors import Faults
from service.formkit.moves import Role
from service.web.door import the_actor, the_office, web
from service.web.held_views import CONFIRMED, closing_of_person
from service.web.i18n import gettext as _
from service.web.i18n import language
from service.web.people_views import (
    NewPasswords,
    StoredPerson,
    import_fields,
    person_fields,
    person_head,
    person_lines,
    side_field,
    summary,
    tenure_lines,
)
from service.web.suggestions import suggestions
from service.web.views import FaultView, FieldView
from service.workflow import people_admin
from service.workflow.errors import FieldErrors, NotFound, WorkflowError
from service.workflow.held_work import Held, StillHeld
from service.workflow.people_admin import NewPerson, PersonEntry
from service.workflow.people_import import (
    Entering,
    RowsRefused,
    import_people,
    people_pattern,
)
from service.workflow.people_sheet import SheetTooLarge
from service.workflow.sample_house import has_sample_house
from service.workflow.spreadsheet import EXCEL


@web.get("/people")
def people() -> ResponseReturnValue:
    """Answer with everybody."""
    return _people_page()


@web.post("/people")
def add_person() -> ResponseReturnValue:
    """Enter one person and show the first password."""
    try:
        new = people_admin.add_person(the_office(), the_actor(), _typed_entry())
    except FieldErrors as wrong:
        return _people_page(faults=wrong.faults), 422
    return _people_page(made=(new,))


@web.post("/people/import")
def import_sheet() -> ResponseReturnValue:
    """Enter the people of an Excel sheet, all or none, and show their first passwords."""
    sheet = request.files.get("sheet")
    how = Entering(_ticked("new_units"), _ticked("sample_rows"))
    content = sheet.read() if sheet else b""
    try:
        made = import_people(the_office(), the_actor(), content, how)
    except RowsRefused as refused:
        told = language()
        rows = (
            _("Dòng %(n)s: %(what)s", n=row, what=f"{column}: {label.in_(told)}")
            for row, column, label in refused.faults
        )
        return _people_page(import_faults=[refused.label.in_(told), *rows]), 422
    except FieldErrors as wrong:
        told = language()
        faults = [label.in_(told) for labels in wrong.faults.values() for label in labels]
        return _people_page(import_faults=faults), 422
    except WorkflowError as wrong:
        status = 413 if isinstance(wrong, SheetTooLarge) else 422
        return _people_page(import_faults=[wrong.label.in_(language())]), status
    if made.units:
        flash(_("Đã thêm đơn vị: %(names)s.", names=", ".join(made.units)), "green")
    return _people_page(made=made.people)


@web.get("/people/pattern.xlsx")
def people_sheet_pattern() -> ResponseReturnValue:
    """Answer with an Excel file to fill with people."""
    pattern = io.BytesIO(people_pattern(the_office(), the_actor()))
    return send_file(pattern, EXCEL, as_attachment=True, download_name="nhap-nguoi-dung.xlsx")


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
        return _closing_page(person_id, entry, asks.held, request.path)
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
        return _closing_page(person_id, entry, asks.held, request.path)
    except FieldErrors as wrong:
        return _person_page(person_id, wrong.faults), 422
    return redirect(url_for("web.person", person_id=person_id), 303)


@web.post("/people/<int:person_id>/password")
def reset_password(person_id: int) -> ResponseReturnValue:
    """Give a new first password and show it once."""
    return _people_page(made=(people_admin.reset_password(the_office(), the_actor(), person_id),))


def _change(person_id: int, entry: PersonEntry) -> None:
    told = request.form.get(CONFIRMED) == "1"
    people_admin.change_person(the_office(), the_actor(), person_id, entry, confirmed=told)


def _closing_page(person_id: int, entry: PersonEntry, held: Held, href: str) -> ResponseReturnValue:
    back, name = url_for("web.person", person_id=person_id), _find(person_id).full_name
    view = closing_of_person(held, name, href=href, back=back, closes=not entry.active)
    return render_template("closing.html", closing=view), 422


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
        is_sample=_ticked("is_sample"),
    )


def _ticked(name: str) -> bool:
    return "true" in request.form.getlist(name)


def _find(person_id: int) -> StoredPerson:
    everybody = people_admin.list_people(the_office(), the_actor())
    found = next((each for each in everybody if each.id == person_id), None)
    if found is None:
        raise NotFound
    return found


def _people_page(
    faults: Faults | None = None,
    made: tuple[NewPerson, ...] = (),
    import_faults: Sequence[str] = (),
) -> str:
    actor = the_actor()
    everybody = people_admin.list_people(the_office(), actor)
    entry = _typed_entry() if faults else None
    return render_template(
        "people.html",
        people=person_lines(everybody),
        fields=(*person_fields(entry, faults or {}), *_side(faults or {})),
        faults=(*summary(faults or {}), *(FaultView(text, "#sheet") for text in import_faults)),
        new_passwords=NewPasswords.of(made),
        suggestions=suggestions(),
        import_fields=import_fields(as_sample=actor.is_sample, ticked=_ticked),
        has_sample_people=has_sample_house(the_office()),
    )


def _side(faults: Faults) -> tuple[FieldView, ...]:
    """Return the choice between sample and real person, which sample accounts alone have."""
    if not the_actor().is_sample:
        return ()
    return (side_field("is_sample", faults, ticked=_ticked("is_sample")),)


def _person_page(person_id: int, faults: Faults | None = None) -> str:
    known = _find(person_id)
    entry = _typed_entry() if faults and "username" in request.form else None
    return render_template(
        "person.html",
        person=person_head(known, is_oneself=person_id == the_actor().person_id),
        tenures=tenure_lines(people_admin.roles_held(the_office(), the_actor(), person_id)),
        fields=person_fields(entry or known, faults or {}),
        faults=summary(faults or {}),
        suggestions=suggestions(),
    )
