"""Submitting and correcting over the API: number given, document issued, the same twice is once."""

import json
from datetime import UTC, datetime
from typing import Any

from service.settings import ROOT
from service.web.api.operations.drafts.form_submission import open_schema
from service.workflow.records.read_records import RecordFilter, list_records
from tests.builders import PLAN, SLIP, House, a_slip, slip_values
from tests.web.api.clients import Program
from tests.web.api.conftest import Programs

DRAFTS = f"/forms/{SLIP}/drafts"


def submitted(program: Program, key: str = "lan-mot", **but: Any) -> dict[str, Any]:
    """A slip sent by that program."""
    draft = program.post(DRAFTS, {"answers": slip_values(**but)}).get_json()
    answer = program.post(
        f"{DRAFTS}/{draft['id']}/moves/submit", {"version": draft["version"], "submission": key}
    )
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.get_json()
    return found


def test_a_submitted_slip_has_its_number_and_its_document(program: Programs) -> None:
    official = program("official")

    made = submitted(official)

    record = official.get(f"/records/{made['record_id']}").get_json()
    assert made["number"] == "01/2026"
    assert made["stage"] == "with_unit_head"
    assert record["answers"]["car_number"] == "01/2026"
    assert record["answers"]["nonconformity_description"].startswith("Hồ sơ QT-0612")
    assert [each["version"] for each in record["documents"]] == [1]
    assert record["events"][0]["actor"] == "Phạm Quốc Bảo"
    assert record["events"][0]["at"] == "2026-03-05T08:30:00+07:00"


def test_the_same_submit_twice_gives_the_first_result(house: House, program: Programs) -> None:
    official = program("official")
    draft = official.post(DRAFTS, {"answers": slip_values()}).get_json()
    path = f"{DRAFTS}/{draft['id']}/moves/submit"
    body = {"version": 1, "submission": "bam-hai-lan"}

    first, second = official.post(path, body), official.post(path, body)

    found = list_records(house.office, house.staff.official, RecordFilter())
    assert first.status_code == second.status_code == 200
    assert first.get_json() == second.get_json()
    assert found.total == 1


def test_what_is_missing_is_said_beside_each_field_and_nothing_is_issued(
    program: Programs,
) -> None:
    official = program("official")
    draft = official.post(DRAFTS, {"answers": {}}).get_json()

    answer = official.post(
        f"{DRAFTS}/{draft['id']}/moves/submit", {"version": 1, "submission": "thieu"}
    )

    errors = answer.get_json()["errors"]
    assert answer.status_code == 422
    assert errors["nonconformity_description"] == [
        {"vi": "Vui lòng mô tả sự không phù hợp.", "en": "Describe the nonconformity."}
    ]
    assert {"request_type", "sources"} <= set(errors)
    assert official.get("/records").get_json()["total"] == 0


def test_a_stale_submit_is_answered_with_both_texts(program: Programs) -> None:
    official = program("official")
    draft = official.post(DRAFTS, {"answers": slip_values()}).get_json()
    path = f"{DRAFTS}/{draft['id']}"
    official.patch(path, {"answers": {"related_documents": "Sổ 1"}, "version": 1})

    answer = official.post(
        f"{path}/moves/submit",
        {"answers": {"related_documents": "Sổ 2"}, "version": 1, "submission": "cu"},
    )

    assert answer.status_code == 409
    assert answer.get_json()["typed"] == {"related_documents": "Sổ 2"}
    assert answer.get_json()["current"]["related_documents"] == "Sổ 1"


def test_a_submission_key_is_plain_and_short(program: Programs) -> None:
    official = program("official")
    draft = official.post(DRAFTS, {"answers": slip_values()}).get_json()

    for key in ("", "a b", "khóa", "x" * 101, 7, "a\n"):
        answer = official.post(
            f"{DRAFTS}/{draft['id']}/moves/submit", {"version": 1, "submission": key}
        )
        assert answer.status_code == 422
        assert "submission" in answer.get_json()["errors"]


def test_a_move_that_the_form_does_not_have_is_not_found(program: Programs) -> None:
    official = program("official")
    draft = official.post(DRAFTS, {"answers": slip_values()}).get_json()

    answer = official.post(
        f"{DRAFTS}/{draft['id']}/moves/verify", {"version": 1, "submission": "lac"}
    )

    assert answer.status_code == 404


def test_a_correction_is_a_new_version_with_its_reason(program: Programs) -> None:
    official = program("official")
    made = submitted(official)

    answer = official.post(
        f"/forms/{SLIP}/records/{made['record_id']}/corrections",
        {
            "answers": {"related_documents": "QT.QLNS.03"},
            "reason": "Bổ sung tài liệu",
            "version": made["record_version"],
            "submission": "sua-1",
        },
    )

    record = official.get(f"/records/{made['record_id']}").get_json()
    correction = [each for each in record["events"] if each["kind"] == "correct"]
    assert answer.status_code == 200
    assert answer.get_json()["number"] == made["number"]
    assert answer.get_json()["document_version"] == 2
    assert record["documents"][1]["reason"] == "Bổ sung tài liệu"
    assert correction[0]["details"]["changes"]["related_documents"]["after"] == "QT.QLNS.03"


def test_a_correction_without_a_reason_is_refused_beside_it(program: Programs) -> None:
    official = program("official")
    made = submitted(official)
    body = {"answers": {}, "version": made["record_version"], "submission": "sua-2"}

    for reason in ({}, {"reason": " "}):
        answer = official.post(
            f"/forms/{SLIP}/records/{made['record_id']}/corrections", body | reason
        )
        assert answer.status_code == 422
        assert list(answer.get_json()["errors"]) == ["reason"]


def test_a_stale_correction_is_answered_with_both_texts(program: Programs) -> None:
    official = program("official")
    made = submitted(official)
    path = f"/forms/{SLIP}/records/{made['record_id']}/corrections"
    body = {"reason": "Sửa", "version": made["record_version"]}
    official.post(path, {**body, "answers": {"related_documents": "A"}, "submission": "s1"})

    answer = official.post(
        path, {**body, "answers": {"related_documents": "B"}, "submission": "s2"}
    )

    assert answer.status_code == 409
    assert answer.get_json()["typed"] == {"related_documents": "B"}
    assert answer.get_json()["current"]["related_documents"] == "A"


def test_a_colleague_who_sees_the_slip_may_not_correct_it(house: House, program: Programs) -> None:
    made = a_slip(house.office, house.staff.official)
    path = f"/forms/{SLIP}/records/{made.record_id}/corrections"
    body = {"answers": {}, "reason": "Sửa", "version": made.record_version}

    seeing = program("auditor").post(path, {**body, "submission": "s1"})
    stranger = program("stranger").post(path, {**body, "submission": "s2"})
    elsewhere = program("official").post(path.replace(SLIP, PLAN), {**body, "submission": "s3"})

    assert seeing.status_code == 403
    assert stranger.status_code == 404
    assert elsewhere.status_code == 404


def test_what_belongs_to_a_later_step_is_refused_beside_its_field(program: Programs) -> None:
    answer = program("official").post(DRAFTS, {"answers": {"root_cause": "x", "result": "met"}})

    assert answer.status_code == 422
    assert set(answer.get_json()["errors"]) == {"root_cause", "result"}


def test_every_form_s_sample_can_be_typed_as_far_as_its_draft_is_open(
    house: House, program: Programs
) -> None:
    # The samples tell of a year; it has happened when they are typed.
    house.clock.now = datetime(2026, 12, 31, 8, tzinfo=UTC)
    secretary = program("secretary")
    for form in house.office.catalogue:
        values = json.loads((ROOT / "samples" / form.key / "filled.json").read_text("utf-8"))
        typed = {name: values[name] for name in open_schema(form)().fields if name in values}

        draft = secretary.post(f"/forms/{form.code}/drafts", {"answers": typed})

        assert draft.status_code == 201, draft.text
        assert draft.get_json()["faults"] == {}
        assert draft.get_json()["answers"].items() >= typed.items()
