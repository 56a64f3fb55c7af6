"""BM.CTCL.01 as forms-spec section 2 and section 6 declare it, and what it prints step by step."""

from typing import Any

import pytest

from service.documents.render.render import render
from service.formkit.fields import Choice, Choices, Code, Date, Text, YesNo
from service.formkit.moves import Role
from service.formkit.schema import judge, load_answers
from service.formkit.vietnamese import dots
from tests.documents.form_values import library, paper_of
from tests.docx_text import printed_lines
from tests.forms.form_samples import form_of, sample

FORM = form_of("BM.CTCL.01")

# Field, step and longest text of forms-spec §2.3.
TEXTS = (
    ("issue_place", "5.2", 40),
    ("requesting_unit", "5.2", 150),
    ("related_documents", None, 500),
    ("nonconformity_description", "5.2", 2000),
    ("requester_name", "5.2", 50),
    ("root_cause", "5.4", 2000),
    ("proposed_measures", "5.4", 2000),
    ("executing_unit", "5.3", 150),
    ("executor_name", "5.4", 50),
    ("executing_unit_head_name", "5.4", 50),
    ("approver_name", "5.4", 50),
    ("verification_evidence", "5.7", 2000),
    ("verifier_name", "5.6", 50),
)
DATES = (
    ("issue_date", "5.2"),
    ("requested_on", "5.2"),
    ("due_date", "5.4"),
    ("approved_on", "5.4"),
    ("verified_on", "5.6"),
)
NOT_PRINTED = {
    "concerned_unit",
    "sources",
    "source_other",
    "need_criteria",
    "unit_head_decision",
    "sent_to_secretary_on",
    "iso_board_instruction",
    "need_other",
    "treated_text",
    "treated_on",
    "correction_executor_name",
    "correction_due_on",
    "correction_result",
    "secretary_proposal",
    "analysis_due_on",
    "director_opinion",
    "director_opinion_on",
    "five_whys",
    "fishbone",
    "implementers",
    "resources",
    "working_due_on",
    "tasks",
    "progress_reports",
    "change_requests",
    "measures_taken",
    "results",
    "recommendations",
    "completed_on",
    "completion_report_ref",
    "authorisation_ref",
    "closed_on",
    "closed_by",
}
BOX_1 = {
    "issue_place": "Khánh Hòa",
    "issue_date": "2026-03-05",
    "requesting_unit": "Phòng Quản lý ngân sách",
    "request_type": "corrective",
    "nonconformity_description": "Trả kết quả chậm 03 ngày.",
    "requested_on": "2026-03-05",
    "requester_name": "Lương Thị Ngọc Diệp",
    "sources": ["internal_audit"],
}


def lines_of(values: dict[str, Any]) -> list[str]:
    """The printed lines of the slip with these values."""
    return printed_lines(render(FORM, library().template(FORM), values, paper_of(FORM)))


@pytest.mark.parametrize(("name", "step", "longest"), TEXTS)
def test_a_text_of_the_slip_has_its_step_and_its_longest_length(
    name: str, step: str | None, longest: int
) -> None:
    field = FORM.field(name)

    assert isinstance(field, Text)
    assert (field.step, field.max_length, field.printed) == (step, longest, True)


@pytest.mark.parametrize(("name", "step"), DATES)
def test_a_date_of_the_slip_has_its_step_and_may_be_a_year(name: str, step: str) -> None:
    field = FORM.field(name)

    assert isinstance(field, Date)
    assert (field.step, field.printed, field.year_allowed) == (step, True, True)


def test_the_slip_keeps_what_the_paper_has_no_blank_for() -> None:
    assert {field.name for field in FORM.fields if not field.printed} == NOT_PRINTED


def test_the_sources_are_those_of_the_procedure_and_the_signs_are_eight() -> None:
    sources, signs = FORM.field("sources"), FORM.field("need_criteria")

    assert isinstance(sources, Choices)
    assert isinstance(signs, Choices)
    assert len(sources.options) == 13
    assert len(signs.options) == 8


def test_boxes_are_ticked_one_of_two_and_the_new_measure_alone() -> None:
    kinds = [FORM.field(name) for name in ("request_type", "result")]

    assert all(isinstance(kind, Choice) and kind.boxes for kind in kinds)
    assert isinstance(FORM.field("new_measure_required"), YesNo)


def test_the_numbers_of_slips_are_given_not_typed() -> None:
    assert isinstance(FORM.field("car_number"), Code)
    assert isinstance(FORM.field("follow_up_car_number"), Code)


def test_box_1_is_all_that_sending_the_slip_asks_for() -> None:
    answers = load_answers(FORM, BOX_1, ("5.2",))

    assert answers == BOX_1


@pytest.mark.parametrize("name", sorted(BOX_1))
def test_sending_without_one_field_of_box_1_names_that_field(name: str) -> None:
    values = {field: value for field, value in BOX_1.items() if field != name}

    faults = judge(FORM, values, ("5.2",)).faults

    assert set(faults) == {name}


def test_a_new_measure_without_a_failed_result_is_refused_beside_its_box() -> None:
    faults = judge(FORM, {"result": "met", "new_measure_required": True}).faults

    assert set(faults) == {"new_measure_required"}
    assert "Không đạt" in faults["new_measure_required"][0].vi


def test_a_new_measure_goes_with_a_failed_result() -> None:
    assert not judge(FORM, {"result": "not_met", "new_measure_required": True}).faults


def test_those_who_find_a_nonconformity_send_the_slip_and_it_gets_its_number() -> None:
    move = FORM.moves_from("draft", "")[0]

    assert move.roles == {Role.OFFICIAL, Role.AUDITOR, Role.UNIT_HEAD, Role.ISO_SECRETARY}
    assert move.series is not None
    assert move.series.in_field.format(n=9, year=2026) == "09/2026"
    assert move.to_stage == "with_unit_head"


def test_a_slip_sent_with_box_1_prints_dots_for_boxes_2_and_3() -> None:
    lines = lines_of({**BOX_1, "car_number": "09/2026"})

    assert "Số phiếu: 09/2026" in lines
    assert "Trả kết quả chậm 03 ngày." in lines
    assert lines.count(dots(34)) == 6 + 4
    assert f"Đơn vị thực hiện: {dots(9)}" in lines
    assert lines.count("Ngày …… tháng …… năm 20……") == 2


def test_a_cause_without_measures_keeps_three_dotted_lines_for_the_measures() -> None:
    lines = lines_of({"root_cause": "Thiếu quy định."})

    assert "- Nguyên nhân: Thiếu quy định." in lines
    assert "- Biện pháp: " not in "\n".join(lines)
    assert lines.count(dots(34)) == 5 + 3 + 4


@pytest.mark.parametrize(
    ("authority", "expected"),
    [
        ("KT", ["KT. TRƯỞNG BAN", "PHÓ TRƯỞNG BAN"]),
        ("TL", ["TL. TRƯỞNG BAN", "CHÁNH VĂN PHÒNG"]),
        ("TUQ", ["TUQ. TRƯỞNG BAN", "CHÁNH VĂN PHÒNG"]),
        ("Q", ["Q. TRƯỞNG BAN"]),
    ],
)
def test_an_authority_adds_its_line_above_the_approvers_name(
    authority: str, expected: list[str]
) -> None:
    lines = lines_of({"approver_authority": authority, "approver_name": "Phan Đình Khải"})

    at = lines.index("Phê duyệt")
    assert lines[at + 1 : at + 2 + len(expected)] == [*expected, "Phan Đình Khải"]


@pytest.mark.parametrize(
    ("values", "line"),
    [
        ({"disposition": "rework"}, "- Xử lý: làm lại"),
        ({"disposition_text": "Làm lại."}, "- Xử lý: Làm lại."),
        ({"disposition": "accept", "disposition_text": "Có điều kiện."},
         "- Xử lý: chấp nhận; Có điều kiện."),
        ({"follow_up_car_number": "10/2026"}, "Đã mở Phiếu số 10/2026."),
        ({"follow_up_opened_on": "2026-01-09"}, "Đã mở Phiếu số ………… ngày 09/01/2026."),
        ({"due_date": "2026"}, "Ngày hoàn thành: ……/……/2026"),
        ({"approved_on": "2026"}, "Ngày …… tháng …… năm 2026"),
        ({"issue_date": "2026-10-09"}, "…………, ngày 09 tháng 10 năm 2026"),
        ({"plan_updates": [{"text": "Thêm người."}]}, "- Cập nhật ngày ……/……/20……: Thêm người."),
    ],
)  # fmt: skip
def test_a_composed_line_prints_what_is_known(values: dict[str, Any], line: str) -> None:
    assert line in lines_of(values)


def test_the_samples_are_a_whole_slip_and_a_difficult_one() -> None:
    filled, hard = sample(FORM, "filled"), sample(FORM, "hard")
    printed = {field.name for field in FORM.fields if field.printed}

    assert printed - filled.keys() == set()
    assert printed - hard.keys() != set()
    assert len(hard["nonconformity_description"]) == 2000
