"""Files handed out at either door, each under its two names; large ones piece by piece."""

from typing import IO, Protocol
from urllib.parse import quote

from flask import Response, request
from werkzeug.wsgi import wrap_file

from service.workflow.files.document_files import Download, plain_copy
from service.workflow.files.dossier import ZIP, Dossier

HELD_IN_MEMORY = 1_000_000
"""Bytes; a file beyond it is streamed."""


class NamedFile(Protocol):
    """A file with its two names."""

    @property
    def file_name(self) -> str:
        """The ASCII name for old programs."""

    @property
    def title(self) -> str:
        """The Vietnamese name for all others."""


class OpenFile(NamedFile, Protocol):
    """An open file to hand out, and its size."""

    @property
    def size(self) -> int:
        """How many bytes."""

    @property
    def content(self) -> IO[bytes]:
        """The bytes, from the beginning."""


def name_file(answer: Response, file: NamedFile, *, inline: bool = False) -> Response:
    """Return the answer with both names of its file, to be saved or looked at (forms-spec §9.8).

    By hand: Flask's `send_file` makes the ASCII name by leaving letters out, and ours is not that.
    """
    how, title = "inline" if inline else "attachment", quote(file.title.replace("/", "-"), safe="")
    answer.headers["Content-Disposition"] = (
        f"{how}; filename=\"{file.file_name}\"; filename*=UTF-8''{title}"
    )
    return answer


def hand_out(download: Download, *, plain: bool = False, inline: bool = False) -> Response:
    """Return the file; a `plain` one is the Word file's copy without content controls."""
    download = plain_copy(download) if plain else download
    answer = Response(download.content, content_type=download.content_type)
    return name_file(answer, download, inline=inline)


def hand_out_as_asked(paper: Download) -> Response:
    """Return the file to be saved, or looked at where the address asks for it `inline`.

    A Word file comes as a copy without controls where the address asks for a `plain` one.
    """
    return hand_out(paper, plain="plain" in request.args, inline="inline" in request.args)


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
    answer.content_length = file.size
    return name_file(answer, file, inline=inline)
