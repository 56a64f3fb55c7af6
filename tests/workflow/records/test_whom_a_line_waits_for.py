"""A line of the list says whom the record waits for: by part, post and name, as its page does."""

from service.formkit.moves import PART_LABELS
from service.workflow.records.read_records import RecordFilter, list_records, open_record
from tests.builders import House
from tests.workflow.slips.walking import a_sent_slip, walked_to

Told = list[tuple[str, tuple[str, ...]]]


def on_its_line(house: House, record_id: str) -> Told:
    """Post and names of whom the record waits for, as the list says."""
    rows = list_records(house.office, house.staff.auditor, RecordFilter()).rows
    (row,) = [each for each in rows if each.line.id == record_id]
    return [(each.post.vi, each.names) for each in row.waits]


def on_its_page(house: House, record_id: str) -> Told:
    """The same as the record's page says."""
    view = open_record(house.office, house.staff.auditor, record_id)
    return [(each.post.vi, each.names) for each in view.waiting]


def test_who_has_a_turn_by_a_part_stands_there_by_that_part(memory_house: House) -> None:
    slip = walked_to(memory_house, "analysing")

    assert on_its_line(memory_house, slip.id) == [(PART_LABELS["assignee"].vi, ("Phạm Quốc Bảo",))]


def test_line_and_page_say_the_same_at_every_stage_of_the_main_way(memory_house: House) -> None:
    slips = [
        a_sent_slip(memory_house),
        *(
            walked_to(memory_house, stage)
            for stage in ("with_secretary", "before_board", "analysing", "implementing", "verified")
        ),
    ]

    for slip in slips:
        assert on_its_line(memory_house, slip.id) == on_its_page(memory_house, slip.id)
