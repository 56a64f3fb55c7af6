"""The pages of corrections: what is offered, what stands as text, what is decided on."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from html.parser import HTMLParser

import pytest

from tests.builders import MINUTES, House, a_draft, mandatory_values, submit
from tests.docx_text import controls
from tests.web.conftest import Browser
from tests.workflow.slips.every_stage import slip_at

Browsers = Callable[[str], Browser]
AFTER = "related_documents"
Attributes = list[tuple[str, str | None]]


@dataclass
class Form(HTMLParser):
    """What a browser would send back of the page's large form, untouched."""

    sent: dict[str, list[str]] = field(default_factory=dict)
    inside: bool = False
    text: str = ""
    select: str = ""

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        told = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.inside = told.get("id") == "fill"
        if not self.inside or (tag != "option" and not told.get("name")):
            return
        kind = told.get("type", "")
        if tag == "input" and (kind not in ("radio", "checkbox") or "checked" in told):
            self.sent.setdefault(told["name"], []).append(told.get("value", ""))
        elif tag == "textarea":
            self.text = told["name"]
            self.sent.setdefault(self.text, []).append("")
        elif tag == "select":
            self.select = told["name"]
        elif tag == "option" and "selected" in told:
            self.sent.setdefault(self.select, []).append(told["value"])

    def handle_data(self, data: str) -> None:
        if self.text:
            self.sent[self.text][-1] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self.text = ""
        elif tag == "form":
            self.inside = False


def form_of(page: str) -> dict[str, list[str]]:
    """The fields of the correction page with what stands in them."""
    form = Form()
    form.feed(page)
    return form.sent


@pytest.mark.parametrize(
    "stage", ["draft", "with_unit_head", "correcting", "analysing", "implementing", "closed"]
)
@pytest.mark.parametrize("who", ["official", "secretary"])
def test_a_page_sent_back_with_one_field_changed_is_taken(
    house: House, app_of: Browsers, stage: str, who: str
) -> None:
    slip, browser = slip_at(house, stage), app_of(who)
    page = browser.get(f"/records/{slip.id}/correct").text
    sent = form_of(page)
    assert len(sent) < 30
    assert not {"request_type", "approved_on", "root_cause", "result", "tasks"} & sent.keys()
    assert AFTER in sent

    changed = {**sent, "issue_place": ["Huế"], "reason": ["Ghi nhầm"]}
    answer = browser.post(f"/records/{slip.id}/correct", changed)

    assert answer.status_code == 303, answer.text
    proposed = stage in ("implementing", "closed")
    assert (slip.answers["issue_place"] == "Huế") != proposed


def test_minutes_sent_back_with_one_field_changed_are_taken(
    house: House, secretary: Browser
) -> None:
    values = mandatory_values(house.office, MINUTES)
    draft = a_draft(house.office, house.staff.secretary, MINUTES, values)
    made = submit(house.office, house.staff.secretary, draft, move="issue")
    sent = form_of(secretary.get(f"/records/{made.record_id}/correct").text)

    changed = {**sent, "venue": ["Hội trường B"], "reason": ["Ghi nhầm"]}
    answer = secretary.post(f"/records/{made.record_id}/correct", changed)

    assert answer.status_code == 303, answer.text


def test_what_others_wrote_stands_as_text_with_who_wrote_it(
    house: House, official: Browser
) -> None:
    slip = slip_at(house, "closed")

    page = official.get(f"/records/{slip.id}/correct").text

    assert "Quy trình không có bước kiểm tra chữ ký trước khi trả." in page
    assert "do Lãnh đạo Ban ISO (Đặng Thị Ngọc Lan) ghi" in page
    assert "do Giám đốc (Võ Đình Khải) ghi" in page
    assert "giữ nguyên như khi gửi" in page
    assert "Gửi đề nghị đính chính" in page


def test_the_error_summary_names_each_field(house: House, official: Browser) -> None:
    slip = slip_at(house, "with_unit_head")
    sent = form_of(official.get(f"/records/{slip.id}/correct").text)
    wrong = {"issue_date": ["31/02/2026"], "issue_place": [""], "reason": ["Sửa"]}

    answer = official.post(f"/records/{slip.id}/correct", {**sent, **wrong})

    assert answer.status_code == 422
    assert '<a href="#f-issue_date">Ngày lập: Tháng 2 năm 2026' in answer.text
    assert '<a href="#f-issue_place">Vui lòng điền «Nơi lập».' in answer.text


def test_a_reason_too_long_is_told_and_kept_to_its_last_word(
    house: House, official: Browser
) -> None:
    slip = slip_at(house, "with_unit_head")
    sent = form_of(official.get(f"/records/{slip.id}/correct").text)
    assert 'data-max="2000"' in official.get(f"/records/{slip.id}/correct").text
    long, right = "lý do " * 400 + "cuối cùng", "lý do " * 300

    refused = official.post(
        f"/records/{slip.id}/correct", {**sent, AFTER: ["QT-1"], "reason": [long]}
    )
    taken = official.post(
        f"/records/{slip.id}/correct", {**sent, AFTER: ["QT-1"], "reason": [right]}
    )

    assert refused.status_code == 422
    assert "Tối đa 2000 ký tự, đang có 2409" in refused.text
    assert "cuối cùng</textarea>" in refused.text
    assert taken.status_code == 303


def test_nothing_changed_is_told_and_issues_nothing(house: House, official: Browser) -> None:
    slip = slip_at(house, "with_unit_head")
    sent = form_of(official.get(f"/records/{slip.id}/correct").text)

    answer = official.post(f"/records/{slip.id}/correct", {**sent, "reason": ["Sửa"]})

    assert answer.status_code == 422
    assert "Chưa có ô nào khác với hồ sơ" in answer.text
    assert len(slip.papers) == 1


def test_old_and_new_stand_side_by_side_before_the_board_confirms(
    house: House, app_of: Browsers
) -> None:
    slip, official, board = slip_at(house, "closed"), app_of("official"), app_of("board")
    page = f"/records/{slip.id}/correct"
    sent = form_of(official.get(page).text)
    old = slip.answers["nonconformity_description"]
    new = old.replace("QT-0612", "QT-0613")
    official.post(page, {**sent, "nonconformity_description": [new], "reason": ["Ghi nhầm mã"]})

    record = board.get(f"/records/{slip.id}").text
    compare = board.get(f"/records/{slip.id}/correction").text
    assert "Xem và xác nhận…" in record
    assert "đề nghị đính chính: “Ghi nhầm mã”" in record
    assert "<del>QT-0612 </del>" in compare
    assert "<ins>QT-0613 </ins>" in compare
    assert "Xác nhận đính chính Phiếu 01/2026" in board.get("/").text
    assert official.get(page).location == f"/records/{slip.id}/correction"
    assert "Rút đề nghị" in official.get(f"/records/{slip.id}/correction").text

    stale = board.post(f"/records/{slip.id}/correction/confirm", {"version": "1"})
    confirmed = board.post(
        f"/records/{slip.id}/correction/confirm", {"version": str(slip.record.version)}
    )

    assert (stale.status_code, confirmed.status_code) == (409, 303)
    assert slip.answers["nonconformity_description"] == new
    told = board.get(f"/records/{slip.id}").text
    assert "xác nhận đính chính do Phạm Quốc Bảo đề nghị: “Ghi nhầm mã”" in told


def test_the_paper_as_proposed_is_offered_without_controls_too(
    house: House, app_of: Browsers
) -> None:
    slip, official, board = slip_at(house, "closed"), app_of("official"), app_of("board")
    page = f"/records/{slip.id}/correct"
    changed = {"nonconformity_description": ["Khác"], "reason": ["Ghi nhầm"]}
    official.post(page, {**form_of(official.get(page).text), **changed})
    paper = f"/records/{slip.id}/correction/paper.docx"

    word, copy = board.get(paper), board.get(f"{paper}?plain=1")

    assert f'href="{paper}?plain=1"' in board.get(f"/records/{slip.id}/correction").text
    assert controls(word.data) > 0
    assert controls(copy.data) == 0


def test_declining_without_a_reason_asks_for_it(house: House, app_of: Browsers) -> None:
    slip, official, board = slip_at(house, "closed"), app_of("official"), app_of("board")
    sent = form_of(official.get(f"/records/{slip.id}/correct").text)
    official.post(f"/records/{slip.id}/correct", {**sent, AFTER: ["QT-1"], "reason": ["Sửa"]})

    refused = board.post(f"/records/{slip.id}/correction/decline", {"reason": " "})
    declined = board.post(f"/records/{slip.id}/correction/decline", {"reason": "Không đúng"})

    assert refused.status_code == 422
    assert "Vui lòng ghi «Lý do không đồng ý»" in refused.text
    assert declined.status_code == 303
    assert AFTER not in slip.answers


def test_why_one_declines_is_kept_while_typed_and_can_be_copied_once_it_is_withdrawn(
    house: House, app_of: Browsers
) -> None:
    slip, official, board = slip_at(house, "closed"), app_of("official"), app_of("board")
    sent = form_of(official.get(f"/records/{slip.id}/correct").text)
    official.post(f"/records/{slip.id}/correct", {**sent, AFTER: ["QT-1"], "reason": ["Sửa"]})
    page, place = f"/records/{slip.id}/correction", f"/records/{slip.id}/correction/decline"

    kept = board.post(f"/unsent?place={place}", {"reason": "Mã này không có trong danh mục;"})
    assert kept.status_code == 200
    assert official.post(f"/unsent?place={place}", {"reason": "x"}).status_code == 403
    shown = board.get(page).text
    assert "Tiếp tục nội dung chưa gửi lúc" in shown
    assert "Mã này không có trong danh mục;</textarea>" in shown
    found = re.search(r'href="(/unsent/\d+)"', board.get("/").text)
    assert found
    assert board.get(found[1]).location == page

    official.post(f"/records/{slip.id}/correction/withdraw", {"submission": "rút"})

    assert "Mã này không có trong danh mục;" in board.get(found[1]).text
