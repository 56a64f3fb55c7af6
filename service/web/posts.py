"""What is posted to a page: from a page of ours, how large, what was typed beside a large file."""

from flask import Flask, Request, request
from flask_wtf.csrf import CSRFProtect
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.sansio.multipart import Data, Field, MultipartDecoder, NeedData

from service.formkit.labels import Label
from service.workflow.files.evidence import LARGEST_FILE
from service.workflow.people_sheets import read_sheet

# A clerk's longest page posts about half of this; 1 MB in one field is a mistake or an attack.
MOST_TYPED = 900_000
# The longest plan has 60 objectives of 20 actions: some ten thousand fields.
MOST_FIELDS = 20_000
MOST_SHEET_BYTES = read_sheet.MOST_BYTES + 10_000
"""The page's form around the file needs some bytes too; its other fields keep to MOST_TYPED."""
FORM_AROUND_A_FILE = 100_000
MOST_BYTES = LARGEST_FILE + FORM_AROUND_A_FILE
"""Bytes of a whole body with its file; other pages take far less."""
_HEAD = 64 * 1024
_csrf = CSRFProtect()


class FileTooLarge(RequestEntityTooLarge):
    """A file of more bytes than are taken here; `label` says up to which size one may be."""

    def __init__(self, label: Label) -> None:
        super().__init__()
        self.label = label


def keep(app: Flask) -> None:
    """Let `app` know the posts of its own pages."""
    _csrf.init_app(app)


def check() -> None:
    """Return when a page of ours posted this, and no more than may be; raises where not."""
    if request.endpoint == "web.import_sheet" and request.mimetype == "multipart/form-data":
        if (request.content_length or 0) > MOST_SHEET_BYTES:
            # Told as a sheet that is too large; Flask would speak of a text to shorten.
            raise read_sheet.SheetTooLarge
        request.max_content_length = MOST_SHEET_BYTES
    if request.endpoint == "web.take_evidence":
        if is_too_large(request):
            # Nothing is read and nothing written: the page says so beside the file.
            return
        request.max_content_length = MOST_BYTES
    if request.endpoint is not None:
        _csrf.protect()
        if len(request.form) > MOST_FIELDS:
            raise RequestEntityTooLarge


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
