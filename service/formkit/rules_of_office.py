"""The numbers of the office's rules, where the procedure leaves them open or only says "long"."""

from __future__ import annotations

from dataclasses import dataclass

from service.formkit.labels import Label


@dataclass(frozen=True)
class OfficeRule:
    """One number of the rules (quy tắc), its bounds and what it is on a new machine."""

    key: str
    label: Label
    hint: Label
    default: int
    least: int
    most: int


REPETITION_ALARM_AT = OfficeRule(
    "repetition_alarm_at",
    Label(
        "Báo động từ phiếu lặp lại thứ",
        "Alarm from this record in a row on",
    ),
    Label(
        "Số phiếu liên tiếp cho cùng một nội dung tại cùng đơn vị. QT.CTCL 5.2.1: «quá 03 lần».",
        "Records in a row for the same content in the same unit. QT.CTCL 5.2.1: “more than 03”.",
    ),
    default=4,
    least=2,
    most=20,
)

OFFICE_RULES: tuple[OfficeRule, ...] = (REPETITION_ALARM_AT,)
