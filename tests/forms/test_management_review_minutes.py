"""BM.CTCL.02 as forms-spec section 3 and section 6 declare it, and what it prints."""

from typing import Any

import pytest

from service.documents.render.render import render
from service.formkit.fields import Choice, Code, Moment, Rows, Text, Whole
from service.formkit.letterhead import default_letterhead, letterhead_facts
from service.formkit.moves import Role
from service.formkit.schema import judge, load_answers
from tests.documents.form_values import library, paper_of
from tests.docx_text import printed_lines
from tests.forms.form_samples import form_of, sample

FORM = form_of("BM.CTCL.02")

# Field, step and longest text of forms-spec §3.3; row 7 may stay empty.
TEXTS = (
    ("issue_place", "5.8.2", 40),
    ("venue", "5.8.2", 150),
    ("chair_name", "5.8.2", 50),
    ("chair_title", "5.8.2", 100),
    ("secretary_name", "5.8.2", 50),
    ("secretary_title", "5.8.2", 100),
    *((f"discussion_{point}", "5.8.2", 4000) for point in (
        "1", "2_1", "2_2", "3_1", "3_2", "3_3", "3_4", "3_5", "4", "5", "6", "7_stakeholders",
    )),
    *((f"conclusion_{number}", "5.8.2", 1500) for number in range(1, 7)),
    ("discussion_7_other", None, 4000),
    ("conclusion_7", None, 1500),
    ("general_conclusion", "5.8.2", 4000),
)  # fmt: skip
ROWS = (
    ("attendees", "5.8.2", 60, {"name": 50, "title": 100, "unit": 150}),
    ("reports", "5.8.1", 20, {"reporter_name": 50, "reporter_title": 100, "summary": 1500}),
    ("follow_up_actions", None, 30, {"action": 500, "lead_unit": 150}),
    ("recipients", "5.8.2", 15, {"text": 120}),
)
PROMPT = "(Ghi cụ thể nội dung và vấn đề nêu ra để thảo luận"


def lines_of(values: dict[str, Any], **settings: str | bool) -> list[str]:
    """The printed lines of the minutes with these values."""
    paper = paper_of(FORM, **settings)
    return printed_lines(render(FORM, library().template(FORM), values, paper))


@pytest.mark.parametrize(("name", "step", "longest"), TEXTS)
def test_a_text_of_the_minutes_has_its_step_and_its_longest_length(
    name: str, step: str | None, longest: int
) -> None:
    field = FORM.field(name)

    assert isinstance(field, Text)
    assert (field.step, field.max_length, field.printed) == (step, longest, True)


@pytest.mark.parametrize(("name", "step", "most", "texts"), ROWS)
def test_a_table_of_the_minutes_has_its_rows_and_their_lengths(
    name: str, step: str | None, most: int, texts: dict[str, int]
) -> None:
    field = FORM.field(name)

    assert isinstance(field, Rows)
    assert (field.step, field.max_rows) == (step, most)
    lengths = {inner.name: inner.max_length for inner in field.fields if isinstance(inner, Text)}
    assert lengths == texts


def test_actions_are_corrective_preventive_or_improving() -> None:
    actions = FORM.field("follow_up_actions")

    assert isinstance(actions, Rows)
    kind = next(field for field in actions.fields if field.name == "kind")
    assert isinstance(kind, Choice)
    assert [option.value for option in kind.options] == ["KP", "PN", "CT"]


def test_the_meeting_opens_and_closes_at_a_moment_and_copies_are_counted() -> None:
    copies = FORM.field("archive_copies")

    assert isinstance(FORM.field("opened_at"), Moment)
    assert isinstance(FORM.field("closed_at"), Moment)
    assert isinstance(copies, Whole)
    assert (copies.minimum, copies.maximum, copies.width) == (1, 99, 2)
    assert isinstance(FORM.field("minutes_number"), Code)


def test_what_the_minutes_keep_without_printing() -> None:
    kept = {field.name for field in FORM.fields if not field.printed}

    assert kept == {"meeting_type", "review_year", "internal_audit_ref", "risk_table_updated"}


def test_the_iso_secretary_issues_the_minutes_and_they_get_their_number() -> None:
    (move,) = FORM.moves

    assert move.roles == {Role.ISO_SECRETARY}
    assert move.series is not None
    assert move.series.in_field.format(n=5, year=2026) == "05"
    assert move.series.shown.format(n=5, year=2026) == "05/BB-ISO"


def test_the_filled_sample_is_enough_to_issue_the_minutes() -> None:
    filled = sample(FORM, "filled")

    assert load_answers(FORM, filled, ("5.8.1", "5.8.2")) == filled


def test_a_meeting_that_ends_before_it_begins_is_refused_beside_the_end() -> None:
    times = {"opened_at": "2026-12-18T08:00", "closed_at": "2026-12-18T07:59"}

    faults = judge(FORM, times).faults

    assert set(faults) == {"closed_at"}
    assert "trước giờ khai mạc" in faults["closed_at"][0].vi


def test_a_meeting_may_end_the_minute_it_begins() -> None:
    moment = "2026-12-18T08:00"

    assert not judge(FORM, {"opened_at": moment, "closed_at": moment}).faults


def test_a_blank_print_already_names_place_and_venue() -> None:
    facts = letterhead_facts(default_letterhead())

    assert FORM.blank_answers("", facts) == {
        "issue_place": "Khánh Hòa",
        "venue": "Sở Tài chính Khánh Hòa",
    }


def test_without_any_discussion_the_prompt_stands_and_with_one_it_goes() -> None:
    without = "\n".join(lines_of({}))
    with_one = "\n".join(lines_of({"conclusion_6": "Đồng ý."}))

    assert PROMPT in without
    assert PROMPT not in with_one


@pytest.mark.parametrize(
    ("values", "line"),
    [
        ({"opened_at": "2026-03-05T08:30", "venue": "Phòng họp số 1"},
         "Khai mạc hồi 08 giờ 30, ngày 05 tháng 3 năm 2026 tại Phòng họp số 1;"),
        ({"closed_at": "2026-01-12T17:00"},
         "Cuộc họp kết thúc hồi 17 giờ, ngày 12 tháng 01 năm 2026"),
        ({"attendees": [{"name": "Đỗ An"}, {"name": "Lê Ánh", "unit": "Văn phòng"}]},
         "2. Lê Ánh, Văn phòng"),
        ({"chair_name": "Đỗ An", "chair_title": "Giám đốc"}, "Đỗ An, Giám đốc"),
        ({"reports": [{"reporter_name": "Đỗ An", "summary": "Tốt."}]}, "- Ông/Bà Đỗ An: Tốt."),
        ({"discussion_1": "Đã xong.\nTrừ 01 việc."}, "- Đã xong."),
        ({"discussion_7_stakeholders": "Gửi sớm."},
         "- Yêu cầu của các bên liên quan: Gửi sớm."),
        ({"follow_up_actions": [{"kind": "PN", "action": "Kiểm tra"}]}, "- (PN) Kiểm tra."),
        ({"follow_up_actions": [{"kind": "KP", "action": "Sửa", "due_date": "2026"}]},
         "- (KP) Sửa; thời gian hoàn thành: ……/……/2026."),
        ({"recipients": ["Ban ISO"]}, "- Ban ISO;"),
        ({"archive_copies": 2}, "- Lưu: Ban ISO (02b)."),
        ({"minutes_number": "05"}, "Số: 05/BB-ISO"),
    ],
)  # fmt: skip
def test_a_composed_line_prints_what_is_known(values: dict[str, Any], line: str) -> None:
    assert line in lines_of(values)


def test_the_chair_and_the_secretary_are_printed_again_where_they_sign() -> None:
    lines = lines_of({"chair_name": "Đỗ An", "secretary_name": "Lê Ánh"})

    at = lines.index("THƯ KÝ CUỘC HỌP")
    assert lines[at : at + 4] == ["THƯ KÝ CUỘC HỌP", "CHỦ TOẠ CUỘC HỌP", "Lê Ánh", "Đỗ An"]


def test_the_national_header_can_be_switched_off_number_and_date_stay() -> None:
    lines = lines_of({"minutes_number": "05"}, minutes_national_header=False)

    assert lines[:2] == ["Số: 05/BB-ISO", "…………, ngày …… tháng …… năm ……"]
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" not in lines


def test_the_samples_hold_a_whole_meeting_and_the_longest_lists() -> None:
    filled, hard = sample(FORM, "filled"), sample(FORM, "hard")

    assert len(filled["attendees"]) >= 8
    assert len(filled["reports"]) == 3
    assert any("car_number" in action for action in filled["follow_up_actions"])
    assert len(hard["attendees"]) == 60
    assert len(hard["follow_up_actions"]) == 30
    assert len(hard["discussion_1"]) == 4000
