"""The letterhead: changed by administrator and secretary, previewed, printed on the next paper."""

import pytest

from service.formkit.labels import FieldErrors
from service.formkit.letterhead import default_letterhead
from service.workflow.errors import NotAllowed
from service.workflow.files.document_files import blank_word, issued_word
from service.workflow.office import read_settings
from service.workflow.office_settings.letterhead import change_settings, header_preview
from service.workflow.records.read_records import open_record
from tests.builders import PLAN, SLIP, House, a_slip
from tests.docx_text import printed_lines


def test_a_new_house_has_the_letterhead_of_the_spec(house: House) -> None:
    assert read_settings(house.office) == default_letterhead()


@pytest.mark.parametrize("who", ["administrator", "secretary"])
def test_a_changed_name_prints_on_the_next_paper(house: House, who: str) -> None:
    changes = {"agency_iso_name": " SỞ TÀI CHÍNH LÂM ĐỒNG "}

    changed = change_settings(house.office, getattr(house.staff, who), changes)

    assert changed["agency_iso_name"] == "SỞ TÀI CHÍNH LÂM ĐỒNG"
    printed = "\n".join(printed_lines(blank_word(house.office, SLIP).content))
    assert "SỞ TÀI CHÍNH LÂM ĐỒNG" in printed
    assert "KHÁNH HÒA" not in printed


def test_what_was_issued_keeps_the_letterhead_of_its_day(house: House) -> None:
    slip = a_slip(house.office, house.staff.official)
    before = issued_word(house.office, house.staff.official, slip.record_id, 1).content

    change_settings(house.office, house.staff.secretary, {"agency_iso_name": "TÊN MỚI"})

    view = open_record(house.office, house.staff.official, slip.record_id)
    assert issued_word(house.office, house.staff.official, slip.record_id, 1).content == before
    assert view.documents[0].settings["agency_iso_name"] == "SỞ TÀI CHÍNH KHÁNH HÒA"


@pytest.mark.parametrize("who", ["official", "unit_head", "auditor", "board", "director"])
def test_nobody_else_changes_the_letterhead(house: House, who: str) -> None:
    with pytest.raises(NotAllowed):
        change_settings(house.office, getattr(house.staff, who), {"place_name": "Nha Trang"})


def test_every_setting_that_may_not_stand_is_named_at_once(house: House) -> None:
    changes = {
        "agency_name": "\u200b ",
        "agency_abbrev": "x" * 21,
        "place_name": "Nha\nTrang",
        "head_title": "a\u202eb",
        "iso_body_name": True,
        "minutes_national_header": "có",
        "la": "?",
        "deputy_title": "PHÓ",
    }

    with pytest.raises(FieldErrors) as refused:
        change_settings(house.office, house.staff.administrator, changes)

    assert set(refused.value.faults) == set(changes) - {"deputy_title"}
    assert read_settings(house.office)["deputy_title"] == "PHÓ GIÁM ĐỐC"


def test_the_director_may_be_set_to_approve_the_slip(house: House) -> None:
    before = read_settings(house.office)["car_approver_role"]

    change_settings(house.office, house.staff.secretary, {"car_approver_role": "director"})

    after = read_settings(house.office)["car_approver_role"]
    assert (before, after) == ("iso_board", "director")


@pytest.mark.parametrize("role", ["", "Giám đốc", "official", True])
def test_nobody_else_can_be_set_to_approve_the_slip(house: House, role: str | bool) -> None:
    with pytest.raises(FieldErrors) as refused:
        change_settings(house.office, house.staff.secretary, {"car_approver_role": role})

    assert list(refused.value.faults) == ["car_approver_role"]


def test_an_empty_setting_is_named_by_its_label(house: House) -> None:
    with pytest.raises(FieldErrors) as refused:
        change_settings(house.office, house.staff.administrator, {"agency_name": ""})

    assert "«Tên cơ quan ban hành»" in refused.value.faults["agency_name"][0].vi


def test_the_preview_shows_the_heads_that_will_print(memory_house: House) -> None:
    letterhead = default_letterhead() | {"agency_abbrev": "STC2", "agency_name": "SỞ MỚI"}

    _slip, _minutes, agency_plan, _unit_plan = header_preview(letterhead)

    assert (agency_plan.upper, agency_plan.lower) == ("UBND TỈNH KHÁNH HÒA", "SỞ MỚI")
    assert agency_plan.number == "Số: ……/KH-STC2"


def test_minutes_without_national_header_have_an_empty_head(memory_house: House) -> None:
    heads = header_preview(default_letterhead() | {"minutes_national_header": False})

    assert (heads[1].upper, heads[1].lower) == ("", "")


def test_the_previewed_plan_head_is_the_one_of_the_blank(memory_house: House) -> None:
    house = memory_house
    head = header_preview(read_settings(house.office))[2]

    printed = printed_lines(blank_word(house.office, PLAN, "agency").content)

    assert {head.upper, head.lower} <= set(printed)
