"""Records over the API: the list with its filters, and nothing for whoever may not see."""

import pytest

from tests.builders import ADMINISTRATIVE, BUDGET, SLIP, House, a_slip
from tests.web.api.conftest import Programs


@pytest.mark.parametrize(
    ("role", "seen"),
    [
        ("official", 200),
        ("unit_head", 200),
        ("auditor", 200),
        ("secretary", 200),
        ("board", 200),
        ("director", 200),
        ("stranger", 404),
        ("administrator", 404),
    ],
)
def test_a_record_and_its_papers_are_seen_by_those_it_concerns(
    house: House, program: Programs, role: str, seen: int
) -> None:
    made = a_slip(house.office, house.staff.official)
    asking = program(role)

    record = asking.get(f"/records/{made.record_id}")
    paper = asking.get(f"/records/{made.record_id}/documents/1.docx")
    listed = asking.get("/records").get_json()

    assert (record.status_code, paper.status_code) == (seen, seen)
    assert listed["total"] == (1 if seen == 200 else 0)


def test_the_list_is_filtered_by_form_unit_year_stage_and_text(
    house: House, program: Programs
) -> None:
    made = a_slip(house.office, house.staff.official)
    secretary = program("secretary")
    units = {each["name"]: each["id"] for each in secretary.get("/units").get_json()}

    def found(query: str) -> int:
        page = secretary.get(f"/records?{query}").get_json()
        return len([each for each in page["records"] if each["id"] == made.record_id])

    assert found(f"form={SLIP}&unit={units[BUDGET]}&year=2026&stage=with_unit_head") == 1
    assert found("text=tra ket qua tre") == 1
    assert found("form=BM.CTCL.02") == 0
    assert found(f"unit={units[ADMINISTRATIVE]}") == 0
    assert found("year=2025") == 0
    assert found("stage=draft") == 0
    assert found("text=khong co chu nay") == 0


def test_a_line_says_what_the_page_s_line_says(house: House, program: Programs) -> None:
    a_slip(house.office, house.staff.official)

    page = program("official").get("/records").get_json()

    line = page["records"][0]
    assert line["number"] == "01/2026"
    assert line["summary"].startswith("Hồ sơ QT-0612")
    assert line["stage"]["label"]["vi"] == "Trưởng đơn vị xem xét"
    assert line["requesting_unit"] == BUDGET
    assert line["submitter"] == "Phạm Quốc Bảo"
    assert [each["names"] for each in line["waits_for"]] == [["Lê Thanh Tùng"]]
    assert line["due_on"] == "2026-03-10"
    assert page["years"] == [2026]
    assert page["has_next"] is False


def test_the_tabs_of_the_list_are_counted_and_asked_for(house: House, program: Programs) -> None:
    made = a_slip(house.office, house.staff.official)
    secretary = program("secretary")

    tabs = secretary.get(f"/records/groups?form={SLIP}").get_json()

    counts = {each["key"]: each["count"] for each in tabs}
    assert (counts["open"], counts["ended"], counts[""]) == (1, 0, 1)
    assert tabs[0]["label"] == {"vi": "Đang mở", "en": "Open"}
    (line,) = secretary.get(f"/records?form={SLIP}&group=open").get_json()["records"]
    assert line["id"] == made.record_id
    assert secretary.get(f"/records?form={SLIP}&group=ended").get_json()["total"] == 0
    assert secretary.get("/records/groups").get_json() == []


def test_fifty_records_fill_a_page_and_the_next_goes_on(house: House, program: Programs) -> None:
    for _ in range(51):
        a_slip(house.office, house.staff.official)
    official = program("official")

    first = official.get("/records").get_json()
    second = official.get("/records?page=2").get_json()

    numbers = [each["number"] for each in (*first["records"], *second["records"])]
    assert first["has_next"]
    assert not second["has_next"]
    assert numbers == [f"{n:02d}/2026" for n in range(51, 0, -1)]


def test_a_document_says_its_hashes_and_where_it_is_fetched(
    house: House, program: Programs
) -> None:
    made = a_slip(house.office, house.staff.official)
    official = program("official")

    document = official.get(f"/records/{made.record_id}").get_json()["documents"][0]

    fetched = official.client.get(
        document["word"], headers={"Authorization": f"Bearer {official.token}"}
    )
    assert document["word"] == f"/api/v1/records/{made.record_id}/documents/1.docx"
    assert len(document["sha256"]) == len(document["template_sha256"]) == 64
    assert len(fetched.data) == document["size"]
