"""People from an Excel sheet: shown before anything is entered, asked about, entered at once."""

import io
from collections.abc import Sequence

from flask import render_template, request, send_file
from flask.typing import ResponseReturnValue

from service.web.components.field_views import CONVERT, FaultView
from service.web.context import the_actor, the_office, web
from service.web.i18n import gettext as _
from service.web.i18n import language, said
from service.web.pages.administration.people import is_ticked, people_page
from service.web.pages.administration.people_sheet_views import (
    answers_sent,
    preview_faults,
    row_place,
    side_fields,
    unit_questions,
)
from service.web.pages.administration.people_views import role_names
from service.web.pages.administration.streamed_page import Work, as_it_goes
from service.workflow.errors import FieldErrors, WorkflowError
from service.workflow.people_sheets.import_people import (
    Entered,
    Entering,
    Preview,
    RowsRefused,
    SheetLeavesOut,
    entering_people,
    people_pattern,
    preview_people,
    units_asked,
)
from service.workflow.people_sheets.read_sheet import PeopleSheet, SheetTooLarge, read_people
from service.workflow.people_sheets.rows_sent import rows_sent, rows_to_send
from service.workflow.spreadsheet import EXCEL


@web.post("/people/import")
def import_sheet() -> ResponseReturnValue:
    """Show what a sheet would enter, or enter the rows that were shown; all or none.

    A file that is sent without asking for a preview is entered at once where nothing is open.
    """
    return as_it_goes(_import(), _("Đang nhập người dùng"))


@web.get("/people/pattern.xlsx")
def people_sheet_pattern() -> ResponseReturnValue:
    """Answer with an Excel file to fill with people."""
    pattern = io.BytesIO(people_pattern(the_office(), the_actor()))
    return send_file(pattern, EXCEL, as_attachment=True, download_name="nhap-nguoi-dung.xlsx")


def _import() -> Work:
    try:
        if "rows" in request.form:
            return (yield from _enter_shown(rows_sent(request.form["rows"])))
        sheet = request.files.get("sheet")
        people = read_people(sheet.read() if sheet else b"")
        if "preview" in request.form:
            return _preview_page(people)
        return (yield from _enter_at_once(people))
    except FieldErrors as wrong:
        faults = [label.in_(language()) for labels in wrong.faults.values() for label in labels]
        return people_page(import_faults=faults), 422
    except WorkflowError as wrong:
        status = 413 if isinstance(wrong, SheetTooLarge) else 422
        return people_page(import_faults=[wrong.label.in_(language())]), status


def _enter_at_once(people: PeopleSheet) -> Work:
    how = Entering(is_ticked("new_units"), is_ticked("sample_rows"), asks_first=True)
    try:
        return _entered_page((yield from entering_people(the_office(), the_actor(), people, how)))
    except (RowsRefused, SheetLeavesOut):
        page = _preview_page(people)
        return (page if isinstance(page, str) else page[0]), 422


def _enter_shown(people: PeopleSheet) -> Work:
    """Enter rows that were shown, with what was answered about their units."""
    office, actor = the_office(), the_actor()
    asked = units_asked(office, actor, people, Entering(is_sample=is_ticked("sample_rows")))
    names = [each.name for each in asked]
    answers = answers_sent(names, _sent)
    how = Entering(is_sample=is_ticked("sample_rows"), units=answers)
    if CONVERT in request.form:
        return _page_of(Preview(people, asked, ()), [])
    open_ones = [
        FaultView(_("Vui lòng chọn đơn vị cho «%(name)s».", name=name), f"#f-unit-{at}")
        for at, name in enumerate(names)
        if name not in answers
    ]
    if open_ones:
        return _page_of(Preview(people, asked, ()), open_ones), 422
    try:
        return _entered_page((yield from entering_people(office, actor, people, how)))
    except RowsRefused as refused:
        again = Preview(people, asked, refused.marks)
        return _page_of(again, [], may_answer=bool(names)), 422


def _preview_page(people: PeopleSheet) -> str | tuple[str, int]:
    how = Entering(is_sample=is_ticked("sample_rows"))
    found = preview_people(the_office(), the_actor(), people, how)
    return (_page_of(found, []), 422) if found.faults else _page_of(found, [])


def _page_of(found: Preview, unanswered: Sequence[FaultView], *, may_answer: bool = False) -> str:
    may_enter = may_answer or not found.faults
    return render_template(
        "administration/people_preview.html",
        preview=found,
        # With faults nothing can be entered, unless another answer about a unit may mend them.
        may_enter=may_enter,
        rows_json=rows_to_send(found.people) if may_enter else "",
        questions=unit_questions(found, _sent),
        asked={each.name for each in found.asked},
        row_place=row_place,
        role_names=role_names,
        is_sample=is_ticked("sample_rows"),
        faults=preview_faults(found, unanswered),
        import_fields=side_fields(as_sample=the_actor().is_sample, ticked=is_ticked),
    )


def _entered_page(entered: Entered) -> str:
    left_out = [said(each.label) for each in entered.left_out]
    return people_page(made=entered.people, left_out=left_out, new_units=entered.units)


def _sent(name: str) -> str:
    return next((text for text in request.form.getlist(name) if text), "")
