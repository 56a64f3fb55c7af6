"""The page to read and try the API on: swagger-ui from our own files, nothing inline."""

from collections.abc import Mapping

from flask import Blueprint, Response, render_template, request

pages = Blueprint("docs", __name__)

# swagger-ui draws its pictures as SVG elements and sets styles by script, so 'self' suffices.
DOCS_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
NOTHING_POLICY = "default-src 'none'; frame-ancestors 'none'"


@pages.get("/docs")
def page() -> str:
    """Return the page; it asks for a token before it may do anything."""
    return render_template("api/api_docs.html")


def add_headers(travel: Mapping[str, str], response: Response) -> Response:
    """Return the response with what keeps browsers from doing more than they should."""
    is_page = request.endpoint == "docs.page"
    response.headers["Content-Security-Policy"] = DOCS_POLICY if is_page else NOTHING_POLICY
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["Cache-Control"] = "no-store"
    response.headers.update(travel)
    return response
