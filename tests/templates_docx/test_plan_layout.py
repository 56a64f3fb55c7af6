"""BM.CTCL.03 against forms-spec section 4: both levels, both tables, merging, closing block."""

from typing import Any

import pytest

from tests.templates_docx.word_page import WordPage, find, millimetres, page, text_of, value

AGENCY, UNIT = page("BM.CTCL.03.docx"), page("BM.CTCL.03-unit.docx")
both = pytest.mark.parametrize("plan", [AGENCY, UNIT], ids=["agency", "unit"])
COMMON = (
    "KẾ HOẠCH",
    "I. MỤC TIÊU CHẤT LƯỢNG VÀ KẾ HOẠCH THỰC HIỆN",
    "II. THEO DÕI, ĐÁNH GIÁ KẾT QUẢ THỰC HIỆN",
    "Nơi nhận:",
    "- ……;",
)
OWN = (
    (AGENCY, "Số: ……/KH-[Chữ viết tắt tên cơ quan]"),
    (AGENCY, "Thực hiện mục tiêu chất lượng năm ……"),
    (AGENCY, "Căn cứ định hướng phát triển chung và Chính sách chất lượng của Cơ quan;"),
    (
        AGENCY,
        "Căn cứ kết quả thực hiện mục tiêu chất lượng năm …… và yêu cầu thực hiện của năm …….",
    ),
    (AGENCY, "- Lưu: VT, Ban ISO (……b)."),
    (AGENCY, "NGƯỜI LẬP"),
    (UNIT, "Phòng ……"),
    (UNIT, "Thực hiện mục tiêu chất lượng năm …… của ……"),
    (UNIT, "Căn cứ Chính sách chất lượng, mục tiêu chất lượng năm …… của Cơ quan;"),
    (
        UNIT,
        "Căn cứ chức năng, nhiệm vụ của đơn vị, kết quả thực hiện mục tiêu chất lượng năm …… và "
        "các yêu cầu cần đáp ứng.",
    ),
    (UNIT, "- Lưu: …… (……b)."),
    (UNIT, "NGƯỜI DỰ THẢO"),
)
HEADS = (
    (
        "TT",
        "Mục tiêu chất lượng",
        "Chỉ tiêu (mức cần đạt)",
        "Kết quả năm trước",
        "Cách đo, nguồn số liệu, tần suất",
        "Biện pháp thực hiện",
        "Nguồn lực",
        "Trách nhiệm (chủ trì; phối hợp)",
        "Thời hạn hoàn thành",
        "Ghi chú",
    ),
    (
        "TT",
        "Mục tiêu chất lượng",
        "Chỉ tiêu",
        "Quý I",
        "Quý II",
        "Quý III",
        "Quý IV",
        "Cả năm",
        "Đánh giá",
        "Nguyên nhân, hành động (số phiếu BM.CTCL.01)",
    ),
)
WIDTHS = ((10, 40, 22, 20, 32, 42, 22, 24, 22, 18), (10, 56, 24, 18, 18, 18, 18, 20, 26, 44))


def tables(plan: WordPage) -> list[Any]:
    """Head, table 1, table 2 and the closing block inside its last row, all blank."""
    return find(plan.blank_document, "//w:tbl")


@both
@pytest.mark.parametrize("line", COMMON)
def test_each_common_line_stands_once(plan: WordPage, line: str) -> None:
    assert [text_of(p) for p in find(plan.blank_document, "//w:p")].count(line) == 1


@pytest.mark.parametrize(("plan", "line"), OWN)
def test_each_level_says_its_own_lines_once(plan: WordPage, line: str) -> None:
    assert [text_of(p) for p in find(plan.blank_document, "//w:p")].count(line) == 1


@both
def test_the_page_lies_landscape_with_252_mm_of_text(plan: WordPage) -> None:
    section = find(plan.document, "//w:sectPr")[0]

    assert find(section, "w:pgSz/@w:orient") == ["landscape"]
    assert millimetres(section, "w:pgSz/@w:w") == pytest.approx(297, abs=0.2)
    for name, expected in {"top": 20, "bottom": 20, "left": 30, "right": 15}.items():
        assert millimetres(section, f"w:pgMar/@w:{name}") == pytest.approx(expected, abs=0.2)


@both
@pytest.mark.parametrize("number", [0, 1])
def test_each_table_has_its_heads_columns_and_five_blank_rows(plan: WordPage, number: int) -> None:
    table = tables(plan)[number + 1]
    names, numbers, *rows = find(table, "w:tr[not(w:tc/w:tbl)]")
    columns = [int(width) / 56.693 for width in find(table, "w:tblGrid/w:gridCol/@w:w")]

    assert tuple(text_of(cell) for cell in find(names, "w:tc")) == HEADS[number]
    assert [text_of(c) for c in find(numbers, "w:tc")] == [f"({n})" for n in range(1, 11)]
    assert all(find(row, "w:trPr/w:tblHeader") for row in (names, numbers))
    assert columns == pytest.approx(WIDTHS[number], abs=0.05)
    assert sum(columns) == pytest.approx(252, abs=0.1)
    assert len(rows) == 5
    for row in rows:
        assert find(row, "w:trPr/w:cantSplit")
        assert millimetres(row, "w:trPr/w:trHeight/@w:val") == pytest.approx(14, abs=0.2)


@both
def test_the_tables_are_printed_in_11_points_and_the_column_numbers_in_10(plan: WordPage) -> None:
    styles = plan.xml("word/styles.xml")
    numbers = find(tables(plan)[1], "w:tr")[1]

    for style in ("SmallHead", "SmallText"):
        assert value(styles, f"//w:style[@w:styleId='{style}']/w:rPr/w:sz") == "22"
    assert {
        size.get(size.tag[: size.tag.index("}") + 1] + "val")
        for size in find(numbers, ".//w:r/w:rPr/w:sz")
    } == {"20"}


@both
def test_the_first_action_carries_the_objective_and_the_others_continue_it(plan: WordPage) -> None:
    actions = plan.control("objectives[].actions[]")
    pattern = find(actions, "w:sdtContent/w:sdt")[0]
    first, others = find(pattern, "w:sdtContent/w:sdt")

    assert value(first, "w:sdtPr/w:tag") == "if:first"
    assert value(others, "w:sdtPr/w:tag") == "unless:first"
    assert find(first, ".//w:vMerge/@w:val") == ["restart"] * 5
    assert find(others, ".//w:vMerge/@w:val") == ["continue"] * 5
    assert "objectives[].objective_no" in find(first, ".//w:tag/@w:val")
    assert "objectives[].objective_no" not in find(others, ".//w:tag/@w:val")
    for row in (first, others):
        assert "objectives[].actions[].action_text" in find(row, ".//w:tag/@w:val")


@both
def test_an_objective_without_actions_still_prints_its_row(plan: WordPage) -> None:
    items = find(plan.control("objectives[].actions[]"), "w:sdtContent/w:sdt")

    assert [value(item, "w:sdtPr/w:tag") for item in items] == ["", "blank"]
    assert "objectives[].objective_text" in find(items[1], ".//w:tag/@w:val")


@both
def test_the_second_table_repeats_the_objective_under_lock(plan: WordPage) -> None:
    for field in ("objective_no", "objective_text", "target_operator", "target_value"):
        tag = f"objectives[].{field}"
        copies = find(
            plan.document, f"//w:tbl[.//w:t='Đánh giá']//w:sdt[w:sdtPr/w:tag/@w:val='{tag}']"
        )
        assert copies
        assert {value(copy, "w:sdtPr/w:lock") for copy in copies} == {"sdtContentLocked"}


@both
def test_a_yearly_objective_shows_a_dash_for_each_quarter(plan: WordPage) -> None:
    tag = "if:objectives[].monitoring_frequency:year"
    dashes = find(plan.document, f"//w:sdt[w:sdtPr/w:tag/@w:val='{tag}']//w:r[w:t='–']")

    assert len(dashes) == 8


@both
def test_the_last_result_stays_with_the_signatures(plan: WordPage) -> None:
    *_, last, closing = find(tables(plan)[2], "w:tr")

    assert find(last, "w:tc/w:p/w:pPr/w:keepNext")
    assert find(closing, "w:trPr/w:cantSplit")
    assert "Nơi nhận:" in text_of(closing)
    assert find(closing, "w:tc/w:tcPr/w:tcBorders/*[@w:val='nil']")


@both
def test_the_closing_block_has_its_four_columns(plan: WordPage) -> None:
    columns = [int(w) / 56.693 for w in find(tables(plan)[3], "w:tblGrid/w:gridCol/@w:w")]

    assert columns == pytest.approx([72, 56, 62, 62], abs=0.05)


def test_the_director_has_25_mm_the_others_19() -> None:
    for plan, expected in ((AGENCY, ["1080", "1080", "1400"]), (UNIT, ["1080", "1080"])):
        names = "//w:p[w:pPr/w:pStyle/@w:val='SignerName']/w:pPr/w:spacing/@w:before"
        assert find(plan.blank_document, names) == expected


def test_a_unit_prints_its_name_in_capitals_and_a_number_only_when_asked() -> None:
    name = UNIT.control("unit")
    number = UNIT.control("plan_number")

    assert find(name, "w:sdtPr/w:rPr/w:caps")
    inside = find(number, "ancestor::w:sdt/w:sdtPr/w:tag/@w:val")
    assert inside == ["if:settings.unit_plan_numbered"]
