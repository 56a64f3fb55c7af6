"""Files sent to a page: how large a body may be, and what was typed beside a file too large."""

from flask import Request
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.sansio.multipart import Data, Field, MultipartDecoder, NeedData

from service.formkit.labels import Label
from service.workflow.files.evidence import LARGEST_FILE

FORM_AROUND_A_FILE = 100_000
MOST_BYTES = LARGEST_FILE + FORM_AROUND_A_FILE
"""Bytes of a whole body with its file; other pages take far less."""
_HEAD = 64 * 1024


class FileTooLarge(RequestEntityTooLarge):
    """A file of more bytes than are taken here; `label` says up to which size one may be."""

    def __init__(self, label: Label) -> None:
        super().__init__()
        self.label = label


def is_too_large(request: Request) -> bool:
    """Return whether the body is larger than any file that is taken in, before it is unpacked."""
    return (request.content_length or 0) > MOST_BYTES


def least_size(request: Request) -> int:
    """Return how many bytes the file of a body has at the least, before it is unpacked."""
    return max(0, (request.content_length or 0) - FORM_AROUND_A_FILE)


def text_before_the_file(request: Request, name: str) -> str:
    """Return the text field of that name from the head of a body nobody will unpack, or nothing.

    So that a note survives the refusal of its file; a form puts its texts before its file.
    """
    boundary = request.mimetype_params.get("boundary", "")
    head = request.environ["wsgi.input"].read(min(request.content_length or 0, _HEAD))
    try:
        return _text_of(MultipartDecoder(boundary.encode("latin-1")), head, name)
    except ValueError:
        return ""


def _text_of(decoder: MultipartDecoder, head: bytes, name: str) -> str:
    decoder.receive_data(head)
    wanted, found = False, b""
    while not isinstance(event := decoder.next_event(), NeedData):
        if isinstance(event, Field):
            wanted = event.name == name
        elif isinstance(event, Data) and wanted:
            found += event.data
            if not event.more_data:
                break
        elif not isinstance(event, Data) and wanted:
            break
    return found.decode("utf-8", "replace").replace("\r\n", "\n")
