"""The sample data's page: what is there, and one button that removes it and nothing real."""

from service.workflow.sample_data.load import has_sample_house, load_sample_house, read_sample_house
from tests.builders import House, a_slip
from tests.web.conftest import Browser


def test_one_button_removes_the_sample_data_and_nothing_real(
    house: House, administrator: Browser
) -> None:
    kept = a_slip(house.office, house.staff.official)
    load_sample_house(house.office, whole_year=False)

    before = read_sample_house(house.office)
    listed = administrator.get("/people").get_data(as_text=True)
    shown = administrator.get("/settings/sample-data").get_data(as_text=True)
    gone = administrator.post("/settings/sample-data/remove", {})

    assert "/settings/sample-data" in listed
    assert "12 người mẫu" in shown
    assert all(name in shown for name, _ in before.people)
    assert len(before.people) == 12
    assert all(unit in shown for unit in before.units)
    assert "BM.CTCL.01, Phiếu yêu cầu hành động khắc phục/cải tiến: " in shown
    assert "8 người thật" in shown
    assert gone.status_code == 303
    assert not has_sample_house(house.office)
    assert (kept.number, a_slip(house.office, house.staff.official).number) == (
        "01/2026",
        "02/2026",
    )
