"""The people of a slip's story by name, and what they write where a day from now is asked for."""

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
