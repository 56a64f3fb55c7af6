"""Reading what is sent: strict JSON of a sound size, files, and faults in our words."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, NoReturn

import marshmallow as ma
from flask import Request
from webargs.flaskparser import FlaskParser
from werkzeug.exceptions import BadRequest, RequestEntityTooLarge, UnsupportedMediaType

from service.formkit.labels import FieldErrors, Label, gather
from service.formkit.strict_json import NotJson, read_strict_json
from service.web.posts import FileTooLarge

LONGEST_BODY = 6_000_000
"""Bytes: the longest plan the form allows, sixty objectives of twenty actions, fits."""
LONGEST_TEXT = 500_000
"""Bytes of one text: beyond that it is a mistake or an attack, as on the pages."""
DEEPEST = 20
FORM_AROUND_A_FILE = 10_000


class UnreadableJson(BadRequest):
    """A body that is no JSON, or one that may mean two things; `label` says what to mend."""

    def __init__(self, label: Label) -> None:
        super().__init__()
        self.label = label


class BodyParser(FlaskParser):
    """Takes bodies and queries apart; unknown names are refused in both."""

    DEFAULT_UNKNOWN_BY_LOCATION = {"json": ma.RAISE, "query": ma.RAISE}  # noqa: RUF012

    def load_json(self, req: Request, schema: ma.Schema) -> Any:
        """Return the body as JSON; raises werkzeug's 400, 413 or 415."""
        return read_json(req)

    def handle_error(
        self, error: ma.ValidationError, req: Request, schema: ma.Schema, **kwargs: Any
    ) -> NoReturn:
        """Raise the faults as FieldErrors, each beside its field."""
        raise FieldErrors(gather(_without_location(error.messages))) from error


def read_json(request: Request) -> Any:
    """Return the request's JSON; refuses NaN, infinities, texts and nesting without measure."""
    if not request.is_json:
        raise UnsupportedMediaType
    request.max_content_length = LONGEST_BODY
    try:
        value = read_strict_json(request.get_data())
    except NotJson as error:
        raise UnreadableJson(error.label) from error
    _require_measure(value, DEEPEST)
    return value


@dataclass(frozen=True)
class FileWanted:
    """What file an operation takes: of which types, up to which size, and how that is told."""

    media_types: Collection[str]
    largest: int
    too_large: Label


def read_file(request: Request, wanted: FileWanted) -> bytes:
    """Return the file that is the body, or the part `file` of it; raises 400, 413 or 415."""
    return read_named_file(request, wanted)[1]


def read_named_file(request: Request, wanted: FileWanted) -> tuple[str, bytes]:
    """Return the same file with the name it came with, which a bare body has not."""
    request.max_content_length = wanted.largest + FORM_AROUND_A_FILE
    if (request.content_length or 0) > request.max_content_length:
        # Refused before anything is unpacked: Flask would write the upload to a file first.
        raise FileTooLarge(wanted.too_large)
    try:
        return _sent_file(request, wanted.media_types)
    except RequestEntityTooLarge as error:
        # Sent without saying how long it is, so that it is known only once it is read.
        raise FileTooLarge(wanted.too_large) from error


def _sent_file(request: Request, media_types: Collection[str]) -> tuple[str, bytes]:
    if request.mimetype in media_types:
        return "", request.get_data()
    if request.mimetype != "multipart/form-data":
        raise UnsupportedMediaType
    sent = request.files.get("file")
    if sent is None:
        raise BadRequest
    content: bytes = sent.read()
    return sent.filename or "", content


def _require_measure(value: Any, levels: int) -> None:
    if isinstance(value, str) and len(value.encode("utf-8", "surrogatepass")) > LONGEST_TEXT:
        raise RequestEntityTooLarge
    if not isinstance(value, dict | list):
        return
    if not levels:
        raise BadRequest
    for each in value.values() if isinstance(value, dict) else value:
        _require_measure(each, levels - 1)


def _without_location(messages: Any) -> Any:
    """Return webargs' messages without the outer `json` or `query`."""
    if isinstance(messages, dict) and len(messages) == 1:
        (inner,) = messages.values()
        return inner
    return messages
