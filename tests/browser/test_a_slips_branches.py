"""A slip's branches as people click them: every move that its life leaves out, file and ZIP."""

from hashlib import sha256
from pathlib import Path

from forms.corrective_action_request import FORM
from service.formkit.vietnamese import short_date
from tests.archive.evidence_samples import a_pdf
from tests.browser.clicked import clicked
from tests.browser.desk import Desk, words
from tests.browser.story import (
    Story,
    card_title,
    offered,
    papers,
    sent_back_because,
    told,
    waited_for,
)
from tests.browser.story_people import (
    ASSIGNEE,
    BOARD,
    DIRECTOR,
    UNIT_HEAD,
    analyse,
    direct,
    treat,
    without,
)
from tests.browser.typing_in import type_section
from tests.builders import ADMINISTRATIVE, BUDGET
from tests.docx_text import printed_lines
from tests.workflow.slips.walking import ASK, NEED, PROPOSE

STORIES = [Path(__file__).with_name(f"test_a_slips_{of}.py") for of in ("life", "branches")]
PROPOSER = "Nguyễn Hữu Phước"
SHEET = a_pdf()
TREATED = "Đã trả bổ sung kết quả có chữ ký."
TO_ASSIGNEE = {"executing_unit": BUDGET, "executor_name": ASSIGNEE}
TO_PROPOSER = {"executing_unit": ADMINISTRATIVE, "executor_name": PROPOSER}


def treats(story: Story, draft: str) -> None:
    """The proposer writes what was treated within own authority, and when."""
    desk = story.desk("proposer")
    desk.goto(f"/drafts/{draft}/parts/treated")
    (box,) = [each for each in FORM.boxes if each.key == "treated"]
    type_section(desk, box.fields, {"treated_text": TREATED, "treated_on": story.day(-1)})
    desk.next()
    desk.page.wait_for_url("**/check")


def comes_back(story: Story, who: str, why: str) -> Desk:
    """It is that person's turn again, and the card says why the slip was sent back."""
    desk = story.opens(who)
    assert sent_back_because(desk) == why
    return desk


def test_every_move_of_the_table_is_clicked_in_one_of_the_two_stories() -> None:
    table = {(move.from_stage, move.key) for move in FORM.moves}

    assert clicked(FORM, STORIES) == table


def test_what_the_proposer_treated_is_confirmed_by_the_unit_head(story: Story) -> None:
    draft = story.begins()
    desk = story.desk("proposer")
    buttons = desk.goto(f"/drafts/{draft}/check").locator("form [name=move]")
    assert [each.get_attribute("value") for each in buttons.all()] == ["submit"]
    treats(story, draft)
    story.sends("proposer", "submit_treated", draft)
    assert UNIT_HEAD in waited_for(desk)

    head = story.opens("unit_head")
    assert "confirm_treated" in offered(head)
    why = "Đã xem, đúng như báo cáo."
    typed = {"disposition": "repair"}
    story.does("unit_head", "confirm_treated", typed, reason=why, at="with_unit_head")

    assert card_title(head) == "Đã khắc phục tại chỗ"
    content = " ".join(words(head.page.locator(".answers dd").all_inner_texts()))
    assert f"{TREATED} (ngày {short_date(story.day(-1))})" in content


def test_what_was_treated_beyond_the_head_is_confirmed_by_the_director(story: Story) -> None:
    story.sent(treated_text=TREATED, treated_on=story.day(-1))
    story.walks("unit_head", "escalate", reason="Liên quan ba đơn vị.")

    desk = story.opens("director")
    typed = {"disposition": "repair"}
    story.does("director", "confirm_treated", typed, reason="Đồng ý.", at="with_director")

    assert card_title(desk) == "Đã khắc phục tại chỗ"


def test_a_correction_that_fails_goes_on_then_back_and_ends_with_the_director(
    story: Story,
) -> None:
    story.sent().walks("unit_head", "escalate", reason="Liên quan ba đơn vị.")
    director = story.opens("director")
    story.does("director", "treat", treat(story), at="with_director")
    assert ASSIGNEE in waited_for(director)

    story.walks("official", "report_done", {"correction_result": "Đã in lại 02 kết quả."})
    story.opens("unit_head")
    later = {"correction_due_on": story.day(9)}
    story.does("unit_head", "not_resolved", later, reason="Còn thiếu một kết quả.")
    assert "Còn thiếu một kết quả." in told(story.opens("official"))

    with without(story, "official"):
        head = story.desk("unit_head")
        head.goto(f"/records/{story.id}")
        assert f"{ASSIGNEE} (tài khoản đã ngừng)" in waited_for(head)
        other = {"correction_executor_name": PROPOSER, "correction_due_on": story.day(9)}
        story.does("unit_head", "hand_over", other, reason="Người được giao đã chuyển công tác.")
    assert PROPOSER in waited_for(story.desk("unit_head"))

    story.walks("proposer", "report_done", {"correction_result": "Đã in lại 03 kết quả."})
    story.opens("unit_head")
    why = "Cùng lỗi ở hồ sơ khác."
    head = story.does("unit_head", "reconsider", reason=why)
    assert sent_back_because(head) == why
    (checked,) = head.page.locator(".path-side li", has_text="Kiểm tra kết quả xử lý").all()
    assert "Trả lại 1 lần" in checked.inner_text()

    story.walks("unit_head", "escalate", reason="Vượt thẩm quyền.")
    story.opens("director")
    why = "Đúng quy định mục 5.4."
    story.does("director", "not_a_nonconformity", reason=why, at="with_director")
    assert card_title(director) == "Không phải sự không phù hợp"


def is_returned_to_its_proposer(story: Story) -> None:
    """From the director to the unit head to the proposer, who adds what lacked and sends again."""
    story.opens("director")
    why = "Trong thẩm quyền của Trưởng phòng."
    story.does("director", "return", reason=why, at="with_director")

    comes_back(story, "unit_head", why)
    why = "Chưa ghi mã hồ sơ."
    story.does("unit_head", "return", reason=why, at="with_unit_head")

    desk = story.finds("proposer", "Bổ sung và gửi lại")
    assert sent_back_because(desk) == why
    assert offered(desk) == {"withdraw"}
    number = story.title
    more = {"nonconformity_description": "Hồ sơ QT-0777 trả kết quả trễ 02 ngày."}
    story.edits_and_sends("proposer", "submit", "nonconformity", more)
    assert "Hồ sơ QT-0777" in " ".join(desk.page.locator(".answers").all_inner_texts())
    assert story.title == number


def test_a_slip_is_returned_from_every_desk_and_withdrawn_at_last(story: Story) -> None:
    story.sent().walks("unit_head", "escalate", reason="Liên quan ba đơn vị.")
    is_returned_to_its_proposer(story)

    story.walks("unit_head", "need_action", NEED)
    story.walks("secretary", "consolidate", PROPOSE)
    story.opens("board")
    why = "Gộp với phiếu của Thanh tra."
    story.does("board", "return", reason=why, at="before_board")
    comes_back(story, "secretary", why)
    why = "Đơn vị làm rõ phạm vi."
    story.does("secretary", "return", reason=why, at="with_secretary")
    comes_back(story, "unit_head", why)

    story.walks("unit_head", "return", reason="Trùng với phiếu khác.")
    desk = comes_back(story, "proposer", "Trùng với phiếu khác.")
    story.does("proposer", "withdraw", reason="Đồng ý, phiếu trùng.", at="draft")
    assert card_title(desk) == "Đã rút"


def is_given_to_another_before_the_analysis(story: Story) -> None:
    """The board gives the analysis to the budget unit, whose head sends it back once."""
    story.walks("unit_head", "need_action", NEED)
    story.walks("secretary", "consolidate", PROPOSE)
    story.walks("board", "direct", {**direct(story), **TO_PROPOSER})
    board = story.sees("board")
    assert offered(board) == {"reassign"}
    why = "Việc của Phòng Quản lý ngân sách."
    story.does("board", "reassign", TO_ASSIGNEE, reason=why, at="analysing")
    assert ASSIGNEE in waited_for(board)

    today = {**analyse(story), "due_date": story.day(0)}
    story.walks("official", "submit_analysis", today)
    story.opens("unit_head")
    why = "Nêu rõ người thực hiện."
    story.does("unit_head", "return", reason=why, at="countersigning")
    comes_back(story, "official", why)
    story.walks("official", "submit_analysis", today)
    story.walks("unit_head", "countersign")
    story.walks("board", "approve", {"due_date": story.day(0)})


def is_given_to_another_at_work(story: Story) -> None:
    """A later date is asked for and refused; then somebody else carries the work on."""
    story.walks("official", "ask_change", {**ASK, "requested_due_on": story.day(20)})
    board = story.opens("board")
    story.does("board", "refuse_change", reason="Không gia hạn, đã quá hai lần.")
    assert "O-05" in papers(board)
    official = story.opens("official")
    assert "Không gia hạn, đã quá hai lần." in told(official)
    assert "ask_change" in offered(official)

    why = "Đồng chí Bảo đi học."
    story.sees("board")
    story.does("board", "reassign", TO_PROPOSER, reason=why, at="implementing")
    desk = story.finds("proposer", "Thực hiện")
    content = " ".join(words(desk.page.locator(".answers dd").all_inner_texts()))
    assert f"Phân công lại từ {ASSIGNEE} ({BUDGET}) sang {PROPOSER} ({ADMINISTRATIVE})" in content
    story.adds_evidence("proposer", "Sổ giao nhận.pdf", SHEET)


def is_verified_when_its_day_has_come(story: Story) -> None:
    """Nobody reported; the director begins on the day and says what the file shows him."""
    director = story.sees("director")
    assert offered(director) == {"begin_verification"}
    story.does("director", "begin_verification")
    assert f"Đến lượt anh/chị: kiểm tra, xác nhận {story.title}" == card_title(director)
    found = {"verification_evidence": "Đã xem sổ giao nhận: đủ chữ ký."}
    story.does("director", "met", found)
    shown = " ".join(words(director.page.locator(".answers dd").all_inner_texts()))
    assert "Đã xem sổ giao nhận: đủ chữ ký." in shown
    assert "Bằng chứng kèm theo" not in shown


def the_dossier_is_whole(story: Story, members: dict[str, bytes]) -> None:
    """Form, papers, the file as it was added and the story in words, each with its checksum."""
    sums = members["SHA256SUMS.txt"].decode().split("\n")[:-1]
    assert sums == [
        f"{sha256(content).hexdigest()}  {name}"
        for name, content in members.items()
        if name != "SHA256SUMS.txt"
    ]
    (evidence,) = [name for name in members if name.startswith("bang-chung/")]
    assert evidence == "bang-chung/001_so-giao-nhan.pdf"
    assert members[evidence] == SHEET
    codes = {name.split("/")[1][:4] for name in members if name.startswith("giay-to-kem-theo/")}
    assert codes == {"O-01", "O-02", "O-05"}
    notice = max(name for name in members if "/O-02" in name)
    assert PROPOSER in "\n".join(printed_lines(members[notice]))
    told_in_words = members["dien-bien.txt"].decode("utf-8-sig")
    for name in (PROPOSER, ASSIGNEE, UNIT_HEAD, BOARD, DIRECTOR):
        assert name in told_in_words
    assert f"Bước hiện tại: {story.view.stage.label.vi}" in told_in_words


def test_work_changes_hands_is_verified_on_its_day_and_closed_by_the_board(story: Story) -> None:
    is_given_to_another_before_the_analysis(story.sent())
    is_given_to_another_at_work(story)
    is_verified_when_its_day_has_come(story)

    board = story.finds("board", "Đóng")
    story.does("board", "close")

    assert card_title(board) == "Đã đóng"
    the_dossier_is_whole(story, story.takes_the_dossier("board"))


def test_a_draft_is_discarded_and_taken_back(story: Story) -> None:
    draft, page = story.begins(), story.desk("proposer").page
    kept = page.locator(f".work a.btn-row[href*='{draft}']")
    back = page.locator(f".work form[action*='{draft}'] button", has_text="Lấy lại")
    page.goto(f"/drafts/{draft}")
    page.get_by_role("button", name="Bỏ bản nháp").click()
    page.get_by_text("Đã bỏ bản nháp. Trong 30 ngày có thể lấy lại").wait_for()
    assert kept.count() == 0

    page.locator("details", has=back).locator("summary").click()
    back.click()

    page.wait_for_url(f"**/drafts/{draft}/**")
    page.goto("/")
    assert kept.count() == 1
