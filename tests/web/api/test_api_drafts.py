"""Drafts over the API: begun with the form's defaults, saved by version, put aside, taken back."""

from typing import Any

import pytest

from tests.builders import MINUTES, PLAN, SLIP, slip_values
from tests.web.api.clients import Program
from tests.web.api.conftest import Programs

DRAFTS = f"/forms/{SLIP}/drafts"


def begun(program: Program, **answers: Any) -> dict[str, Any]:
    """A draft of a slip, just begun."""
    answer = program.post(DRAFTS, {"answers": answers})
    assert answer.status_code == 201
    found: dict[str, Any] = answer.get_json()
    return found


def test_a_draft_begins_with_the_form_s_defaults(program: Programs) -> None:
    draft = begun(program("official"), request_type="corrective")

    assert draft["form"] == SLIP
    assert draft["version"] == 1
    assert draft["answers"]["requester_name"] == "Phạm Quốc Bảo"
    assert draft["answers"]["issue_place"] == "Khánh Hòa"
    assert draft["answers"]["request_type"] == "corrective"
    assert draft["missing"]["nonconformity_description"][0]["vi"].startswith("Vui lòng mô tả")
    assert draft["moves"] == ["submit", "submit_treated"]


def test_a_saved_draft_keeps_what_is_wrong_and_says_so(program: Programs) -> None:
    official = program("official")
    draft = begun(official)

    saved = official.patch(
        f"{DRAFTS}/{draft['id']}", {"answers": {"issue_date": "31/02/2026"}, "version": 1}
    ).get_json()

    assert saved["version"] == 2
    assert saved["typed"]["issue_date"] == "31/02/2026"
    assert "issue_date" not in saved["answers"]
    assert saved["faults"]["issue_date"][0]["vi"]
    assert official.get(f"/drafts/{draft['id']}").get_json() == saved


def test_a_draft_tells_its_warnings_apart_from_its_faults(program: Programs) -> None:
    secretary = program("secretary")
    late = {"plan_level": "agency", "plan_year": 2026, "approved_on": "2026-01-10"}

    draft = secretary.post(f"/forms/{PLAN}/drafts", {"answers": late}).get_json()

    assert list(draft["warnings"]) == ["approved_on"]
    assert "31/12/2025" in draft["warnings"]["approved_on"][0]["en"]
    assert draft["faults"] == {}
    assert begun(program("official"))["warnings"] == {}


def test_a_stale_version_is_answered_with_both_texts(program: Programs) -> None:
    official = program("official")
    draft = begun(official)
    path = f"{DRAFTS}/{draft['id']}"
    official.patch(path, {"answers": {"related_documents": "Sổ 1"}, "version": 1})

    answer = official.patch(path, {"answers": {"related_documents": "Sổ 2"}, "version": 1})

    conflict = answer.get_json()
    assert answer.status_code == 409
    assert conflict["typed"] == {"related_documents": "Sổ 2"}
    assert conflict["current"]["related_documents"] == "Sổ 1"
    assert conflict["version"] == 2


def test_an_unknown_field_is_refused_by_name(program: Programs) -> None:
    answer = program("official").post(DRAFTS, {"answers": {"colour": "red"}})

    assert answer.status_code == 422
    assert answer.get_json()["errors"]["colour"][0]["en"].startswith("The form has no such field")


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"answers": []}, "answers"),
        ({"answers": {}, "version": 0}, "version"),
        ({"answers": {}, "version": "một"}, "version"),
        ({"answers": {}, "version": True}, "version"),
        ({"answers": {}}, "version"),
        ({"version": 1}, "answers"),
        ({"answers": {}, "version": 1, "more": 1}, "more"),
        ([], ""),
    ],
)
def test_a_body_of_another_shape_is_refused_beside_its_member(
    program: Programs, body: Any, field: str
) -> None:
    official = program("official")
    draft = begun(official)

    answer = official.patch(f"{DRAFTS}/{draft['id']}", body)

    assert answer.status_code == 422
    sentence = answer.get_json()["errors"][field][0]
    assert sentence["vi"]
    assert sentence["en"]


def test_control_characters_are_reported_and_not_kept(program: Programs) -> None:
    official = program("official")
    draft = begun(official, related_documents="Sổ 1")
    before = official.get(f"/drafts/{draft['id']}").get_json()

    saved = official.patch(
        f"{DRAFTS}/{draft['id']}", {"answers": {"related_documents": "a\u202eb"}, "version": 1}
    ).get_json()

    kept = official.get(f"/drafts/{draft['id']}").get_json()
    assert "U+202E" in saved["faults"]["related_documents"][0]["vi"]
    assert kept["typed"]["related_documents"] == before["typed"]["related_documents"]


def test_a_lone_surrogate_is_reported_beside_its_field(program: Programs) -> None:
    official = program("official")

    begun_so = official.post(
        DRAFTS,
        data=b'{"answers": {"related_documents": "a\\ud800"}}',
        content_type="application/json",
    ).get_json()

    kept = official.get(f"/drafts/{begun_so['id']}").get_json()
    assert "U+D800" in begun_so["faults"]["related_documents"][0]["vi"]
    assert "related_documents" not in kept["typed"]


def test_a_draft_put_aside_is_listed_apart_and_taken_back(program: Programs) -> None:
    official = program("official")
    draft = begun(official)

    gone = official.ask("DELETE", f"/drafts/{draft['id']}")
    aside = official.get("/drafts?removed=true").get_json()
    back = official.post(f"/drafts/{draft['id']}/restore")

    assert gone.status_code == 204
    assert [each["id"] for each in aside] == [draft["id"]]
    assert aside[0]["removed_at"].endswith("+07:00")
    assert back.get_json()["removed_at"] is None
    assert [each["id"] for each in official.get("/drafts").get_json()] == [draft["id"]]


@pytest.mark.parametrize("role", ["secretary", "unit_head", "administrator"])
def test_somebody_else_s_draft_is_not_found(program: Programs, role: str) -> None:
    draft = begun(program("official"), **slip_values())
    other = program(role)

    answers = [
        other.get(f"/drafts/{draft['id']}"),
        other.get(f"/drafts/{draft['id']}/document.docx"),
        other.patch(f"{DRAFTS}/{draft['id']}", {"answers": {}, "version": 1}),
        other.ask("DELETE", f"/drafts/{draft['id']}"),
        other.post(f"/drafts/{draft['id']}/restore"),
        other.post(
            f"{DRAFTS}/{draft['id']}/moves/submit", {"version": 1, "submission": "thu-mot-lan"}
        ),
    ]

    assert {answer.status_code for answer in answers} == {404}


def test_a_draft_is_not_found_under_another_form_s_path(program: Programs) -> None:
    secretary = program("secretary")
    draft = begun(secretary)

    answer = secretary.patch(
        f"/forms/{MINUTES}/drafts/{draft['id']}", {"answers": {}, "version": 1}
    )

    assert answer.status_code == 404


def test_who_may_not_open_a_form_is_told_who_may(program: Programs) -> None:
    answer = program("official").post(f"/forms/{MINUTES}/drafts", {"answers": {}})

    assert answer.status_code == 403
    assert "Thư ký ISO" in answer.get_json()["message"]["vi"]
