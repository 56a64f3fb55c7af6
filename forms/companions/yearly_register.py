"""O-16, the yearly register of slips (Sổ theo dõi phiếu yêu cầu hành động khắc phục/cải tiến)."""

from collections.abc import Mapping
from typing import Any

from forms.companions._common import (
    BODY,
    HEAD,
    REQUEST_TYPES,
    SIGNATURES,
    companion,
    place_and_date,
)
from forms.companions._reading import cut
from service.formkit.declare import box, code, day, lines, one_of, person, rows, text, unit, whole
from service.formkit.features.companion import ListsRecords
from service.formkit.fields import Answers
from service.formkit.labels import Label
from service.formkit.move_facts import MoveFacts

STEP = "5.7"

YEAR = box(
    "year",
    Label("Năm theo dõi", "Year"),
    *place_and_date(STEP),
    whole("register_year", "Năm", "Year", 2000, 2100, step=STEP, default="register:year"),
    on_paper=HEAD,
)

SLIPS = box(
    "slips",
    Label("Các phiếu trong năm", "Slips of the year"),
    rows(
        "slips",
        "Phiếu",
        "Slips",
        ("Phiếu", "Slip"),
        2000,
        code("car_number", "Số phiếu", "Slip number", required=True),
        day("opened_on", "Ngày mở", "Opened on"),
        unit("requesting_unit", "Đơn vị đề nghị", "Requesting unit"),
        one_of("request_type", "Loại", "Kind", *REQUEST_TYPES),
        lines("summary", "Nội dung", "Summary", 500),
        unit("executing_unit", "Đơn vị thực hiện", "Executing unit"),
        day("due_date", "Hạn", "Deadline"),
        day("verified_on", "Ngày kiểm tra", "Verified on"),
        text("result", "Kết quả", "Result", 60),
        code("follow_up_car_number", "Phiếu mới", "New slip"),
        lines("note", "Ghi chú", "Note", 150),
    ),
    on_paper=BODY,
)

DRAFTER = box(
    "drafter",
    Label("Người lập", "Drafter"),
    person("drafter_name", "Người lập", "Drafted by", step=STEP, default="actor:name"),
    on_paper=SIGNATURES,
)

RESULTS = {"met": "Đạt", "not_met": "Không đạt"}


def row(answers: Answers, facts: MoveFacts) -> Mapping[str, Any]:
    """Return a slip's line: what it is about, by when, and how it ended or where it stands.

    A slip that ended unverified tells the name of its end; an open one its stage as a note.
    """
    end, stage = (facts.stage, None) if facts.has_ended else (None, facts.stage)
    return {
        "car_number": answers.get("car_number") or facts.number,
        "opened_on": facts.opened_on,
        "requesting_unit": answers.get("requesting_unit"),
        "request_type": answers.get("request_type"),
        "summary": cut(answers, "nonconformity_description", 500),
        "executing_unit": answers.get("executing_unit"),
        "due_date": answers.get("working_due_on") or answers.get("due_date"),
        "verified_on": answers.get("verified_on"),
        "result": RESULTS.get(answers.get("result", ""), end),
        "follow_up_car_number": answers.get("follow_up_car_number"),
        "note": stage,
    }


FORM = companion(
    "O-16",
    "yearly_register",
    title=Label(
        "Sổ theo dõi phiếu yêu cầu hành động khắc phục/cải tiến",
        "Register of corrective action requests",
    ),
    register_title=Label("Sổ theo dõi phiếu yêu cầu", "Register of slips"),
    short=Label("Sổ theo dõi", "Register"),
    clause="5.2–5.7",
    boxes=(YEAR, SLIPS, DRAFTER),
    features=(ListsRecords(row),),
)
