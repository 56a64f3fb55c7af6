"""How much evidence a record and a day have room for (hạn mức bằng chứng), and what is left."""

from dataclasses import dataclass
from datetime import datetime, time
from decimal import Decimal

from service.formkit.labels import FieldErrors, Label
from service.formkit.office_rules import EVIDENCE_DAY_MB, EVIDENCE_FILES, EVIDENCE_RECORD_MB
from service.formkit.vietnamese import format_number
from service.store.base import OFFICE_ZONE, office_day
from service.store.database import UnitOfWork
from service.store.records.evidence import weigh_evidence, weigh_evidence_of
from service.workflow.office import rule_in_force

MEGABYTE = 1024 * 1024
NO_FILE_MORE = Label(
    "Hồ sơ đã có {have} tệp bằng chứng, nhiều nhất là {most} tệp. Vui lòng ghép các trang rời "
    "thành một tệp PDF trước khi gửi, hoặc báo Thư ký ISO nếu cần nhiều hơn.",
    "The record has {have} files of evidence, at most {most} are taken. Please join single pages "
    "into one PDF beforehand, or tell the ISO secretary if more are needed.",
)
RECORD_FULL = Label(
    "Bằng chứng của hồ sơ đã dùng {used} trong {most} MB, còn {left} MB; tệp này {size} MB. "
    "Vui lòng giảm độ phân giải của tệp, hoặc báo Thư ký ISO nếu cần nhiều hơn.",
    "The record's evidence takes {used} of {most} MB, {left} MB are left; this file has {size} MB. "
    "Please lower its resolution, or tell the ISO secretary if more is needed.",
)
DAY_FULL = Label(
    "Hôm nay anh/chị đã gửi {used} trong {most} MB bằng chứng, còn {left} MB; tệp này {size} MB. "
    "Vui lòng gửi tiếp vào ngày mai, hoặc giảm độ phân giải của tệp.",
    "You sent {used} of {most} MB of evidence today, {left} MB are left; this file has {size} MB. "
    "Please go on tomorrow, or lower the file's resolution.",
)


class NoRoom(FieldErrors):
    """There is no room for one more file; `label` says what is used and what is left."""

    def __init__(self, label: Label) -> None:
        super().__init__({"file": (label,)})
        self.label = label


@dataclass(frozen=True)
class Room:
    """What a record and a person's day hold already, and the most that they may."""

    files: int
    most_files: int
    in_record: int
    most_in_record: int
    today: int
    most_today: int

    def require(self, size: int) -> None:
        """Return when one more file of that many bytes has room; raises NoRoom."""
        if self.files >= self.most_files:
            fault = NO_FILE_MORE.with_(have=self.files, most=self.most_files)
        elif self.in_record + size > self.most_in_record:
            fault = _told(RECORD_FULL, self.in_record, self.most_in_record, size)
        elif self.today + size > self.most_today:
            fault = _told(DAY_FULL, self.today, self.most_today, size)
        else:
            return
        raise NoRoom(fault)


def room_for(uow: UnitOfWork, record_id: str, person_id: int, now: datetime) -> Room:
    """Return the room as it stands now."""
    files, in_record = weigh_evidence(uow, record_id)
    midnight = datetime.combine(office_day(now), time.min, OFFICE_ZONE)
    return Room(
        files=files,
        most_files=rule_in_force(uow, EVIDENCE_FILES),
        in_record=in_record,
        most_in_record=rule_in_force(uow, EVIDENCE_RECORD_MB) * MEGABYTE,
        today=weigh_evidence_of(uow, person_id, midnight),
        most_today=rule_in_force(uow, EVIDENCE_DAY_MB) * MEGABYTE,
    )


def _told(label: Label, used: int, most: int, size: int) -> Label:
    sizes = {"used": used, "left": max(0, most - used), "size": size}
    shown = {name: Decimal(value) / MEGABYTE for name, value in sizes.items()}
    vi = {name: format_number(value, 1) for name, value in shown.items()}
    en = {name: f"{value:,.1f}" for name, value in shown.items()}
    whole = most // MEGABYTE
    return Label(
        label.vi.format(most=format_number(whole), **vi), label.en.format(most=f"{whole:,}", **en)
    )
