"""What a move needs: the description calls required exactly what a bare post is told it lacks."""

from collections.abc import Iterable
from typing import Any

import pytest
from openapi_spec_validator import validate
from sqlalchemy import update

from service.formkit.catalogue import Catalogue
from service.formkit.moves import Move
from service.settings import ROOT
from service.store.tables.records.records import RecordRow
from tests.builders import SLIP, STAFF, House, a_draft, slip_values, submit
from tests.doors.route_table import close_account
from tests.web.api.conftest import Programs
from tests.workflow.slips.every_stage import slip_at
from tests.workflow.slips.walking import ASK, Slip

FORMS = Catalogue.load([ROOT / "forms"])
STAGES = {stage.key for stage in FORMS[SLIP].stages if stage.turns}
MOVES = [
    pytest.param(move, id=f"{move.key} from {move.from_stage}")
    for move in FORMS[SLIP].moves
    if move.from_stage in STAGES and move.key != "submit"
]
"""Every move of a record; what sending a slip again needs stands in it already."""


_known: dict[str, Any] = {}


def described(program: Programs) -> dict[str, Any]:
    """The description of the API, which is the same in every house: asked for once."""
    if not _known:
        _known.update(program("secretary").get("/openapi.json").get_json())
    return _known


def body_of(program: Programs, key: str) -> dict[str, Any]:
    """The described body of the move."""
    paths = described(program)["paths"]
    operation = paths[f"/forms/{SLIP}/records/{{record_id}}/moves/{key}"]["post"]
    return shape(program, operation["requestBody"]["content"]["application/json"]["schema"])


def shape(program: Programs, reference: dict[str, Any]) -> dict[str, Any]:
    """The described shape that the reference leads to."""
    name = reference["$ref"].rsplit("/", 1)[1]
    found: dict[str, Any] = described(program)["components"]["schemas"][name]
    return found


def forget(house: House, slip: Slip, blanks: Iterable[str]) -> None:
    """Let the record say nothing in these blanks, so that nothing needed stands there."""
    left = {name: value for name, value in slip.answers.items() if name not in {*blanks}}
    with house.office.database.writing() as uow:
        uow.session.execute(update(RecordRow).where(RecordRow.id == slip.id).values(answers=left))


def slip_for(house: House, move: Move) -> Slip:
    """A slip from which somebody may make the move."""
    if move.key == "confirm_treated":
        return a_treated_slip(house, move.from_stage)
    slip = slip_at(house, move.from_stage)
    if move.key in ("agree_change", "refuse_change"):
        slip.move(house.staff.official, "ask_change", ASK)
    if move.key == "hand_over":
        close_account(house, house.staff.official)
    return slip


def a_treated_slip(house: House, stage: str) -> Slip:
    """A slip that says what was treated already."""
    office, official = house.office, house.staff.official
    treated = slip_values(treated_text="Đã in lại.", treated_on="2026-03-04")
    draft = a_draft(office, official, typed=treated)
    made = submit(office, official, draft, move="submit_treated")
    slip = Slip(house, made.record_id)
    if stage == "with_director":
        slip.move(house.staff.unit_head, "escalate", reason="Vượt thẩm quyền.")
    return slip


@pytest.mark.parametrize("move", MOVES)
def test_what_is_required_is_what_a_bare_post_is_told_it_lacks(
    move: Move, house: House, program: Programs
) -> None:
    slip, body = slip_for(house, move), body_of(program, move.key)
    asked = shape(program, body["properties"]["answers"])
    forget(house, slip, asked["properties"])
    bare = {"version": slip.version, "submission": "bare"}
    bare |= {"reason": "Đã xem xét kỹ."} if "reason" in body["properties"] else {}

    path = f"/forms/{SLIP}/records/{slip.id}/moves/{move.key}"
    answers = (program(role).post(path, bare) for role in STAFF)
    told = next(each for each in answers if each.status_code not in (401, 403, 404))

    needed = set(asked.get("required", ()))
    ways = [each["required"] for each in asked.get("anyOf", ())]
    assert set(told.get_json().get("errors", {})) == needed | set(ways[0] if ways else ())
    assert (told.get_json().get("error") == "FieldErrors") == bool(needed or ways)
    assert ("answers" in body["required"]) == bool(needed or ways)


def test_one_of_the_signs_or_words_is_asked_for_and_either_will_do(
    house: House, program: Programs
) -> None:
    asked = shape(program, body_of(program, "need_action")["properties"]["answers"])
    slip = slip_at(house, "with_unit_head")
    path = f"/forms/{SLIP}/records/{slip.id}/moves/need_action"

    made = program("unit_head").post(
        path,
        {
            "answers": {"need_other": "Lặp lại.", "unit_head_decision": "Chuyển Thư ký."},
            "version": slip.version,
            "submission": "words",
        },
    )

    assert asked["anyOf"] == [{"required": ["need_criteria"]}, {"required": ["need_other"]}]
    assert asked["required"] == ["unit_head_decision"]
    assert asked["properties"]["unit_head_decision"]["type"] == "string"
    assert made.status_code == 200


def test_what_stands_in_the_record_need_not_be_sent_again(house: House, program: Programs) -> None:
    slip = slip_at(house, "draft")

    sent = {"version": slip.version, "submission": "again"}
    made = program("official").post(f"/forms/{SLIP}/records/{slip.id}/moves/submit", sent)

    assert "answers" not in body_of(program, "submit")["required"]
    assert made.status_code == 200


def test_the_description_stays_valid_and_a_day_that_is_needed_is_not_empty(
    program: Programs,
) -> None:
    asked = shape(program, body_of(program, "treat")["properties"]["answers"])

    validate(described(program))
    assert asked["properties"]["correction_due_on"]["anyOf"] == [
        {"type": "string", "format": "date", "example": "2026-03-05"}
    ]


def test_the_picks_of_a_list_need_what_the_move_needs(program: Programs) -> None:
    answers = described(program)["components"]["schemas"]["ListAnswers"]

    assert answers["required"] == ["secretary_proposal"]
