"""What every request passes at either door: checked before anybody looks who it is, and noted.

Whoever runs the service reads a line a request, and the cause of each failure.
"""

import codecs
import logging
import secrets
import time
from contextlib import ExitStack
from io import BytesIO
from traceback import format_exception_only
from typing import IO, Any
from urllib.parse import unquote_to_bytes, urlsplit

from flask import Flask, Request, Response, g, request
from werkzeug.datastructures import Headers
from werkzeug.exceptions import BadRequest
from werkzeug.formparser import FormDataParser, MultiPartParser
from werkzeug.sansio.utils import host_is_trusted

from service.formkit.labels import Label
from service.web.posts import FileTooLarge
from service.workflow.files.evidence import TOO_LARGE

NOT_TAKEN_IN = "ctcl.not_taken_in"
"""Set where the server did not take in a body, being too large."""
_UTF_8_ONLY = "ctcl_utf_8_only"
_ALSO_UTF_8 = frozenset({"utf-8", "ascii", "us-ascii"})
REQUEST_ID = "X-Request-Id"
_ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""Without letters that are taken for another when somebody reads them out."""
_LENGTH = 8
_log = logging.getLogger("ctcl.requests")


class TurnedAway(BadRequest):
    """The request as such is refused, whoever sends it; `label` says what to do."""

    label: Label


class NotOurHost(TurnedAway):
    """Asked under a name that is not ours (máy chủ lạ)."""

    label = Label(
        "Địa chỉ này không phải địa chỉ của hệ thống. "
        "Vui lòng mở hệ thống bằng địa chỉ mà cơ quan đã thông báo.",
        "This is not an address of this service. Please open it at the address your office gave.",
    )


class NotUtf8(TurnedAway):
    """Bytes that are no text (ký tự hỏng): kept, they would be other letters than were meant."""

    label = Label(
        "Nội dung gửi lên có ký tự hỏng (không phải UTF-8) nên chưa lưu được gì. Vui lòng bấm "
        "Quay lại của trình duyệt (nội dung đã gõ vẫn còn), gõ lại chỗ có ký tự lạ rồi gửi lại.",
        "What was sent holds broken characters (no UTF-8), so nothing was saved. Please press Back "
        "(what you typed is still there), type the odd characters again and send it again.",
    )


def watch(app: Flask, ours: frozenset[str]) -> None:
    """Let `app` take only requests that pass the gate, `ours` being our hosts."""

    def pass_gate() -> None:
        _require_our_host(ours)
        if request.environ.get(NOT_TAKEN_IN):
            # Only a file can be so large.
            raise FileTooLarge(TOO_LARGE)
        _require_utf_8(request.environ.get("PATH_INFO", "").encode("latin-1"))
        _require_utf_8(unquote_to_bytes(request.environ.get("QUERY_STRING", "").encode("latin-1")))

    app.request_class = StrictRequest
    app.before_request(pass_gate)
    app.after_request(_without_host)


def note_requests(app: Flask) -> None:
    """Write a line for every request to `app` from now on; the first to see it, the last to leave.

    To be called before anything else looks at requests.
    """
    app.before_request(_begin)
    app.after_request(_tell)


def request_id() -> str:
    """Return the number of this request, for the log and for whoever calls about it."""
    if "request_id" not in g:
        g.request_id = "".join(secrets.choice(_ALPHABET) for _ in range(_LENGTH))
    given: str = g.request_id
    return given


def note_failure(error: Exception, status: int, *, is_foreseen: bool) -> None:
    """Write the cause of a failed request: foreseen in one line, whatever else with its trace."""
    cause = " ".join("".join(format_exception_only(error)).split())
    told = {**_about(), "status": status, "cause": cause}
    if is_foreseen:
        _log.error("failed", extra=told)
    else:
        _log.error("failed unforeseen", extra=told, exc_info=error)


def _begin() -> None:
    g.begun_at = time.perf_counter()


def _tell(answer: Response) -> Response:
    answer.headers[REQUEST_ID] = request_id()
    begun = g.get("begun_at")
    took = round((time.perf_counter() - begun) * 1000, 1) if begun is not None else None
    _log.info("request", extra={**_about(), "status": answer.status_code, "ms": took})
    return answer


def _about() -> dict[str, object]:
    """Return what is said of a request: never its query, nor an address that is a key."""
    actor = g.get("actor")
    rule = request.url_rule
    is_key = rule is not None and rule.endpoint.endswith("calendar_feed") and "<" in rule.rule
    return {
        "request": request_id(),
        "method": request.method,
        "path": rule.rule if rule is not None and is_key else request.script_root + request.path,
        "person": actor.person_id if actor is not None else None,
    }


def _require_our_host(ours: frozenset[str]) -> None:
    """Return when the request names one host, well spelt and ours; raises NotOurHost.

    Where nobody said what our host is, any will do: no address is made of it.
    """
    host = request.environ.get("HTTP_HOST")
    if not host_is_trusted(host):
        raise NotOurHost
    name = (urlsplit(f"//{host}").hostname or "").removesuffix(".")
    if ours and name not in ours:
        raise NotOurHost


def _without_host(answer: Response) -> Response:
    """Return the answer; where it leads on, to a path: routing puts the host that was asked in."""
    if answer.location and answer.location.startswith(request.host_url):
        answer.location = "/" + answer.location.removeprefix(request.host_url).lstrip("/")
    return answer


def _require_utf_8(sent: bytes) -> None:
    """Return when the bytes are text; raises NotUtf8, also for half a surrogate pair."""
    try:
        sent.decode()
    except UnicodeDecodeError as error:
        raise NotUtf8 from error


class _StrictParts(MultiPartParser):
    def get_part_charset(self, headers: Headers) -> str:
        # The parser would put U+FFFD for what is no text; under this name it may not.
        told = super().get_part_charset(headers)
        return _UTF_8_ONLY if told in _ALSO_UTF_8 else told


class _StrictForms(FormDataParser):
    """Reads posted forms; what is no UTF-8 is refused, where werkzeug would write it as letters."""

    def _parse_multipart(
        self, stream: IO[bytes], mimetype: str, length: int | None, options: dict[str, str]
    ) -> Any:
        with ExitStack() as opened:

            def keep(*told: Any, **more: Any) -> IO[bytes]:
                # Refused half read, a form leaves nobody who would close its files.
                file = self.stream_factory(*told, **more)
                opened.callback(file.close)
                return file

            parts = _StrictParts(
                stream_factory=keep,
                max_form_memory_size=self.max_form_memory_size,
                max_form_parts=self.max_form_parts,
                cls=self.cls,
            )
            try:
                form, files = parts.parse(stream, _boundary(options), length)
            except UnicodeDecodeError as error:
                raise NotUtf8 from error
            if any(not name for name in (*form, *files)):
                # The parser lets a part pass that bears no name, and nobody asks for it later.
                raise BadRequest
            opened.pop_all()
        return stream, form, files

    def _parse_urlencoded(
        self, stream: IO[bytes], mimetype: str, length: int | None, options: dict[str, str]
    ) -> Any:
        sent = stream.read()
        _require_utf_8(unquote_to_bytes(sent))
        return super()._parse_urlencoded(BytesIO(sent), mimetype, length, options)


class StrictRequest(Request):
    """A request whose texts are texts."""

    form_data_parser_class = _StrictForms


def _boundary(options: dict[str, str]) -> bytes:
    """Return what stands between the parts; a ValueError tells werkzeug that there are none."""
    if not options.get("boundary", "").isascii() or not options.get("boundary"):
        raise ValueError("no boundary")
    return options["boundary"].encode()


def _find_codec(name: str) -> codecs.CodecInfo | None:
    """Return UTF-8 that is strict whatever it is told, under the name that only we ask for."""
    if name != _UTF_8_ONLY:
        return None
    return codecs.CodecInfo(
        encode=codecs.utf_8_encode,
        decode=lambda sent, _errors="strict": codecs.utf_8_decode(sent, "strict", True),
        name=_UTF_8_ONLY,
    )


codecs.register(_find_codec)
