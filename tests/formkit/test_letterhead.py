"""The texts of the office: their values on a new machine, as forms-spec §1.4 lists them."""

import unicodedata

import pytest

from service.formkit.letterhead import LETTERHEAD, default_letterhead, letterhead_facts

SPEC = {
    "agency_iso_name": "SỞ TÀI CHÍNH KHÁNH HÒA",
    "parent_agency_name": "UBND TỈNH KHÁNH HÒA",
    "agency_name": "SỞ TÀI CHÍNH",
    "agency_name_text": "Sở Tài chính Khánh Hòa",
    "agency_abbrev": "STC",
    "iso_body_name": "BAN ISO",
    "place_name": "Khánh Hòa",
    "head_title": "GIÁM ĐỐC",
    "minutes_national_header": True,
    "unit_plan_numbered": False,
    "car_approver_role": "iso_board",
}


@pytest.mark.parametrize("key", SPEC)
def test_a_new_machine_has_the_text_of_the_spec(key: str) -> None:
    assert default_letterhead()[key] == SPEC[key]


def test_every_setting_has_a_key_of_its_own_two_labels_and_a_default_that_fits() -> None:
    assert len({setting.key for setting in LETTERHEAD}) == len(LETTERHEAD)
    for setting in LETTERHEAD:
        assert setting.label.vi
        assert setting.label.en
        if isinstance(setting.default, str):
            assert 0 < len(setting.default) <= setting.max_length
            assert unicodedata.is_normalized("NFC", setting.default)


def test_a_choice_starts_with_one_of_its_options_each_in_both_languages() -> None:
    choices = [setting for setting in LETTERHEAD if setting.options]

    assert [setting.key for setting in choices] == ["car_approver_role"]
    for setting in choices:
        assert setting.default in {each.value for each in setting.options}
        assert all(each.label.vi and each.label.en for each in setting.options)


def test_changing_one_letterhead_leaves_the_next_default_alone() -> None:
    default_letterhead()["place_name"] = "Nha Trang"

    assert default_letterhead()["place_name"] == "Khánh Hòa"


def test_forms_know_the_letterhead_as_facts() -> None:
    facts = letterhead_facts({"place_name": "Khánh Hòa", "unit_plan_numbered": False})

    assert facts == {"setting:place_name": "Khánh Hòa", "setting:unit_plan_numbered": False}
