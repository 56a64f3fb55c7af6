"""Units of the office: entered, renamed, closed."""

from operator import attrgetter

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from service.formkit.labels import Faults, Label
from service.web.components.field_views import summary
from service.web.context import the_actor, the_office, web
from service.web.i18n import gettext as _
from service.web.pages.administration.held_work_views import (
    CONFIRMED,
    closing_of_unit,
    closing_page,
)
from service.web.pages.administration.people_views import ThingPage, unit_fields
from service.web.pages.layout import MenuEntry, enter_in_menu
from service.workflow.actor import require_administrator
from service.workflow.errors import FieldErrors, NotFound
from service.workflow.people import people
from service.workflow.people.held_work import StillHeld
from service.workflow.people.people import Unit

enter_in_menu(
    MenuEntry(
        "units",
        "building",
        Label("Các đơn vị", "Units"),
        "units",
        place=120,
        may_see=attrgetter("is_administrator"),
        pages=("add_unit", "unit", "change_unit"),
    )
)


@web.get("/units")
def units() -> ResponseReturnValue:
    """Answer with every unit."""
    require_administrator(the_actor())
    return _units_page()


@web.post("/units")
def add_unit() -> ResponseReturnValue:
    """Enter a unit."""
    office, actor = the_office(), the_actor()
    require_administrator(actor)
    try:
        people.add_unit(office, actor, *_typed())
    except FieldErrors as wrong:
        return _units_page(wrong.faults), 422
    flash(_("Đã thêm đơn vị."), "green")
    return redirect(url_for("web.units"), 303)


@web.get("/units/<int:unit_id>")
def unit(unit_id: int) -> ResponseReturnValue:
    """Answer with one unit."""
    return _unit_page(_find(unit_id))


@web.post("/units/<int:unit_id>")
def change_unit(unit_id: int) -> ResponseReturnValue:
    """Change a unit's name."""
    known = _find(unit_id)
    return _change(known, *_typed(), active=known.active)


@web.post("/units/<int:unit_id>/active")
def toggle_unit(unit_id: int) -> ResponseReturnValue:
    """Close a unit, so that it is offered no more, or open it again."""
    known = _find(unit_id)
    active = request.form.get("active") == "1"
    return _change(known, known.name, known.abbreviation, active=active)


def _change(known: Unit, name: str, abbreviation: str, *, active: bool) -> ResponseReturnValue:
    try:
        people.change_unit(
            the_office(),
            the_actor(),
            known.id,
            name,
            abbreviation,
            active=active,
            confirmed=request.form.get(CONFIRMED) == "1",
        )
    except StillHeld as asks:
        view = closing_of_unit(asks.held, known.name)
        return closing_page(view, url_for("web.unit", unit_id=known.id)), 422
    except FieldErrors as wrong:
        return _unit_page(known, wrong.faults), 422
    flash(_("Đã lưu."), "green")
    return redirect(url_for("web.unit", unit_id=known.id), 303)


def _typed() -> tuple[str, str]:
    return request.form.get("name", ""), request.form.get("abbreviation", "")


def _find(unit_id: int) -> Unit:
    actor = the_actor()
    require_administrator(actor)
    listed = people.list_units(the_office(), actor)
    found = [each for each in listed if each.id == unit_id]
    if not found:
        raise NotFound
    return found[0]


def _units_page(faults: Faults | None = None) -> str:
    return render_template(
        "administration/units.html",
        units=people.list_units(the_office(), the_actor()),
        fields=unit_fields(*_typed(), faults or {}),
        faults=summary(faults or {}),
    )


def _unit_page(known: Unit, faults: Faults | None = None) -> str:
    name, abbreviation = _typed() if faults else (known.name, known.abbreviation)
    page = ThingPage("unit", known, known.name, _("Các đơn vị"), "units")
    return page.with_fields(unit_fields(name, abbreviation, faults or {}), faults or {})
