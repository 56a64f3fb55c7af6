"""The people of a slip's story by name, and what they write where a day from now is asked for."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import fields

from service.store.people import persons
from tests.browser.story import Story
from tests.builders import BUDGET
from tests.workflow.slips.walking import ANALYSE

UNIT_HEAD, ASSIGNEE, BOARD = "Lê Thanh Tùng", "Phạm Quốc Bảo", "Đặng Thị Ngọc Lan"
DIRECTOR, DELEGATE = "Võ Đình Khải", "Lý Thị Hồng Vân"
SECRETARY = "Trần Thị Minh Châu"
INSTRUCTION = "Phân tích nguyên nhân gốc rễ, không chỉ xử lý hồ sơ."


def direct(story: Story) -> dict[str, object]:
    """What the board writes when it assigns the analysis."""
    return {
        "iso_board_instruction": INSTRUCTION,
        "executing_unit": BUDGET,
        "executor_name": ASSIGNEE,
        "analysis_due_on": story.day(7),
    }


def treat(story: Story) -> dict[str, object]:
    """What the unit head writes when a slip is treated on the spot."""
    return {
        "disposition": "repair",
        "disposition_text": "In lại kết quả có đủ chữ ký",
        "correction_executor_name": ASSIGNEE,
        "correction_due_on": story.day(5),
    }


def analyse(story: Story) -> dict[str, object]:
    """What the assignee writes of the cause."""
    return {**ANALYSE, "due_date": story.day(30)}


@contextmanager
def without(story: Story, who: str) -> Iterator[None]:
    """Let things happen while that person's account is closed; it is open again afterwards."""
    person_id = story.actor(who).person_id
    _set_account(story, person_id, active=False)
    try:
        yield
    finally:
        _set_account(story, person_id, active=True)


def _set_account(story: Story, person_id: int, *, active: bool) -> None:
    with story.served.office.database.writing() as uow:
        known = persons.get_person(uow, person_id)
        told = {each.name: getattr(known, each.name) for each in fields(persons.PersonFacts)}
        persons.change_person(uow, person_id, persons.PersonFacts(**{**told, "active": active}))
