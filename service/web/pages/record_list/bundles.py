"""Many records in one file: asked for on the list, its progress, its end, the file itself."""

from __future__ import annotations

from flask import get_template_attribute, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from service.web.context import the_actor, the_office, wants_json, web
from service.web.downloads import hand_out_file
from service.workflow.bundles import request_bundle
from service.workflow.bundles.download import fetch_bundle
from service.workflow.bundles.request_bundle import MOST_RECORDS, BundleState

PICKED = "pick"


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
