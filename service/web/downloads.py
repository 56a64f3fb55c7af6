"""A file too large to be held in memory, handed out piece by piece at either door."""

from __future__ import annotations

from typing import IO, Protocol
from urllib.parse import quote

from flask import Response, request
from werkzeug.wsgi import wrap_file

from service.workflow.files.dossier import ZIP, Dossier

HELD_IN_MEMORY = 1_000_000
"""Bytes; a file beyond it is streamed."""


class OpenFile(Protocol):
    """An open file to hand out: ASCII name, Vietnamese title, its size."""

    @property
    def file_name(self) -> str:
        """The name for old programs."""

    @property
    def title(self) -> str:
        """The name for all others."""

    @property
    def size(self) -> int:
        """How many bytes."""

    @property
    def content(self) -> IO[bytes]:
        """The bytes, from the beginning."""


def hand_out_dossier(dossier: Dossier) -> Response:
    """Return the dossier as a download; its file is closed once it was sent or given up."""
    return hand_out_file(dossier, ZIP)


def hand_out_file(file: OpenFile, media_type: str, *, inline: bool = False) -> Response:
    """Return the file as a download, or to be looked at; it is closed once it was sent."""
    if file.size <= HELD_IN_MEMORY:
        # Nothing to stream: the file is closed here, whatever becomes of the answer.
        with file.content as content:
            answer = Response(content.read(), mimetype=media_type)
    else:
        answer = Response(
            wrap_file(request.environ, file.content), mimetype=media_type, direct_passthrough=True
        )
        answer.call_on_close(file.content.close)
    how, title = "inline" if inline else "attachment", quote(file.title.replace("/", "-"), safe="")
    answer.headers["Content-Disposition"] = (
        f"{how}; filename=\"{file.file_name}\"; filename*=UTF-8''{title}"
    )
    answer.content_length = file.size
    return answer
