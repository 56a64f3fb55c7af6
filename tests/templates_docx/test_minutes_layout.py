"""BM.CTCL.02 against forms-spec section 3: literals, head, discussion table, closing block."""

import pytest

from tests.templates_docx.word_page import blank_print, find, millimetres, page, text_of, value

MINUTES = page("BM.CTCL.02.docx")
LINES = (
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Độc lập - Tự do - Hạnh phúc",
    "Số: ……/BB-ISO",
    "…………, ngày …… tháng …… năm ……",
    "BIÊN BẢN HỌP XEM XÉT CỦA LÃNH ĐẠO",
    "Khai mạc hồi …… giờ, ngày …… tháng …… năm …… tại …………;",
    "I. Thành phần tham dự:",
    "II. Chủ trì:",
    "Ghi họ tên chức danh người chủ trì cuộc họp",
    "III. Thư ký cuộc họp:",
    "Ghi họ tên, chức danh người làm thư ký cuộc họp",
    "IV. Nội dung cuộc họp:",
    "1. Các báo cáo",
    "(Ghi tên người báo cáo, tóm tắt nội dung báo cáo theo 6 nội dung dưới đây)",
    "2. Phần thảo luận",
    "(Ghi cụ thể nội dung và vấn đề nêu ra để thảo luận, các ý kiến thảo luận, kết luận của cuộc "
    "họp về từng vấn đề):",
    "3. Kết luận",
    "Ghi kết luận chung về cuộc họp, các hành động KP, PN, cải tiến cần thực hiện, đơn vị đầu mối "
    "và thời gian cần hoàn thành.",
    "Biên bản này được đọc trước cuộc họp và toàn bộ thành viên đã nhất trí thông qua",
    "Cuộc họp kết thúc hồi …… giờ, ngày …… tháng …… năm ……",
    "Nơi nhận:",
    "THƯ KÝ CUỘC HỌP",
    "CHỦ TOẠ CUỘC HỌP",
    "- ……;",
    "- Lưu: Ban ISO (……b).",
)
FIXED = (
    "Tình trạng của các hành động từ các cuộc họp xem xét trước đó.",
    "Bối cảnh hoạt động, những thay đổi vấn đề nội bộ và bên ngoài ảnh hưởng tới HTQLCL.",
    "2.1. Vấn đề bên ngoài:",
    "- Môi trường pháp lý bao gồm chính sách pháp luật nhà nước, các văn bản quy phạm pháp luật "
    "hiện hành có liên quan đến hoạt động của Sở Tài chính và các lĩnh vực, quá trình nằm trong "
    "phạm vi áp dụng hệ thống.",
    "- Tình hình kinh tế, chính trị, văn hóa xã hội trong và ngoài nước, tại tỉnh, thành phố hoặc "
    "địa phương.",
    "- Các yếu tố bất thường như: thiên tai, dịch bệnh...",
    "- Sự đổi mới trong hoạt động, ứng dụng công nghệ thông tin, các phương pháp cải cách hành "
    "chính của các cơ quan cùng cấp ở các tỉnh, địa phương khác hoặc trong tỉnh, địa phương mình.",
    "- Sự tác động của các nhà thầu phụ, nhà cung cấp bên ngoài.",
    "2.2. Vấn đề bên trong:",
    "- Kết quả hoạt động trong nội bộ của Cơ quan (UBND, Sở, Chi cục...), có thể bao gồm: cơ cấu "
    "tổ chức, phân công chức năng, nhiệm vụ, trách nhiệm và quyền hạn, sự phối kết hợp từ trên "
    "xuống dưới, từ dưới lên trên, liên phòng, bộ phận, những vấn đề bất cập nổi bật... tác động "
    "vào các quá trình, hoạt động, hiệu quả công việc;",
    "- Sự đầy đủ của các nguồn lực bao gồm (nhân lực, vật lực, tài lực);",
    "- Tình hình văn hóa công sở;",
    "- Tri thức của nguồn nhân lực (cán bộ, công chức, viên chức, người lao động);",
    "- Các quá trình của Hệ thống quản lý chất lượng (liên quan đến chức năng quản lý Nhà nước và "
    "cung cấp các dịch vụ hành chính công).",
    "Kết quả thực hiện và hiệu lực của hệ thống:",
    "- Thỏa mãn của người dân, phản hồi bên quan tâm;",
    "- Mức độ thực hiện các mục tiêu CL;",
    "- Sự không phù hợp và HĐKP;",
    "- Kết quả theo dõi đo lường;",
    "- Kết quả đánh giá, kết quả thực hiện của các nhà cung cấp...",
    "Sự đầy đủ của nguồn lực",
    "Hiệu lực của hành động giải quyết rủi ro, cơ hội",
    "Các cơ hội cải tiến",
    "Các nội dung khác",
)


def tables() -> list[object]:
    """The head, the discussion and the closing block of the blank print."""
    return find(MINUTES.blank_document, "/w:document/w:body/w:tbl")


@pytest.mark.parametrize("line", LINES)
def test_each_line_stands_once_on_the_blank_minutes(line: str) -> None:
    lines = [text_of(p).strip("\u00a0") for p in find(MINUTES.blank_document, "//w:p")]

    assert lines.count(line) == 1


def test_the_discussion_table_says_exactly_the_seven_points() -> None:
    rows = find(tables()[1], "w:tr")
    cells = [find(row, "w:tc") for row in rows]
    said = [
        line.strip("\u00a0")
        for row in cells[1:]
        for p in find(row[1], "w:p")
        for line in text_of(p).split("\n")
    ]

    assert [text_of(cell) for cell in cells[0]] == [
        "STT",
        "Nội dung thảo luận",
        "Kết luận của chủ trì",
    ]
    assert [text_of(row[0]) for row in cells[1:]] == [f"{n}." for n in range(1, 8)]
    assert tuple(said) == FIXED
    assert [text_of(row[2]) for row in cells[1:]] == ["\u00a0"] * 7


def test_the_five_points_of_the_third_row_are_italic() -> None:
    row = find(tables()[1], "w:tr")[3]

    italic = [text_of(run) for run in find(row, ".//w:r[w:rPr/w:i]")]

    assert italic == list(FIXED[15:20])


@pytest.mark.parametrize(
    ("number", "widths"), [(0, (70, 95)), (1, (13, 97, 55)), (2, (50, 55, 60))]
)
def test_each_table_has_its_columns(number: int, widths: tuple[float, ...]) -> None:
    columns = [int(w) / 56.693 for w in find(tables()[number], "w:tblGrid/w:gridCol/@w:w")]

    assert columns == pytest.approx(widths, abs=0.05)
    assert sum(columns) == pytest.approx(165, abs=0.1)


def test_the_head_of_the_discussion_repeats_and_its_rows_may_split() -> None:
    head, *rows = find(tables()[1], "w:tr")

    assert find(head, "w:trPr/w:tblHeader")
    assert find(head, "w:trPr/w:cantSplit")
    assert not any(find(row, "w:trPr/w:cantSplit") for row in rows)


def test_the_signatures_stay_with_the_closing_words() -> None:
    closing = tables()[2]
    before = find(closing, "preceding-sibling::w:p[position() <= 2]")

    positions, names = find(closing, "w:tr")
    assert find(positions, "w:trPr/w:cantSplit")
    assert find(names, "w:trPr/w:cantSplit")
    assert find(positions, "w:tc[1]/w:p[1]/w:pPr/w:keepNext")
    assert [text_of(p)[:8] for p in before] == ["Biên bản", "Cuộc họp"]
    assert all(find(p, "w:pPr/w:keepNext") for p in before)


def test_signers_have_25_mm_for_signature_and_seal() -> None:
    names = find(tables()[2], ".//w:p[w:pPr/w:pStyle/@w:val='SignerName']")

    assert [find(p, "w:pPr/w:spacing/@w:before") for p in names] == [["1400"], ["1400"]]


def test_three_prompts_stand_for_the_people_of_the_meeting_in_a_numbered_list() -> None:
    section = MINUTES.control("attendees[]")
    items = find(section, "w:sdtContent/w:sdt")
    drawn = [i for i in items if value(i, "w:sdtPr/w:tag") == "blank"]

    assert [text_of(i) for i in drawn] == ["Họ tên, chức danh", "Họ tên, chức danh", "…"]
    assert all(find(i, ".//w:numPr") for i in items)
    assert all(find(i, ".//w:r/w:rPr/w:i") for i in drawn)


def test_the_national_head_can_be_switched_off_without_number_and_date() -> None:
    head = find(MINUTES.document, "//w:tbl")[0]
    condition = find(head, "w:sdt")[0]

    assert value(condition, "w:sdtPr/w:tag") == "if:settings.minutes_national_header"
    assert "CỘNG HÒA" in text_of(condition)
    assert "Số: " not in text_of(condition)
    assert len(find(head, "w:tr")) == 1


def test_the_rule_under_the_motto_is_as_long_as_the_motto() -> None:
    rules = find(tables()[0], ".//w:p[w:pPr/w:pBdr/w:bottom]")
    motto = rules[-1]

    left = millimetres(motto, "w:pPr/w:ind/@w:left")

    assert left == pytest.approx(19.5, abs=0.2)
    assert 95 - 2 * left == pytest.approx(56, abs=0.2)


def test_the_prompt_of_the_discussion_goes_as_soon_as_anything_is_discussed() -> None:
    prompt = find(MINUTES.document, "//w:p[contains(., '(Ghi cụ thể')]")[0]
    around = find(prompt, "ancestor::w:sdt/w:sdtPr/w:tag/@w:val")
    fields = {tag for tag in MINUTES.tags if tag.startswith(("discussion_", "conclusion_"))}

    assert len(fields) == 20
    assert set(around) == {f"unless:{field}" for field in fields}


def test_the_page_number_starts_on_page_two_and_the_version_stands_on_all() -> None:
    section = find(MINUTES.document, "//w:sectPr")[0]
    version = "BM.CTCL.02 – Lần ban hành: [Lần ban hành] – Ngày ban hành: [Ngày ban hành]\t"

    assert find(section, "w:titlePg")
    assert find(section, "w:headerReference/@w:type") == ["default"]
    assert find(section, "w:footerReference/@w:type") == ["default", "first"]
    assert find(MINUTES.xml("word/header1.xml"), "//w:instrText")[0].text.strip() == "PAGE"
    for part in ("word/footer1.xml", "word/footer2.xml"):
        assert text_of(blank_print(MINUTES.parts[part])) == version
        assert text_of(MINUTES.xml(part)) == f"{version}DỰ THẢO"
