"""A file too large to be held in memory, handed out piece by piece at either door."""

from __future__ import annotations

from urllib.parse import quote

from flask import Response, request
from werkzeug.wsgi import wrap_file

from service.workflow.dossier import ZIP, Dossier

HELD_IN_MEMORY = 1_000_000
"""Bytes; a dossier beyond it is streamed."""


def hand_out_dossier(dossier: Dossier) -> Response:
    """Return the dossier as a download; its file is closed once it was sent or given up."""
    if dossier.size <= HELD_IN_MEMORY:
        # Nothing to stream: the file is closed here, whatever becomes of the answer.
        with dossier.content as content:
            answer = Response(content.read(), mimetype=ZIP)
    else:
        answer = Response(
            wrap_file(request.environ, dossier.content), mimetype=ZIP, direct_passthrough=True
        )
        answer.call_on_close(dossier.content.close)
    title = quote(dossier.title.replace("/", "-"), safe="")
    answer.headers["Content-Disposition"] = (
        f"attachment; filename=\"{dossier.file_name}\"; filename*=UTF-8''{title}"
    )
    answer.content_length = dossier.size
    return answer
