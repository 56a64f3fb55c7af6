"""First passwords as an Excel sheet to hand out: made while they are shown, and kept nowhere."""

from collections.abc import Iterable

from service.workflow.office import Office
from service.workflow.people.people import NewPerson
from service.workflow.spreadsheet import Column, text_sheet

COLUMNS = (
    Column("Họ và tên", 28),
    Column("Đơn vị", 36),
    Column("Tên đăng nhập", 20),
    Column("Mật khẩu tạm", 26),
)


def password_sheet(office: Office, made: Iterable[NewPerson]) -> bytes:
    """Return the .xlsx: a line a person, to be printed on pages one wide."""
    rows = [(n.person.full_name, n.person.unit_name, n.person.username, n.password) for n in made]
    return text_sheet("Mật khẩu tạm", COLUMNS, rows, office.now())
