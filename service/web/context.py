"""The web door: the blueprint of all pages, the office behind it, and who stands at it."""

from typing import cast

from flask import Blueprint, current_app, g, request

from service.workflow.actor import Actor
from service.workflow.errors import NotSignedIn
from service.workflow.office import Office

OFFICE = "ctcl_office"
LANGUAGE_COOKIE = "ctcl_lang"
THEME_COOKIE = "ctcl_theme"

PREFIX = "/api/v1"
"""Where programs knock, the pages' other door."""
web = Blueprint("web", "service.web", template_folder="templates")


def the_office() -> Office:
    """Return the office this application serves."""
    return cast(Office, current_app.extensions[OFFICE])


def the_actor() -> Actor:
    """Return who is signed in; raises NotSignedIn."""
    actor = g.get("actor")
    if not isinstance(actor, Actor):
        raise NotSignedIn
    return actor


def wants_json() -> bool:
    """Return whether a script asks, ours or another's, rather than the browser itself."""
    asked = request.accept_mimetypes.best == "application/json"
    return asked or request.path.startswith("/api/")


def here() -> str:
    """Return the address of this page, to come back to."""
    return request.full_path.rstrip("?") if only_looks() else request.path


def only_looks() -> bool:
    """Return whether the request changes nothing by its nature: HEAD asks what GET does."""
    return request.method in {"GET", "HEAD"}


def safe_path(address: str) -> str:
    """Return the address if it is a page of ours, the home page otherwise."""
    ours = address.startswith("/") and not address.startswith("//") and "\\" not in address
    return address if ours and address.isprintable() else "/"
