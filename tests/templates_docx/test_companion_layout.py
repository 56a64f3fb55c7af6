"""The companion documents against forms-spec §7: words, columns, sheet, head, signatures."""

from typing import Any

import pytest

from tests.templates_docx.companion_pages import (
    ALL,
    AUTHORISATION,
    LIST,
    NOTICE,
    PLAN,
    REGISTER,
    SUBMISSION,
    WITH_ROWS,
    Companion,
)
from tests.templates_docx.word_page import find, millimetres, text_of, value

every = pytest.mark.parametrize("companion", ALL, ids=[each.code for each in ALL])
with_rows = pytest.mark.parametrize("companion", WITH_ROWS, ids=[each.code for each in WITH_ROWS])
DXA = 56.693
NATIONAL = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")
PLACE_AND_DATE = "…………, ngày …… tháng …… năm ……"


def lines(companion: Companion) -> list[str]:
    """The paragraphs of the blank print."""
    return [text_of(p) for p in find(companion.page.blank_document, "//w:p")]


def table_of_rows(companion: Companion) -> Any:
    """The table with the columns of §7, blank."""
    return find(companion.page.blank_document, "//w:tbl[.//w:tblHeader]")[0]


def widths(table: Any) -> list[float]:
    """The columns of a table in millimetres."""
    return [int(width) / DXA for width in find(table, "w:tblGrid/w:gridCol/@w:w")]


@every
def test_titles_captions_and_the_national_head_stand_once(companion: Companion) -> None:
    said = lines(companion)

    for line in (*companion.titles, *companion.captions, *NATIONAL, PLACE_AND_DATE):
        assert said.count(line) == 1, line
    assert [line for line in said if line.startswith("Số: ")] == [companion.number][
        : bool(companion.number)
    ]


@every
def test_the_titles_are_bold_centred_14_points_and_kept_together(companion: Companion) -> None:
    titles = find(companion.page.blank_document, "//w:p[w:pPr/w:pStyle/@w:val='FormTitle']")
    style = find(companion.page.xml("word/styles.xml"), "//w:style[@w:styleId='FormTitle']")[0]

    assert tuple(map(text_of, titles)) == companion.titles
    assert value(style, "w:rPr/w:sz") == "28"
    assert find(style, "w:rPr/w:b")
    assert find(style, "w:pPr/w:keepNext")


@every
def test_the_sheet_is_a4_with_the_margins_of_the_decree(companion: Companion) -> None:
    section = find(companion.page.document, "//w:sectPr")[0]

    assert find(section, "w:pgSz/@w:orient") == ["landscape"][: companion.landscape]
    assert millimetres(section, "w:pgSz/@w:w") == pytest.approx(
        297 if companion.landscape else 210, abs=0.2
    )
    for name, expected in {"top": 20, "bottom": 20, "left": 30, "right": 15}.items():
        assert millimetres(section, f"w:pgMar/@w:{name}") == pytest.approx(expected, abs=0.2)


@every
def test_the_page_number_stands_above_from_page_2_on_and_the_code_below(
    companion: Companion,
) -> None:
    parts = companion.page.parts
    footers = [text_of(companion.page.xml(name)) for name in sorted(parts) if "footer" in name]

    assert find(companion.page.document, "//w:sectPr/w:titlePg")
    assert [name for name in parts if "header" in name] == ["word/header1.xml"]
    assert b"PAGE" in parts["word/header1.xml"]
    assert len(footers) == 2
    assert all(f"{companion.code} – QT.CTCL" in footer for footer in footers)
    assert all("DỰ THẢO" in footer for footer in footers)


@every
def test_the_head_has_its_two_columns(companion: Companion) -> None:
    head = find(companion.page.blank_document, "//w:tbl")[0]

    assert widths(head) == pytest.approx([112, 140] if companion.landscape else [70, 95], abs=0.05)
    assert NATIONAL[0] in text_of(head)


@every
def test_every_table_is_fixed_and_as_wide_as_the_text(companion: Companion) -> None:
    tables = find(companion.page.blank_document, "//w:tbl")

    for table in tables:
        assert sum(widths(table)) == pytest.approx(252 if companion.landscape else 165, abs=0.1)
        assert find(table, "w:tblPr/w:tblLayout/@w:type") == ["fixed"]


@with_rows
def test_the_table_has_the_columns_of_the_spec(companion: Companion) -> None:
    table = table_of_rows(companion)
    head = find(table, "w:tr[w:trPr/w:tblHeader]")

    assert len(head) == 1
    assert tuple(map(text_of, find(head[0], "w:tc"))) == tuple(n for _, n in companion.columns)
    assert widths(table) == pytest.approx([width for width, _ in companion.columns], abs=0.05)


@with_rows
def test_every_row_stays_whole_and_word_counts_it(companion: Companion) -> None:
    table = table_of_rows(companion)
    rows = find(table, "w:tr[not(w:trPr/w:tblHeader) and not(w:tc/w:tbl)]")

    assert len(rows) >= 5
    for row in rows:
        assert find(row, "w:trPr/w:cantSplit")
        assert value(find(row, "w:tc")[0], "w:p/w:pPr/w:numPr/w:numId") == "1"
        assert find(row, "w:trPr/w:trHeight")
        assert len(find(row, "w:tc")) == len(companion.columns)


@with_rows
def test_what_is_printed_in_the_table_is_11_points_or_10_in_the_register(
    companion: Companion,
) -> None:
    sizes = {
        size
        for run in find(table_of_rows(companion), "w:tr[not(w:tc/w:tbl)]//w:r")
        for size in find(run, "w:rPr/w:sz/@w:val")
    }
    margin = find(table_of_rows(companion), "w:tblPr/w:tblCellMar/w:left/@w:w")

    assert sizes == ({"20"} if companion is REGISTER else set())
    assert int(margin[0]) / DXA == pytest.approx(1.0 if companion is REGISTER else 1.9, abs=0.02)


@pytest.mark.parametrize("companion", [LIST, REGISTER], ids=["O-01", "O-16"])
def test_the_last_row_stays_with_the_signatures(companion: Companion) -> None:
    *_, last, closing = find(table_of_rows(companion), "w:tr")

    assert find(last, "w:tc/w:p/w:pPr/w:keepNext")
    assert find(closing, "w:trPr/w:cantSplit")
    assert "NGƯỜI LẬP" in text_of(closing)
    assert "Ghi chú: KP – hành động khắc phục; PN/CT – hành động phòng ngừa/cải tiến." in text_of(
        closing
    )


@every
def test_every_signature_row_stays_whole_with_what_stands_before_it(companion: Companion) -> None:
    signed = "w:tc/w:p/w:pPr/w:pStyle/@w:val='SignerName'"
    rows = find(companion.page.blank_document, f"//w:tr[{signed}]")

    assert rows
    for row in rows:
        assert find(row, "w:trPr/w:cantSplit")
        before = find(row, "ancestor::w:tbl[1]/preceding-sibling::w:p[1]")
        assert find(before[0], "w:pPr/w:keepNext")


@pytest.mark.parametrize(
    ("companion", "expected"),
    [
        (LIST, ["1080", "1080"]),
        (NOTICE, ["1400"]),
        (PLAN, ["1080", "1080"]),
        (AUTHORISATION, ["1400"]),
        (SUBMISSION, ["1080", "1400", "1400"]),
        (REGISTER, ["1080"]),
    ],
    ids=["O-01", "O-02", "O-03", "O-07", "O-08", "O-16"],
)
def test_a_seal_has_25_mm_a_signature_19(companion: Companion, expected: list[str]) -> None:
    names = "//w:p[w:pPr/w:pStyle/@w:val='SignerName']/w:pPr/w:spacing/@w:before"

    assert find(companion.page.blank_document, names) == expected


def test_a_delegation_forbids_passing_it_on_and_names_the_decree() -> None:
    said = AUTHORISATION.page.blank_text

    assert "không được ủy quyền lại cho người khác (khoản 3 Điều 13 Nghị định số" in said
    assert "không kiểm tra việc do chính mình thực hiện" in said
    assert "Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ" in said


def test_the_authority_of_a_signer_replaces_the_position() -> None:
    tags = SUBMISSION.page.tags

    for field in ("board_authority", "director_authority"):
        assert f"unless:{field}" in tags
        for prefix in ("KT", "TL", "TUQ"):
            assert f"if:{field}:{prefix}" in tags
