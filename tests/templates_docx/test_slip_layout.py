"""BM.CTCL.01 against forms-spec section 2: literals, geometry, borders, boxes, footer."""

from typing import Any

import pytest

from tests.templates_docx.word_page import find, millimetres, page, text_of, value

SLIP = page("BM.CTCL.01.docx")
LITERALS = (
    "…………, ngày …… tháng …… năm ……",
    "PHIẾU YÊU CẦU HÀNH ĐỘNG KHẮC PHỤC/CẢI TIẾN",
    "Số phiếu: …………",
    "Đơn vị đề nghị: " + "…" * 27,
    "Hành động khắc phục  ☐",
    "Hành động phòng ngừa/cải tiến  ☐",
    "Tài liệu liên quan (nếu có): " + "…" * 21,
    "1. Mô tả sự không phù hợp:",
    "Ngày: ……/……/20……",
    "Người đề nghị:",
    "2. Xác định nguyên nhân và đề xuất biện pháp:",
    "Ngày hoàn thành: " + "…" * 9,
    "Người thực hiện: " + "…" * 9,
    "Trưởng đơn vị thực hiện: " + "…" * 6,
    "Phê duyệt",
    "3. Kiểm tra – Xác nhận thực hiện biện pháp khắc phục/phòng ngừa/cải tiến",
    "Không đạt  ☐",
    "Biện pháp KP/PN mới  ☐",
    "Người kiểm tra",
)
# Row: minimum height in mm, may split, spans, open sides of its first and last cell. Each box has
# its heading (5.3 mm of the height the spec gives it), its text and what is signed.
ROWS: tuple[tuple[float | None, bool, tuple[int, ...], str, str], ...] = (
    (6, False, (6,), "", ""),
    (6.5, False, (3, 3), "", ""),
    (6, True, (6,), "", ""),
    (None, False, (6,), "bottom", "bottom"),
    (28 - 5.3, True, (6,), "top", "top"),
    (20, False, (3, 3), "right", "left"),
    (None, False, (6,), "bottom", "bottom"),
    (34 - 5.3, True, (6,), "top", "top"),
    (35, False, (3, 3), "", ""),
    (None, False, (6,), "bottom", "bottom"),
    (24 - 5.3, True, (6,), "top", "top"),
    (None, False, (6,), "", ""),
)
HEADINGS, TEXTS, SIGNED = (3, 6, 9), (4, 7, 10), (5, 8, 11)


def rows() -> list[Any]:
    """The rows of the slip's table, without those of the table inside the last one."""
    return find(SLIP.document, "/w:document/w:body/w:tbl/w:tr")


def last_rows() -> list[Any]:
    """R9 and R10, which stand together in the last row."""
    return find(rows()[-1], "w:tc/w:tbl/w:tr")


@pytest.mark.parametrize("literal", LITERALS)
def test_each_literal_stands_once_on_the_blank_form(literal: str) -> None:
    lines = [text_of(p) for p in find(SLIP.blank_document, "//w:p")]

    assert lines.count(literal) == 1


def test_the_boxes_print_five_six_and_four_dotted_lines() -> None:
    line = "…" * 34

    dotted = [text_of(p) for p in find(SLIP.blank_document, "//w:p") if line in text_of(p)]

    assert dotted == ["\n".join([line] * count) for count in (5, 3, 3, 4)]


def test_paper_and_margins_are_those_of_the_spec() -> None:
    section = find(SLIP.document, "//w:sectPr")[0]
    sizes = {"w": 210, "h": 297}
    margins = {"top": 25, "bottom": 20, "left": 30, "right": 15, "header": 9, "footer": 9}

    for name, expected in sizes.items():
        assert millimetres(section, f"w:pgSz/@w:{name}") == pytest.approx(expected, abs=0.2)
    for name, expected in margins.items():
        assert millimetres(section, f"w:pgMar/@w:{name}") == pytest.approx(expected, abs=0.2)


def test_the_grid_is_six_columns_over_the_text_width() -> None:
    columns = find(SLIP.document, "/w:document/w:body/w:tbl/w:tblGrid/w:gridCol/@w:w")
    widths = [int(width) / 56.693 for width in columns]

    assert widths == pytest.approx([27.5] * 6, abs=0.05)
    assert sum(widths) == pytest.approx(165, abs=0.1)


@pytest.mark.parametrize("number", range(len(ROWS)))
def test_each_row_has_its_height_cells_borders_and_splitting(number: int) -> None:
    height, may_split, spans, first, last = ROWS[number]
    row = rows()[number]
    cells = find(row, "w:tc")

    if height is not None:
        assert millimetres(row, "w:trPr/w:trHeight/@w:val") == pytest.approx(height, abs=0.2)
    assert bool(find(row, "w:trPr/w:cantSplit")) is not may_split
    assert tuple(int(value(cell, "w:tcPr/w:gridSpan")) for cell in cells) == spans
    assert open_sides(cells[0]) == first
    assert open_sides(cells[-1]) == last


def open_sides(cell: Any) -> str:
    """The sides without a border, in the order of the file."""
    sides = find(cell, "w:tcPr/w:tcBorders/*[@w:val='nil']")
    return " ".join(side.tag.rpartition("}")[2] for side in sides)


def test_results_and_signature_stand_together_at_the_end() -> None:
    results, signature = last_rows()

    assert millimetres(results, "w:trPr/w:trHeight/@w:val") == pytest.approx(7, abs=0.2)
    assert millimetres(signature, "w:trPr/w:trHeight/@w:val") == pytest.approx(35, abs=0.2)
    assert [value(c, "w:tcPr/w:gridSpan") for c in find(results, "w:tc")] == ["2", "2", "2"]
    assert [value(c, "w:tcPr/w:gridSpan") for c in find(signature, "w:tc")] == ["3", "3"]
    assert all(find(row, "w:trPr/w:cantSplit") for row in (*last_rows(), rows()[-1]))
    assert all(find(p, "w:pPr/w:keepNext") for p in find(results, "w:tc/w:p"))


def test_a_box_begins_on_the_page_where_it_is_but_its_last_line_stays_with_its_end() -> None:
    for number, kept in zip(TEXTS, (False, False, True), strict=True):
        paragraphs = find(rows()[number], "w:tc/w:p")

        assert bool(find(paragraphs[0], "w:pPr/w:keepNext")) is kept
        assert find(paragraphs[-1], "w:pPr/w:keepNext")


def test_the_heading_of_a_box_stays_with_its_text() -> None:
    for number in HEADINGS:
        assert find(rows()[number], "w:tc/w:p/w:pPr/w:keepNext")
        assert find(rows()[number], "w:trPr/w:cantSplit")


def test_a_box_is_closed_wherever_a_page_ends_in_it() -> None:
    for text, signed in zip(TEXTS, SIGNED, strict=True):
        below = find(rows()[text], "w:tc/w:tcPr/w:tcBorders/w:bottom/@w:val")
        above = find(rows()[signed], "w:tc/w:tcPr/w:tcBorders/w:top/@w:val")

        assert set(below) == set(above) == {"dotted"}
        assert len(above) == len(find(rows()[signed], "w:tc"))


def test_boxes_are_clickable_and_drawn_in_the_font_of_word() -> None:
    boxes = find(SLIP.document, "//w:sdt[w:sdtPr/w14:checkbox]")

    assert [value(box, "w:sdtPr/w:tag") for box in boxes] == [
        "request_type:corrective",
        "request_type:preventive_improvement",
        "result:met",
        "result:not_met",
        "new_measure_required:true",
    ]
    for box in boxes:
        assert find(box, ".//w14:checked/@w14:val") == ["0"]
        assert find(box, ".//w14:checkedState/@w14:val") == ["2612"]
        assert find(box, ".//w14:uncheckedState/@w14:font") == ["MS Gothic"]
        assert find(box, "w:sdtContent/w:r/w:rPr/w:rFonts/@w:eastAsia") == ["MS Gothic"]
        assert text_of(find(box, "w:sdtContent")[0]) == "☐"


def test_the_control_box_stands_in_the_header_of_every_page() -> None:
    header = SLIP.xml("word/header1.xml")
    columns = [int(w) / 56.693 for w in find(header, "//w:gridCol/@w:w")]

    assert find(SLIP.document, "//w:sectPr/w:headerReference/@w:type") == ["default"]
    assert not find(SLIP.document, "//w:sectPr/w:titlePg")
    assert columns == pytest.approx([50, 70, 45], abs=0.05)
    for row in find(header, "//w:tr"):
        assert find(row, "w:trPr/w:trHeight/@w:hRule") == ["exact"]
        assert millimetres(row, "w:trPr/w:trHeight/@w:val") == pytest.approx(4.2, abs=0.05)
    assert "QUY TRÌNH CẢI TIẾN HỆ THỐNG QUẢN LÝ CHẤT LƯỢNG" in text_of(header)
    assert "Mã hiệu: BM.CTCL.01" in text_of(header)


def test_the_footer_shows_record_draft_and_page_of_pages_at_the_right() -> None:
    footer = SLIP.xml("word/footer1.xml")
    fields = [e.text.strip() for e in find(footer, "//w:instrText")]

    assert text_of(footer) == "BM.CTCL.01 – [Mã hồ sơ]\tDỰ THẢO – Trang 1/1"
    assert fields == ["PAGE", "NUMPAGES"]
    assert millimetres(footer, "//w:tab[@w:val='right']/@w:pos") == pytest.approx(165, abs=0.2)


def test_a_filled_box_leaves_the_wide_pitch_of_dotted_lines() -> None:
    styles = SLIP.xml("word/styles.xml")
    dotted = find(styles, "//w:style[@w:styleId='DottedLines']")[0]

    assert value(dotted, "w:next") == "BoxText"
    assert find(dotted, "w:pPr/w:spacing/@w:line") == ["340"]
    for tag in ("nonconformity_description", "root_cause", "verification_evidence"):
        paragraph = find(SLIP.control(tag), "ancestor::w:p")[0]
        assert value(paragraph, "w:pPr/w:pStyle") == "DottedLines"


def test_dates_carry_the_official_masks() -> None:
    masks = {
        tag: value(SLIP.control(tag), "w:sdtPr/w:date/w:dateFormat")
        for tag in ("issue_date", "requested_on", "approved_on", "verified_on", "due_date")
    }

    assert masks == {
        "issue_date": "'ngày' dd 'tháng' MM 'năm' yyyy",
        "requested_on": "dd/MM/yyyy",
        "approved_on": "'Ngày' dd 'tháng' MM 'năm' yyyy",
        "verified_on": "'Ngày' dd 'tháng' MM 'năm' yyyy",
        "due_date": "dd/MM/yyyy",
    }
