"""How long a record is kept, and by whom (lưu giữ hồ sơ; QT.CTCL section 7)."""

from dataclasses import dataclass
from datetime import date

from service.formkit.labels import Label


@dataclass(frozen=True)
class RetentionRule:
    """Kept for `years` full calendar years after the year in which the dossier was closed."""

    years: int
    keeper: Label

    def kept_until(self, closed_on: date) -> date:
        """Return the last day of keeping: 31/12 of the closing year plus `years`.

        Thông tư 10/2022/TT-BNV counts from the year the work ended; the cautious reading starts
        on 01/01 of the following year (forms-spec §8.2).
        """
        return date(closed_on.year + self.years, 12, 31)
