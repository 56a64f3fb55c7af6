"""Slips that repeat each other, for the tests of repetition."""

from sqlalchemy import select

from service.store.records import records
from service.store.records.content_categories import Category
from service.store.tables.turns.reminders import ReminderRow
from service.workflow.actor import Actor
from service.workflow.recurrence.classify_record import classify_record, note_repetition
from service.workflow.recurrence.content_categories import add_category
from service.workflow.recurrence.repetition import Recurrence, repetition_of
from tests.builders import BUDGET, House, a_slip

LATE = "Hồ sơ QT-06{n} trả kết quả thẩm định quyết toán trễ 0{n} ngày làm việc."
OTHER = (
    "Sổ công văn đến thiếu một số, không có dòng ghi nhận.",
    "Biên bản bàn giao tài sản thiếu chữ ký của bên nhận.",
    "Số liệu dự toán hai báo cáo không khớp nhau.",
    "Máy in của phòng hỏng, chưa có biên bản sửa chữa.",
)


def a_noted_slip(house: House, text: str, unit: str = BUDGET) -> str:
    """The id of a slip just submitted about that unit, weighed as its first move does."""
    made = a_slip(
        house.office, house.staff.official, nonconformity_description=text, concerned_unit=unit
    )
    with house.office.database.writing() as uow:
        note_repetition(
            house.office, uow, records.get_record(uow, made.record_id), house.office.clock()
        )
    return made.record_id


def a_category(house: House, name: str = "Trễ hạn trả kết quả") -> Category:
    """A category the secretary has added."""
    return add_category(house.office, house.staff.secretary, name)


def put(house: House, record_id: str, category: Category, who: Actor | None = None) -> Recurrence:
    """What is found once the record is for that content."""
    return classify_record(house.office, who or house.staff.secretary, record_id, category.id)


def alarmed(house: House, record_id: str) -> set[int]:
    """Who was alarmed about the record."""
    with house.office.database.reading() as uow:
        rows = uow.session.scalars(select(ReminderRow).where(ReminderRow.record_id == record_id))
        return {row.person_id for row in rows if (row.kind, row.level) == ("repetition", "alarm")}


def repetition(house: House, record_id: str) -> Recurrence:
    """How the record repeats others."""
    with house.office.database.reading() as uow:
        return repetition_of(house.office, uow, records.get_record(uow, record_id))


def head_and_secretary(house: House) -> set[int]:
    """Whom the alarm is for."""
    return {house.staff.unit_head.person_id, house.staff.secretary.person_id}
