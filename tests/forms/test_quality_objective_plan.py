"""BM.CTCL.03 as forms-spec section 4 declares it, for the agency and for a unit."""

from dataclasses import replace
from typing import Any

import pytest

from service.documents.render.render import render
from service.formkit.fields import Choice, Code, Rows, Text, Whole
from service.formkit.form import walk_fields
from service.formkit.moves import Role
from service.formkit.schema import judge, load_answers
from tests.documents.form_values import library, paper_of
from tests.docx_text import printed_lines
from tests.forms.form_samples import form_of, sample

FORM = form_of("BM.CTCL.03")
OBJECTIVE, ACTION = "objectives[]", "objectives[].actions[]"

# Longest texts of forms-spec §4.6.
TEXTS = (
    ("issue_place", 40),
    ("unit", 150),
    ("legal_bases[].text", 300),
    ("drafter_name", 50),
    ("reviewer_name", 50),
    ("approver_name", 50),
    ("recipients[].text", 120),
    ("communicated_to", 300),
    ("revision_reason", 500),
    (f"{OBJECTIVE}.objective_text", 300),
    (f"{OBJECTIVE}.target_value", 50),
    (f"{OBJECTIVE}.target_unit", 30),
    (f"{OBJECTIVE}.baseline_value", 50),
    (f"{OBJECTIVE}.measure_formula", 300),
    (f"{OBJECTIVE}.data_source", 150),
    (f"{OBJECTIVE}.deviation_cause", 500),
    *((f"{OBJECTIVE}.actual_{when}", 30) for when in ("q1", "q2", "q3", "q4", "year")),
    (f"{ACTION}.action_text", 500),
    (f"{ACTION}.resources", 200),
    (f"{ACTION}.lead_unit_or_person", 150),
    (f"{ACTION}.support_units", 200),
    (f"{ACTION}.note", 150),
)
NOT_PRINTED = {
    "approved_on",
    "communicated_on",
    "communicated_to",
    "revision_no",
    "revision_reason",
}
PATHS = dict(walk_fields(FORM.fields))
GOAL = {"objective_no": 1, "objective_text": "Trả đúng hạn", "target_value": "98"}


def lines_of(values: dict[str, Any], **settings: str | bool) -> list[str]:
    """The printed lines of the plan with these values."""
    template = library().template(FORM, FORM.variant_of(values))
    return printed_lines(render(FORM, template, values, paper_of(FORM, **settings)))


def plan(**objective: Any) -> dict[str, Any]:
    """A plan of the agency with one objective."""
    return {"plan_level": "agency", "objectives": [GOAL | objective]}


@pytest.mark.parametrize(("path", "longest"), TEXTS)
def test_a_text_of_the_plan_has_its_longest_length(path: str, longest: int) -> None:
    field = PATHS[path]

    assert isinstance(field, Text)
    assert field.max_length == longest


def test_the_head_of_the_plan_is_asked_for_at_step_5_9() -> None:
    asked = {field.name for field in FORM.fields if field.step == "5.9"}

    assert asked == {
        "plan_level", "plan_year", "issue_place", "issue_date", "legal_bases", "unit", "objectives",
        "drafter_name", "reviewer_name", "approver_name",
    }  # fmt: skip
    assert {field.step for field in FORM.fields} == {"5.9", None}


def test_what_the_plan_keeps_without_printing() -> None:
    assert {field.name for field in FORM.fields if not field.printed} == NOT_PRINTED


def test_the_lists_of_the_plan_offer_the_entries_of_the_spec() -> None:
    offered = {
        path: [option.value for option in field.options]
        for path, field in PATHS.items()
        if isinstance(field, Choice) and "authority" not in path
    }

    assert offered == {
        "plan_level": ["agency", "unit"],
        f"{OBJECTIVE}.target_operator": ["≥", "≤", "=", ">", "<"],
        f"{OBJECTIVE}.monitoring_frequency": ["month", "quarter", "half", "year"],
        f"{OBJECTIVE}.assessment": ["met", "not_met"],
    }


def test_the_plan_takes_ten_grounds_and_numbers_are_given() -> None:
    bases = FORM.field("legal_bases")

    assert isinstance(bases, Rows)
    assert (bases.max_rows, bases.plain) == (10, True)
    assert isinstance(FORM.field("plan_number"), Code)
    assert isinstance(PATHS[f"{OBJECTIVE}.car_number"], Code)
    assert isinstance(FORM.field("plan_year"), Whole)


def test_only_a_unit_names_itself_and_only_the_agency_has_a_reviewer() -> None:
    names = {v: {field.name for field in FORM.fields_for(v)} for v in FORM.variants}

    assert names["unit"] - names["agency"] == {"unit"}
    assert names["agency"] - names["unit"] == {"reviewer_name", "reviewer_authority"}


def test_the_secretary_issues_the_agencys_plan_and_a_unit_head_his_own() -> None:
    agency, unit = FORM.moves

    assert agency.roles == {Role.ISO_SECRETARY}
    assert unit.roles == {Role.ISO_SECRETARY, Role.UNIT_HEAD}
    assert (agency.variants, unit.variants) == (("agency",), ("unit",))
    assert agency.series is not None
    assert agency.series.shown.format(n=7, agency_abbrev="STC") == "07/KH-STC"
    assert unit.series is not None
    assert unit.series.only_with_setting == "unit_plan_numbered"


@pytest.mark.parametrize("level", ["agency", "unit"])
def test_the_usual_grounds_name_the_year_and_end_as_the_decree_wants(level: str) -> None:
    started = FORM.defaults({"plan_level": level, "plan_year": 2027}, {})
    bases = started["legal_bases"]

    assert isinstance(bases, list)
    assert [base[-1] for base in bases] == [";", "."]
    assert "năm 2026" in "".join(bases)
    assert "năm 2027" in "".join(bases)
    assert not judge(FORM, {"legal_bases": bases}).faults


def test_without_a_year_there_are_no_grounds_yet() -> None:
    assert "legal_bases" not in FORM.defaults({"plan_level": "agency"}, {})


def test_a_ground_with_the_wrong_last_sign_is_named() -> None:
    faults = judge(FORM, {"legal_bases": ["Căn cứ A;", "", "Căn cứ B.", "Căn cứ C."]}).faults

    assert set(faults) == {"legal_bases.2"}
    assert "«;»" in faults["legal_bases.2"][0].vi


def test_an_objective_not_met_says_why() -> None:
    missed = judge(FORM, plan(assessment="not_met")).faults
    explained = judge(FORM, plan(assessment="not_met", deviation_cause="Thiếu người.")).faults

    assert set(missed) == {"objectives.0.deviation_cause"}
    assert not explained


@pytest.mark.parametrize("name", ["objective_no", "objective_text", "target_value"])
def test_an_objective_is_not_whole_without_number_words_and_target(name: str) -> None:
    objective = {key: value for key, value in GOAL.items() if key != name}

    faults = judge(FORM, {"plan_level": "agency", "objectives": [objective]}, ("5.9",)).faults

    assert f"objectives.0.{name}" in faults


def test_the_samples_are_whole_plans_of_the_agency_and_of_a_unit() -> None:
    filled, hard = sample(FORM, "filled"), sample(FORM, "hard")

    assert load_answers(FORM, filled, ("5.9",)) == filled
    assert FORM.variant_of(hard) == "unit"
    assert len(filled["objectives"]) >= 4
    assert {"quarter", "year"} <= {o["monitoring_frequency"] for o in filled["objectives"]}
    assert [o["car_number"] for o in filled["objectives"] if o.get("assessment") == "not_met"]
    assert max(len(o.get("actions", [])) for o in hard["objectives"]) == 20


@pytest.mark.parametrize(
    ("objective", "line"),
    [
        ({"target_operator": "≥", "target_value": "98,5", "target_unit": "%"}, "≥ 98,5%"),
        ({"target_operator": "≤", "target_value": "05", "target_unit": "ngày"}, "≤ 05 ngày"),
        ({"target_value": "đạt loại A"}, "đạt loại A"),
        ({"linked_objective_no": 2}, "(Thực hiện mục tiêu số 2 của Sở)"),
        ({"policy_ref": "công khai"}, "(Chính sách chất lượng: công khai)"),
        ({"measure_formula": "Đếm", "monitoring_frequency": "half"}, "Đếm; 06 tháng"),
        ({"data_source": "Sổ", "monitoring_frequency": "month"}, "Sổ; hằng tháng"),
        ({"monitoring_frequency": "quarter"}, "hằng quý"),
        ({"actions": [{"action_text": "Họp", "support_units": "Văn phòng"}]}, "Văn phòng"),
        ({"car_number": "03/2026"}, "(Phiếu số 03/2026)"),
        ({"deviation_cause": "Chậm", "car_number": "03/2026"}, "Chậm (Phiếu số 03/2026)"),
        ({"actions": [{"action_text": "Họp", "action_due": "2026"}]}, "……/……/2026"),
        ({"assessment": "not_met", "deviation_cause": "x"}, "Không đạt  ☒"),
    ],
)
def test_a_cell_prints_what_is_known(objective: dict[str, Any], line: str) -> None:
    assert line in [printed.strip() for printed in lines_of(plan(**objective))]


def test_a_yearly_objective_prints_dashes_but_never_hides_a_quarter() -> None:
    lines = lines_of(plan(monitoring_frequency="year", actual_q2="97%"))

    assert lines.count("–") == 3
    assert "97%" in lines


def test_a_unit_plan_names_the_unit_and_leaves_the_number_out() -> None:
    unit = {"plan_level": "unit", "plan_year": 2026, "unit": "Phòng Quản lý ngân sách"}

    lines = lines_of(unit | {"archive_copies": 1, "approver_name": "Đặng Minh Triết"})

    assert lines[:2] == ["SỞ TÀI CHÍNH KHÁNH HÒA", "Phòng Quản lý ngân sách"]
    assert "Thực hiện mục tiêu chất lượng năm 2026 của Phòng Quản lý ngân sách" in lines
    assert "- Lưu: Phòng Quản lý ngân sách (01b)." in lines
    assert lines[lines.index("TRƯỞNG ĐƠN VỊ") + 1] == "Đặng Minh Triết"
    assert not any(line.startswith("Số:") for line in lines)


def test_a_unit_plan_is_numbered_with_the_units_letters_when_the_office_wants_it() -> None:
    unit = {"plan_level": "unit", "unit": "Thanh tra Sở", "plan_number": "03"}
    paper = replace(paper_of(FORM, unit_plan_numbered=True), unit_code="TTr")

    docx = render(FORM, library().template(FORM, "unit"), unit, paper)

    assert "Số: 03/KH-TTr" in printed_lines(docx)
