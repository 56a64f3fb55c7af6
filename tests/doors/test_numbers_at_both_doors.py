"""Numbers typed oddly: what is no number is told beside its field at both doors, «40%» is 40."""

import json

import pytest

from service.workflow.records.read_records import open_record
from tests.builders import House
from tests.doors.conftest import Browsers, Programs
from tests.web.pages.record.test_move_pages import sent_from
from tests.workflow.slips.walking import Slip, walked_to

MOVE = "report_progress"


def reports(slip: Slip) -> list[object]:
    """The shares of all progress reports of the slip."""
    record = open_record(slip.house.office, slip.house.staff.secretary, slip.id)
    return [each["percent_done"] for each in record.answers.get("progress_reports", [])]


@pytest.mark.parametrize("typed", ["-0", "−0", "+5", "٣", "1e1", "0x10", "1_0", "５", "4,5%"])
def test_what_is_no_number_makes_no_report_at_either_door(
    house: House, signed_in: Browsers, program: Programs, typed: str
) -> None:
    slip = walked_to(house, "implementing")
    official, address = signed_in("official"), f"/records/{slip.id}/moves/{MOVE}"
    body = {"version": slip.version, "submission": "k", "answers": {"percent_done": typed}}

    page = official.post(address, sent_from(official.get(address).text, percent_done=typed))
    answer = program("official").post(f"/forms/BM.CTCL.01{address}", body)

    assert (page.status_code, answer.status_code) == (422, 422)
    assert "Vui lòng" in answer.get_json()["errors"]["percent_done"][0]["vi"]
    assert f'value="{typed}"' in page.text
    assert reports(slip) == []


@pytest.mark.parametrize("number", ["-0", "-0.0", "0.0", "4e1", "true"])
def test_a_json_number_that_is_not_whole_is_refused(
    house: House, program: Programs, number: str
) -> None:
    slip = walked_to(house, "implementing")
    body = json.dumps(
        {"version": slip.version, "submission": "k", "answers": {"percent_done": "?"}}
    )

    answer = program("official").post(
        f"/forms/BM.CTCL.01/records/{slip.id}/moves/{MOVE}",
        data=body.replace('"?"', number),
        content_type="application/json",
    )

    assert answer.status_code == 422
    assert "Vui lòng" in answer.get_json()["errors"]["percent_done"][0]["vi"]
    assert reports(slip) == []


def test_a_share_may_bring_its_sign_at_both_doors(
    house: House, signed_in: Browsers, program: Programs
) -> None:
    slip = walked_to(house, "implementing")
    official, address = signed_in("official"), f"/records/{slip.id}/moves/{MOVE}"

    page = official.post(address, sent_from(official.get(address).text, percent_done="40 %"))
    body = {
        "version": slip.version + 1,
        "submission": "k",
        "answers": {"percent_done": "55%"},
    }
    answer = program("official").post(f"/forms/BM.CTCL.01{address}", body)

    assert (page.status_code, answer.status_code) == (303, 200)
    assert reports(slip) == [40, 55]


def test_a_name_given_twice_is_named_to_the_program(program: Programs) -> None:
    answer = program("official").post(
        "/forms/BM.CTCL.01/drafts",
        data=b'{"answers": {"issue_place": "a", "issue_place": "b"}}',
        content_type="application/json",
    )

    assert answer.status_code == 400
    assert "«issue_place» có mặt hai lần" in answer.get_json()["message"]["vi"]
