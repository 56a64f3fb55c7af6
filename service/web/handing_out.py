"""A file too large to be held in memory, handed out piece by piece at either door."""

from __future__ import annotations

from urllib.parse import quote

from flask import Response, request
from werkzeug.wsgi import wrap_file

from service.workflow.dossier import ZIP, Dossier


def hand_out_dossier(dossier: Dossier) -> Response:
    """Return the dossier as a download; its file is closed once it was sent or given up."""
    answer = Response(
        wrap_file(request.environ, dossier.content),
        mimetype=ZIP,
        direct_passthrough=True,
    )
    title = quote(dossier.title.replace("/", "-"), safe="")
    answer.headers["Content-Disposition"] = (
        f"attachment; filename=\"{dossier.file_name}\"; filename*=UTF-8''{title}"
    )
    answer.content_length = dossier.size
    answer.call_on_close(dossier.content.close)
    return answer
