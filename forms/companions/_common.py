"""What every companion document shares: versions, retention, and the fields around its text."""

from __future__ import annotations

from service.formkit.fields import Code, Default, Field, Rows, Text, Whole, option
from service.formkit.form import FormVersion
from service.formkit.labels import Label
from service.formkit.retention_rule import RetentionRule
from service.formkit.words import code, day, text, texts, unit, whole

PROCEDURE = "QT.CTCL"
RETENTION = RetentionRule(3, Label("Đơn vị thực hiện, Thư ký ISO", "Executing unit, secretary"))
# A companion follows the procedure, whose first issue it belongs to.
VERSIONS = (FormVersion("01", "2020-09-14", "2020-09-14"),)

HEAD = Label("Phần đầu văn bản", "Head of the document")
BODY = Label("Phần nội dung", "Body")
SIGNATURES = Label("Phần ký", "Signatures")

# As a column of a table prints them; the legend below the table says what they stand for.
REQUEST_TYPES = (
    option("corrective", "Hành động khắc phục", "Corrective action", "KP"),
    option(
        "preventive_improvement",
        "Hành động phòng ngừa/cải tiến",
        "Preventive action or improvement",
        "PN/CT",
    ),
)


def place_and_date(step: str) -> tuple[Field, Field]:
    """Return the fields of the place/date line (Decree 30/2020, annex I, part 4)."""
    return (
        text(
            "issue_place",
            "Nơi lập",
            "Place",
            40,
            step=step,
            default="setting:place_name",
            default_on_blank=True,
        ),
        day("issue_date", "Ngày lập", "Date", step=step, default="today"),
    )


def document_number(name: str, vi: str) -> Code:
    """Return the number of an official document, given after signature and blank until then."""
    return code(
        name,
        vi,
        "Number",
        pattern=r"\d{2,4}",
        max_length=4,
        hint=("Hệ thống cấp khi phát hành.", "Given when issued."),
    )


def issuing_unit(step: str) -> Text:
    """Return the unit whose paper it is (đơn vị lập), printed in the head."""
    return unit("issuing_unit", "Đơn vị lập", "Issuing unit", step=step, default="actor:unit")


def unit_abbreviation() -> Text:
    """Return the unit's abbreviation in the document's code, as the register of units has it."""
    return text("unit_abbreviation", "Chữ viết tắt của đơn vị", "The unit's abbreviation", 20)


def car_number(step: str, vi: str = "Số phiếu", en: str = "Slip number") -> Code:
    """Return the number of the slip that the paper is about."""
    return code("car_number", vi, en, step=step)


def recipients(default: Default) -> Rows:
    """Return the list `Nơi nhận`, one line a recipient."""
    return texts("recipients", "Nơi nhận", "Recipients", 15, 170, default=default)


def archive_copies() -> Whole:
    """Return how many copies the issuer keeps (số bản lưu)."""
    return whole("archive_copies", "Số bản lưu", "Copies kept", 1, 99, width=2)
