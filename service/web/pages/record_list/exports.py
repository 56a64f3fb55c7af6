"""Many records taken away: a year's register, a list as Excel, a dossier, those ticked."""

from dataclasses import dataclass

from flask import get_template_attribute, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from service.web.components.field_views import OptionView
from service.web.context import the_actor, the_office, wants_json, web
from service.web.downloads import hand_out_as_asked, hand_out_dossier, hand_out_file
from service.web.i18n import language
from service.web.pages.record_list.filters import wanted_records
from service.workflow.bundles import request_bundle
from service.workflow.bundles.download import fetch_bundle
from service.workflow.bundles.request_bundle import MOST_RECORDS, BundleState
from service.workflow.errors import NotFound
from service.workflow.files.dossier import whole_dossier
from service.workflow.reports import register as registers
from service.workflow.reports.record_sheet import export_records
from service.workflow.reports.register import registered_forms, years_of_register

KINDS = {
    "docx": registers.register_word,
    "plain": registers.plain_register_word,
    "xlsx": registers.register_excel,
    "pdf": registers.register_pdf,
}


@dataclass(frozen=True)
class RegisterPanel:
    """What may be chosen; the first form stands alone where there is no other."""

    forms: tuple[OptionView, ...]
    years: tuple[OptionView, ...]


PICKED = "pick"


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


def register_panel(form_code: str) -> RegisterPanel | None:
    """Return the panel for a list of that form or of all, None where no register is kept."""
    office = the_office()
    kept = [form for form in registered_forms(office) if form_code in ("", form.code)]
    if not kept:
        return None
    years = years_of_register(office, the_actor())
    return RegisterPanel(
        tuple(OptionView(form.code, form.short.in_(language())) for form in kept),
        tuple(OptionView(str(year), str(year), year == years[0]) for year in years),
    )


@web.post("/bundles")
def ask_bundle() -> ResponseReturnValue:
    """Ask for the file of the records that are ticked; answer with how far it is."""
    ticked = request.form.getlist(PICKED)[: MOST_RECORDS + 1]
    kind = request.form.get("kind", "")
    return _told(request_bundle.ask_bundle(the_office(), the_actor(), ticked, kind))


@web.get("/bundles/<bundle_id>")
def bundle(bundle_id: str) -> ResponseReturnValue:
    """Answer with the page of a bundle."""
    found = request_bundle.read_bundle(the_office(), the_actor(), bundle_id)
    return render_template("record_list/bundle.html", bundle=found)


@web.get("/bundles/<bundle_id>/state")
def bundle_state(bundle_id: str) -> ResponseReturnValue:
    """Answer our script with how far the bundle is."""
    return _state(request_bundle.read_bundle(the_office(), the_actor(), bundle_id))


@web.post("/bundles/<bundle_id>/stop")
def stop_bundle(bundle_id: str) -> ResponseReturnValue:
    """Stop the making; what is over already stays as it is."""
    return _told(request_bundle.stop_bundle(the_office(), the_actor(), bundle_id))


@web.get("/bundles/<bundle_id>/file")
def bundle_file(bundle_id: str) -> ResponseReturnValue:
    """Answer with the file, to be kept or, a PDF, to be printed from the browser."""
    file = fetch_bundle(the_office(), the_actor(), bundle_id)
    return hand_out_file(file, file.media_type, inline="inline" in request.args)


def _told(state: BundleState) -> ResponseReturnValue:
    if wants_json():
        return _state(state)
    return redirect(url_for("web.bundle", bundle_id=state.id), 303)


def _state(state: BundleState) -> ResponseReturnValue:
    told = {
        name: get_template_attribute("record_list/_bundle_words.html", name)(state)
        for name in ("words", "progress")
    }
    html = render_template("record_list/_bundle.html", bundle=state)
    return jsonify(over=state.is_over, done=state.done, html=html, **told)
