"""The security log over the API: read line by line, as a sheet, and changed rights looked at."""

from collections.abc import Mapping
from typing import Any

from flask import Response
from marshmallow import fields as ma

from service.web.api.authentication import actor, office
from service.web.api.blueprint import ApiBlueprint
from service.web.api.operations.consolidation.consolidation import DAY
from service.web.api.operations.documents.documents import file_answer
from service.web.api.schemas import (
    AnswerShape,
    BoundedInteger,
    LabelShape,
    MomentText,
    TakenShape,
    Words,
)
from service.web.downloads import hand_out
from service.workflow.moves.consolidation.consolidation_desk import read_days
from service.workflow.security.changed_rights import changed_rights, rights_seen
from service.workflow.security.read_log import (
    LogFilter,
    LogPage,
    export_security_log,
    read_security_log,
)
from service.workflow.spreadsheet import EXCEL

door = ApiBlueprint("security_log", "Nhật ký bảo mật · Security log", place=180)


class SecurityLinesWanted(TakenShape):
    """Which lines: of a kind, by a person, between two days; `before` leads to older ones."""

    kind = Words(60, load_default="")
    person = BoundedInteger()
    from_day = Words(60, metadata=DAY)
    to_day = Words(60, metadata=DAY)
    before = BoundedInteger(metadata={"description": "the line a page goes on from"})


class SecurityChangeShape(AnswerShape):
    """Something that was changed: what stood there and what stands there now."""

    name = ma.Nested(LabelShape)
    before = ma.Nested(LabelShape)
    after = ma.Nested(LabelShape)


class SecurityLineShape(AnswerShape):
    """A line of the log; `hash` leads on from the line before."""

    sequence = ma.Integer()
    at = MomentText()
    kind = ma.String()
    who = ma.Nested(LabelShape)
    actor_id = ma.Integer(allow_none=True)
    address = ma.String()
    sentence = ma.Nested(LabelShape)
    changes = ma.List(ma.Nested(SecurityChangeShape))
    hash = ma.String()


class SecurityLogShape(AnswerShape):
    """A page of the log, newest first; `older` is what to send as `before` for the next."""

    lines = ma.List(ma.Nested(SecurityLineShape))
    older = ma.Integer(allow_none=True)


class RightsSeenTaken(TakenShape):
    """Up to which line changed rights were looked at."""

    up_to = BoundedInteger(required=True)


@door.get(
    "/security-log",
    "Đọc nhật ký bảo mật · Read the security log",
    query=SecurityLinesWanted,
    answers=SecurityLogShape,
)
def read_log(query: Mapping[str, Any]) -> LogPage:
    """Return fifty lines: for the ISO secretary, the director and the administrator."""
    return read_security_log(office(), actor(), _wanted(query))


@door.get(
    "/security-log.xlsx",
    "Nhật ký bảo mật, Excel · The security log as Excel sheet",
    query=SecurityLinesWanted,
    responses=file_answer(EXCEL),
)
def export_log(query: Mapping[str, Any]) -> Response:
    """Return all lines under the same filters, texts and moments, none of them a formula."""
    return hand_out(export_security_log(office(), actor(), _wanted(query)))


@door.get(
    "/changed-rights",
    "Quyền hạn vừa thay đổi · Rights changed of late",
    answers=SecurityLineShape(many=True),
)
def list_changed_rights() -> Any:
    """Return the roles given and passwords reset that secretary or director has not looked at."""
    return changed_rights(office(), actor())


@door.post(
    "/changed-rights/seen",
    "Đã xem quyền hạn thay đổi · Changed rights looked at",
    body=RightsSeenTaken,
    status=204,
)
def changed_rights_seen(sent: Mapping[str, Any]) -> None:
    """Put away every line up to that one."""
    rights_seen(office(), actor(), sent["up_to"])


def _wanted(query: Mapping[str, Any]) -> LogFilter:
    days = read_days(query, ("from_day", "to_day"))
    return LogFilter(query["kind"], query.get("person"), before=query.get("before"), **days)
