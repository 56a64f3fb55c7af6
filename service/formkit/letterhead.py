"""What the office settles for all forms: its texts on paper, its numbers, who approves."""

from collections.abc import Mapping
from dataclasses import dataclass

from service.formkit.fields import Option, option
from service.formkit.labels import Label

Letterhead = Mapping[str, str | bool]
"""Every setting of `LETTERHEAD` by its key."""


@dataclass(frozen=True)
class OfficeSetting:
    """One text, switch or choice of the office with the value it has on a new machine.

    A choice has `options`; its value is one of theirs.
    """

    key: str
    label: Label
    default: str | bool
    max_length: int = 100
    options: tuple[Option, ...] = ()


LETTERHEAD: tuple[OfficeSetting, ...] = (
    OfficeSetting(
        "agency_iso_name",
        Label("Tên cơ quan trong ô kiểm soát tài liệu", "Agency name in the control box"),
        "SỞ TÀI CHÍNH KHÁNH HÒA",
    ),
    OfficeSetting(
        "parent_agency_name",
        Label("Tên cơ quan chủ quản", "Name of the parent agency"),
        "UBND TỈNH KHÁNH HÒA",
    ),
    OfficeSetting(
        "agency_name", Label("Tên cơ quan ban hành", "Name of the issuing agency"), "SỞ TÀI CHÍNH"
    ),
    OfficeSetting(
        "agency_name_text",
        Label("Tên cơ quan trong câu văn", "Agency name in running text"),
        "Sở Tài chính Khánh Hòa",
    ),
    OfficeSetting(
        "agency_abbrev",
        Label("Chữ viết tắt trong ký hiệu", "Abbreviation in document codes"),
        "STC",
        20,
    ),
    OfficeSetting("iso_body_name", Label("Tên Ban ISO", "Name of the ISO board"), "BAN ISO"),
    OfficeSetting(
        "place_name",
        Label("Địa danh ghi trước ngày", "Place written before the date"),
        "Khánh Hòa",
        40,
    ),
    OfficeSetting("head_title", Label("Chức vụ người đứng đầu", "Title of the head"), "GIÁM ĐỐC"),
    OfficeSetting(
        "deputy_title", Label("Chức vụ cấp phó", "Title of the deputy head"), "PHÓ GIÁM ĐỐC"
    ),
    OfficeSetting(
        "iso_head_title",
        Label("Chức vụ đứng đầu Ban ISO", "Title of the board's head"),
        "TRƯỞNG BAN",
    ),
    OfficeSetting(
        "iso_deputy_title",
        Label("Chức vụ cấp phó Ban ISO", "Title of the board's deputy head"),
        "PHÓ TRƯỞNG BAN",
    ),
    OfficeSetting(
        "iso_approver_title",
        Label("Chức vụ người phê duyệt của Ban ISO", "Title of the board's approver"),
        "LÃNH ĐẠO BAN ISO",
    ),
    OfficeSetting(
        "unit_head_title", Label("Chức vụ trưởng đơn vị", "Title of a unit head"), "TRƯỞNG ĐƠN VỊ"
    ),
    OfficeSetting(
        "unit_deputy_title",
        Label("Chức vụ phó đơn vị", "Title of a deputy unit head"),
        "PHÓ TRƯỞNG ĐƠN VỊ",
    ),
    OfficeSetting(
        "delegate_title",
        Label("Chức vụ người ký TL., TUQ.", "Title of who signs by order or delegation"),
        "CHÁNH VĂN PHÒNG",
    ),
    OfficeSetting(
        "minutes_national_header",
        Label("In Quốc hiệu trên biên bản họp", "Print the national header on the minutes"),
        True,
    ),
    OfficeSetting(
        "unit_plan_numbered",
        Label("Cấp số cho kế hoạch của đơn vị", "Number the plans of units"),
        False,
    ),
    # QT.CTCL 5.4 has the ISO board approve; some units expect the director (forms-spec §6, 9).
    OfficeSetting(
        "car_approver_role",
        Label("Người phê duyệt giải pháp trên phiếu", "Who approves the solution on the slip"),
        "iso_board",
        options=(
            option("iso_board", "Lãnh đạo Ban ISO", "ISO board leader"),
            option("director", "Giám đốc", "Director"),
        ),
    ),
)


def default_letterhead() -> dict[str, str | bool]:
    """Return every letterhead setting with the value of a new machine."""
    return {setting.key: setting.default for setting in LETTERHEAD}


def letterhead_facts(letterhead: Letterhead) -> dict[str, object]:
    """Return the letterhead as facts for a form's defaults: `setting:place_name` and so on."""
    return {f"setting:{key}": value for key, value in letterhead.items()}
