"""People from an Excel sheet: what it would enter, and entering it, all rows or none."""

from collections.abc import Mapping
from typing import Any

from flask import request
from marshmallow import fields as ma

from service.web.api.authentication import actor, office
from service.web.api.blueprint import WITH_BODY, ApiBlueprint
from service.web.api.operations.administration import people
from service.web.api.operations.administration.people import ROLE_LIST, SIDE, NewPersonShape
from service.web.api.operations.documents.documents import OCTETS, file_body
from service.web.api.parsing import FileWanted, read_file
from service.web.api.schemas import (
    SENTENCES,
    AnswerShape,
    Faulty,
    Flag,
    LabelShape,
    TakenShape,
    computed,
)
from service.workflow.people_sheets import import_people as people_import
from service.workflow.people_sheets import read_sheet

door = ApiBlueprint(
    "people_sheets", "Nhập người dùng từ Excel · People from Excel", tag=people.door.name, place=130
)

SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
A_SHEET = FileWanted((SHEET, OCTETS), read_sheet.MOST_BYTES, read_sheet.SheetTooLarge.label)


class PreviewWanted(TakenShape):
    """On which side the people would be entered."""

    is_sample = Flag(load_default=False, metadata=SIDE)


class ImportWanted(PreviewWanted):
    """How a sheet of people is entered."""

    new_units = Flag(
        load_default=False,
        metadata={"description": "add units not known yet whose name is like no known one"},
    )
    leave_out = Flag(
        load_default=False,
        metadata={"description": "what is not read of the file (see the preview) is not missed"},
    )


class RowShape(AnswerShape):
    """One person as the sheet has them, and where a person finds the row in Excel."""

    sheet = ma.String()
    row = ma.Integer(attribute="number")
    username = ma.String(attribute="entry.username")
    full_name = ma.String(attribute="entry.full_name")
    title = ma.String(attribute="entry.title")
    unit_name = ma.String(attribute="entry.unit_name")
    roles = computed(lambda row: sorted(row.entry.roles), **ROLE_LIST)
    email = ma.String(attribute="entry.email")


class UnitAskedShape(AnswerShape):
    """A unit that nobody knows: in which rows, and the known units whose names are like it."""

    name = ma.String()
    abbreviation = ma.String()
    rows = ma.List(ma.Integer(), attribute="row_numbers")
    alike = ma.List(ma.String())


class PreviewShape(AnswerShape):
    """What a sheet would enter; nothing is entered.

    `errors` stand beside `<row>.<column>`, `left_out` is what of the file is not read.
    """

    people = ma.List(ma.Nested(RowShape), attribute="people.rows")
    units_asked = ma.List(ma.Nested(UnitAskedShape), attribute="asked")
    left_out = ma.List(ma.Nested(LabelShape))
    errors = Faulty(metadata=SENTENCES)


@door.post(
    "/people/import",
    "Nhập từ tệp Excel · Import from an Excel sheet",
    query=ImportWanted,
    answers=NewPersonShape(many=True),
    status=201,
    errors=WITH_BODY,
    requestBody=file_body(SHEET, OCTETS),
)
def import_people(wanted: Mapping[str, Any]) -> Any:
    """Return the people of the sheet with their first passwords; all rows or none.

    What is wrong stands beside `<row>.<column>`. A unit that is not known is a fault, unless
    `new_units` asks for it to be added. Where something of the file would not be read (a hidden
    sheet or row, a column that is not asked for), this answers 422 naming it until `leave_out` is
    true.
    """
    entering = people_import.Entering(
        wanted["new_units"], wanted["is_sample"], asks_first=not wanted["leave_out"]
    )
    return people_import.import_people(office(), actor(), _sheet(), entering).people


@door.post(
    "/people/import/preview",
    "Xem trước tệp Excel · What an Excel sheet would enter",
    query=PreviewWanted,
    answers=PreviewShape,
    errors=WITH_BODY,
    requestBody=file_body(SHEET, OCTETS),
)
def preview_people(wanted: Mapping[str, Any]) -> Any:
    """Return the people, the units that are not known, what is wrong and what is left out."""
    entering = people_import.Entering(is_sample=wanted["is_sample"])
    return people_import.preview_sheet(office(), actor(), _sheet(), entering)


def _sheet() -> bytes:
    return read_file(request, A_SHEET)
