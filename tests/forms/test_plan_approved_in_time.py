"""A plan approved late is warned of (forms-spec §4.6): never refused."""

import pytest

from service.formkit.schema import judge
from tests.forms.form_samples import form_of, sample

FORM = form_of("BM.CTCL.03")


def warnings(level: str, approved_on: str, year: int = 2026) -> dict[str, str]:
    """What is warned of a plan of that level and year approved on that day."""
    plan = sample(FORM, "filled" if level == "agency" else "hard")
    judged = judge(FORM, {**plan, "plan_year": year, "approved_on": approved_on})
    assert judged.faults == {}
    return {path: labels[0].vi for path, labels in judged.warnings.items()}


@pytest.mark.parametrize(
    ("level", "approved_on"),
    [
        ("agency", "2025-12-31"),
        ("agency", "31/12/2025"),
        ("agency", "2025-06-01"),
        ("agency", "2025"),
        ("agency", ""),
        ("unit", "2026-01-15"),
        ("unit", "2025-12-01"),
        ("unit", "2026"),
        ("unit", ""),
    ],
)
def test_a_plan_approved_in_time_is_not_warned_of(level: str, approved_on: str) -> None:
    assert warnings(level, approved_on) == {}


@pytest.mark.parametrize(
    ("level", "approved_on", "last"),
    [
        ("agency", "2026-01-01", "31/12/2025"),
        ("agency", "05/03/2026", "31/12/2025"),
        ("agency", "2026", "31/12/2025"),
        ("unit", "2026-01-16", "15/01/2026"),
        ("unit", "2027", "15/01/2026"),
    ],
)
def test_a_plan_approved_late_is_warned_of_with_its_last_day(
    level: str, approved_on: str, last: str
) -> None:
    found = warnings(level, approved_on)

    assert list(found) == ["approved_on"]
    assert f"Phê duyệt sau {last}" in found["approved_on"]
    assert "Vẫn phát hành được" in found["approved_on"]


def test_without_a_year_nothing_is_late_yet() -> None:
    assert judge(FORM, {"plan_level": "agency", "approved_on": "2026-03-05"}).warnings == {}
