"""How long a record is kept (forms-spec §8.2)."""

from datetime import date

import pytest

from service.formkit.labels import Label
from service.formkit.retention import RetentionRule

RULE = RetentionRule(3, Label("Thư ký ISO", "ISO secretary"))


@pytest.mark.parametrize(
    ("closed_on", "until"),
    [
        (date(2026, 3, 2), date(2029, 12, 31)),
        (date(2026, 1, 1), date(2029, 12, 31)),
        (date(2026, 12, 31), date(2029, 12, 31)),
        (date(2028, 2, 29), date(2031, 12, 31)),
    ],
)
def test_a_record_is_kept_to_the_end_of_the_third_year_after_closing(
    closed_on: date, until: date
) -> None:
    assert RULE.kept_until(closed_on) == until
