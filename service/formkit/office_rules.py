"""The numbers of the office's rules, where the procedure leaves them open or only says "long"."""

from dataclasses import dataclass

from service.formkit.features.monthly_reports import LONG_DAYS, SAME_DAY
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

LONG_ACTION_DAYS = OfficeRule(
    "long_action_days",
    Label("Hành động kéo dài khi thực hiện quá (ngày)", "An action is long beyond (days)"),
    Label(
        "Số ngày từ ngày phê duyệt đến thời hạn. QT.CTCL 5.5: phải báo cáo hằng tháng.",
        "Days from approval to deadline. QT.CTCL 5.5: monthly reports are due.",
    ),
    default=LONG_DAYS,
    least=1,
    most=365,
)
MONTHLY_REPORT_DAY = OfficeRule(
    "monthly_report_day",
    Label("Ngày hằng tháng phải có báo cáo", "Monthly reports are due on day"),
    Label(
        "Từ 1 đến 31; ghi 0 nếu theo ngày trong tháng mà giải pháp được phê duyệt.",
        "From 1 to 31; 0 for the day of the month on which the measures were approved.",
    ),
    default=SAME_DAY,
    least=0,
    most=31,
)


def _remind_after(key: str, vi: str, en: str, default: int) -> OfficeRule:
    return OfficeRule(
        key,
        Label(f"Nhắc đến {vi} khi quá hạn", f"Remind {en} when late by"),
        Label("Số ngày làm việc quá hạn.", "Working days past the deadline."),
        default=default,
        least=0,
        most=60,
    )


REMIND_HEAD_AFTER = _remind_after("remind_head_after", "Trưởng đơn vị", "the unit head", 2)
REMIND_SECRETARY_AFTER = _remind_after("remind_secretary_after", "Thư ký ISO", "the secretary", 4)
REMIND_BOARD_AFTER = _remind_after("remind_board_after", "Lãnh đạo Ban ISO", "the ISO board", 6)

EVIDENCE_FILES = OfficeRule(
    "evidence_files",
    Label("Số tệp bằng chứng nhiều nhất của một hồ sơ", "Files of evidence a record, at most"),
    Label("Tệp đã thêm thì không xóa được.", "A file that was added cannot be removed."),
    default=60,
    least=1,
    most=1_000,
)
EVIDENCE_RECORD_MB = OfficeRule(
    "evidence_record_mb",
    Label("Dung lượng bằng chứng của một hồ sơ (MB)", "Evidence of a record, at most (MB)"),
    Label(
        "Tất cả các tệp cộng lại; nhận tệp tới 25 MB.",
        "All files together; files up to 25 MB are taken.",
    ),
    default=300,
    least=25,
    most=10_000,
)
EVIDENCE_DAY_MB = OfficeRule(
    "evidence_day_mb",
    Label(
        "Dung lượng bằng chứng một người gửi trong ngày (MB)",
        "Evidence that a person adds in a day (MB)",
    ),
    Label("Ở tất cả hồ sơ cộng lại; 1.024 MB là 1 GB.", "In all records; 1,024 MB are 1 GB."),
    default=1_024,
    least=25,
    most=100_000,
)

OFFICE_RULES: tuple[OfficeRule, ...] = (
    REPETITION_ALARM_AT,
    LONG_ACTION_DAYS,
    MONTHLY_REPORT_DAY,
    REMIND_HEAD_AFTER,
    REMIND_SECRETARY_AFTER,
    REMIND_BOARD_AFTER,
    EVIDENCE_FILES,
    EVIDENCE_RECORD_MB,
    EVIDENCE_DAY_MB,
)
