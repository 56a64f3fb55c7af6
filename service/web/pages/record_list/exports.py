"""Many records taken away at once: a year's register, the list as Excel, a whole dossier."""

from __future__ import annotations

from flask import request
from flask.typing import ResponseReturnValue

from service.web.context import the_actor, the_office, web
from service.web.downloads import hand_out_as_asked, hand_out_dossier
from service.web.pages.record_list.filters import wanted_records
from service.workflow.errors import NotFound
from service.workflow.files.dossier import whole_dossier
from service.workflow.reports import register as registers
from service.workflow.reports.record_sheet import export_records

KINDS = {
    "docx": registers.register_word,
    "plain": registers.plain_register_word,
    "xlsx": registers.register_excel,
    "pdf": registers.register_pdf,
}


@web.get("/lists/register")
def register() -> ResponseReturnValue:
    """Answer with the register of `form` in `year`, as the `kind` of file the button says."""
    asked = request.args
    take, year = KINDS.get(asked.get("kind", "")), asked.get("year", 0, int)
    if take is None or not 2000 <= year <= 2100:
        raise NotFound
    return hand_out_as_asked(take(the_office(), the_actor(), asked.get("form", ""), year))


@web.get("/records.xlsx")
def records_sheet() -> ResponseReturnValue:
    """Answer with the record list as the address filters it, every page of it."""
    return hand_out_as_asked(export_records(the_office(), the_actor(), wanted_records()))


@web.get("/records/<record_id>/dossier.zip")
def dossier(record_id: str) -> ResponseReturnValue:
    """Answer with everything kept of a record."""
    return hand_out_dossier(whole_dossier(the_office(), the_actor(), record_id))
