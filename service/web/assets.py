"""Style sheets, scripts and fonts: served under an address that changes with their content."""

from functools import cache
from hashlib import sha256
from pathlib import Path

from flask import Response, request, send_from_directory

from service.web.context import web

STATIC = Path(__file__).resolve().parent / "static"
_YEAR = 365 * 24 * 3600


@cache
def edition() -> str:
    """Return a short mark of everything in the static folder, vendored files included."""
    marks = sha256()
    for path in sorted(STATIC.rglob("*")):
        if path.is_file():
            marks.update(path.relative_to(STATIC).as_posix().encode())
            marks.update(path.read_bytes())
    return marks.hexdigest()[:12]


def asset(filename: str) -> str:
    """Return the address of a static file that browsers may keep for a year."""
    return f"{request.script_root}/static/v-{edition()}/{filename}"


@web.get("/static/<path:filename>")
def static(filename: str) -> Response:
    """Answer with a file of the static folder; marked addresses are kept by the browser."""
    mark, _, rest = filename.partition("/")
    if mark.startswith("v-"):
        answer = send_from_directory(STATIC, rest, max_age=_YEAR)
        answer.cache_control.immutable = True
        return answer
    return send_from_directory(STATIC, filename)
