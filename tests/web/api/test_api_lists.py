"""Lists over the API: slips picked and listed, registers, whole dossiers."""

import io
import zipfile
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.builders import House, a_slip, some_evidence
from tests.web.api.conftest import Programs
from tests.workflow.slips.dossier import paper
from tests.workflow.slips.listing import waiting_slips
from tests.workflow.slips.walking import Slip, a_sent_slip

LISTS = "/lists/consolidated"


def body(*slips: Slip, **but: Any) -> dict[str, Any]:
    """A list of these slips."""
    picks = [
        {
            "record_id": slip.id,
            "version": slip.version,
            "answers": {"secretary_proposal": f"Đề xuất {place}"},
        }
        for place, slip in enumerate(slips)
    ]
    period = {"period_from": "2026-03-01", "period_to": "2026-03-05"}
    return {**period, "picks": picks, "submission": "lan-1", **but}


def test_what_waits_is_read_and_listed(house: House, program: Programs) -> None:
    slips, secretary = waiting_slips(house, 2), program("secretary")

    waiting = secretary.get(LISTS).get_json()
    made = secretary.post(LISTS, body(*slips))

    assert [each["record_id"] for each in waiting["slips"]] == [slip.id for slip in slips]
    assert waiting["slips"][0]["version"] == slips[0].version
    assert (waiting["period_from"], waiting["outside"]) == ("2026-03-01", 0)
    assert made.status_code == 201
    said = made.get_json()
    assert said["record_ids"] == [slip.id for slip in slips]
    assert [row["secretary_proposal"] for row in paper(slips[1], "O-01")["slips"]] == [
        "Đề xuất 0",
        "Đề xuất 1",
    ]
    assert secretary.get(said["word"].removeprefix("/api/v1")).status_code == 200


def test_the_same_submission_again_gives_the_first_list(house: House, program: Programs) -> None:
    slips, secretary = waiting_slips(house, 1), program("secretary")
    first = secretary.post(LISTS, body(*slips))

    again = secretary.post(LISTS, body(*slips))

    assert again.get_json() == first.get_json()


def test_every_fault_is_named_by_its_pick(house: House, program: Programs) -> None:
    slips, secretary = waiting_slips(house, 2), program("secretary")
    sent = body(*slips, a_sent_slip(house))
    sent["picks"][0]["answers"] = {}
    sent["picks"][1]["version"] += 1

    answer = secretary.post(LISTS, sent)

    assert answer.status_code == 422
    assert set(answer.get_json()["errors"]) == {
        "picks.0.secretary_proposal",
        "picks.1",
        "picks.2",
    }
    assert {slip.stage for slip in slips} == {"with_secretary"}


@pytest.mark.parametrize(
    ("wrong", "path"),
    [
        ({"picks": "x"}, "picks"),
        ({"picks": ["x"]}, "picks.0"),
        ({"picks": [{"record_id": "r"}]}, "picks.0.version"),
        ({"period_from": "31/02/2026"}, "period_from"),
        ({"period_to": " "}, "period_to"),
        ({"period_to": "2026-02-01"}, "period_to"),
    ],
)
def test_a_body_that_is_no_list_is_refused_beside_the_name(
    program: Programs, wrong: dict[str, Any], path: str
) -> None:
    sent = {**body(), "picks": [], **wrong}

    answer = program("secretary").post(LISTS, sent)

    assert answer.status_code == 422
    assert path in answer.get_json()["errors"]


def test_nobody_else_reads_or_makes_lists(house: House, program: Programs) -> None:
    slips = waiting_slips(house, 1)

    for role in ("official", "auditor", "board"):
        assert program(role).get(LISTS).status_code == 403
        assert program(role).post(LISTS, body(*slips)).status_code == 403


def test_the_register_of_a_year_is_fetched(house: House, program: Programs) -> None:
    a_slip(house.office, house.staff.official)
    secretary = program("secretary")

    word = secretary.get("/forms/BM.CTCL.01/registers/2026.docx")
    sheet = secretary.get("/forms/BM.CTCL.01/registers/2026.xlsx")

    assert word.status_code == 200
    (page,) = load_workbook(io.BytesIO(sheet.data)).worksheets
    assert page["A2"].value == "01/2026"
    assert secretary.get("/forms/BM.CTCL.02/registers/2026.docx").status_code == 404
    assert secretary.get("/forms/BM.CTCL.01/registers/1999.docx").status_code == 404


def test_the_record_list_is_fetched_as_a_sheet(house: House, program: Programs) -> None:
    a_slip(house.office, house.staff.official)

    sheet = program("secretary").get("/records.xlsx?form=BM.CTCL.01&year=2026")
    none = program("stranger").get("/records.xlsx")

    assert load_workbook(io.BytesIO(sheet.data)).worksheets[0]["A2"].value == "01/2026"
    assert load_workbook(io.BytesIO(none.data)).worksheets[0]["A2"].value is None


def test_the_whole_dossier_is_fetched_by_who_sees_the_record(
    house: House, program: Programs
) -> None:
    slip = a_sent_slip(house)
    some_evidence(house.office, house.staff.official, slip.id)
    address = f"/records/{slip.id}/dossier.zip"

    with program("auditor").get(address) as answer:
        names = zipfile.ZipFile(io.BytesIO(answer.data)).namelist()
    stranger = program("stranger").get(address)

    assert "phieu/BM.CTCL.01_01-2026_v01.docx" in names
    assert stranger.status_code == 404
