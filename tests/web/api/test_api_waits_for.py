"""Whom a record waits for until when: one record says it as its line in the list does."""

from datetime import date
from typing import Any

import pytest

from service.formkit.catalogue import Catalogue
from service.settings import ROOT
from tests.builders import SLIP, House
from tests.web.api.conftest import Programs
from tests.workflow.slips.every_stage import slip_at
from tests.workflow.slips.walking import ASK, walked_to
from tests.workflow.turning import a_turn, of

STAGES = [stage.key for stage in Catalogue.load([ROOT / "forms"])[SLIP].stages]


def told(program: Programs, record_id: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """What the record says, and what its line in the list says."""
    secretary = program("secretary")
    listed = secretary.get("/records").get_json()["records"]
    (line,) = [each for each in listed if each["id"] == record_id]
    record: dict[str, Any] = secretary.get(f"/records/{record_id}").get_json()
    return record, line


def same(record: dict[str, Any], line: dict[str, Any]) -> bool:
    """Whether both say the same; the record also names who sees to what waits for nobody."""
    waits = [{k: v for k, v in w.items() if k != "minders"} for w in record["waits_for"]]
    return (waits, record["due_on"]) == (line["waits_for"], line["due_on"])


@pytest.mark.parametrize("stage", STAGES)
def test_a_record_and_its_line_say_the_same_at_every_stage(
    stage: str, house: House, program: Programs
) -> None:
    record, line = told(program, slip_at(house, stage).id)

    assert same(record, line)
    assert bool(record["waits_for"]) == bool(house.office.form(SLIP).stage(stage).turns)


def test_a_new_slip_waits_for_its_head_three_working_days(house: House, program: Programs) -> None:
    record, _ = told(program, slip_at(house, "with_unit_head").id)

    assert record["due_on"] == "2026-03-10"
    assert [each["names"] for each in record["waits_for"]] == [["Lê Thanh Tùng"]]


def test_the_earliest_deadline_of_several_counts_and_stands_first(
    house: House, program: Programs
) -> None:
    slip = walked_to(house, "implementing")
    slip.move(house.staff.official, "ask_change", ASK)

    record, line = told(program, slip.id)

    assert same(record, line)
    assert record["due_on"] == "2026-03-10"
    assert [each["post"]["en"] for each in record["waits_for"]] == ["ISO board leader", "Assignee"]


def test_without_a_deadline_there_is_no_day(house: House, program: Programs) -> None:
    record, line = told(program, a_turn(house, of(house.staff.board), due_on=None))
    other, _ = told(program, a_turn(house, "director", due_on=date(2026, 3, 9)))

    assert same(record, line)
    assert record["due_on"] is None
    assert other["due_on"] == "2026-03-09"


def test_the_description_has_both(program: Programs) -> None:
    described = program("secretary").get("/openapi.json").get_json()

    shapes = described["components"]["schemas"]
    for name in ("Record", "Line"):
        assert {"waits_for", "due_on"} <= {*shapes[name]["required"]}
        assert shapes[name]["properties"]["due_on"]["type"] == ["string", "null"]
        assert shapes[name]["properties"]["due_on"]["format"] == "date"
