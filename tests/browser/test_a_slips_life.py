"""A slip's life as seven people click it: down the main way to closed, and along every branch."""

from service.formkit.vietnamese import screen_date
from tests.browser.desk import words
from tests.browser.story import (
    Story,
    card_title,
    linked,
    offered,
    paper,
    papers,
    record_at,
    sent_back_because,
    told,
    waited_for,
)
from tests.browser.story_people import (
    ASSIGNEE,
    BOARD,
    DELEGATE,
    DIRECTOR,
    INSTRUCTION,
    SECRETARY,
    UNIT_HEAD,
    analyse,
    direct,
    treat,
)
from tests.builders import BUDGET
from tests.docx_text import printed_lines
from tests.workflow.slips.walking import COMPLETE, EVIDENCE, NEED, NOT_MET, PROPOSE, REOPEN

DECIDING = {"treat", "need_action", "return", "not_a_nonconformity", "escalate"}


def is_sent(story: Story) -> None:
    """The proposer finds the draft begun, sends it, and waits for the unit head."""
    draft = story.begins()
    desk = story.desk("proposer")
    desk.goto("/").locator(f".work a.btn-row[href*='{draft}']").click()
    story.sends("proposer", "submit", draft)
    assert UNIT_HEAD in waited_for(desk)
    assert offered(desk) == {"withdraw"}
    desk.page.get_by_role("button", name="Gửi nhắc việc").click()
    desk.page.get_by_text("Đã nhắc").wait_for()
    assert UNIT_HEAD in waited_for(desk)


def is_directed(story: Story) -> None:
    """Unit head, secretary and board: to be acted on, listed, assigned with its notice."""
    desk = story.finds("unit_head", "Xem xét")
    assert offered(desk) == DECIDING
    story.does("unit_head", "need_action", NEED, at="with_unit_head")
    assert SECRETARY in waited_for(desk)
    assert offered(desk) == set()

    desk = story.finds("secretary", "Tổng hợp")
    assert offered(desk) == {"consolidate", "return"}
    story.does("secretary", "consolidate", PROPOSE)
    assert papers(desk) == ["O-01"]

    desk = story.finds("board", "Chỉ đạo, phân công")
    assert offered(desk) == {"direct", "decline", "return"}
    story.does("board", "direct", direct(story))
    assert papers(desk) == ["O-01", "O-02"]
    notice = "\n".join(printed_lines(paper(desk, "O-02")))
    for said in (ASSIGNEE, BUDGET, INSTRUCTION, str(story.view.number)):
        assert said in notice


def is_analysed_twice(story: Story) -> None:
    """The assignee's analysis comes back once, says why, and is approved the second time."""
    story.finds("official", "Phân tích nguyên nhân của")
    story.does("official", "submit_analysis", analyse(story))
    story.finds("unit_head", "Xác nhận và trình phê duyệt")
    story.does("unit_head", "countersign")

    story.finds("board", "Phê duyệt giải pháp của")
    why = "Chưa tới gốc rễ: vì sao không có bước kiểm tra?"
    story.does("board", "return", reason=why, at="awaiting_approval")

    desk = story.finds("official", "Phân tích nguyên nhân của")
    assert sent_back_because(desk) == why
    deeper = {"root_cause": "Quy trình ban hành trước khi có phần mềm một cửa, chưa rà soát lại."}
    story.does("official", "submit_analysis", deeper)
    story.walks("unit_head", "countersign")
    desk = story.finds("board", "Phê duyệt giải pháp của")
    assert desk.page.locator(".path-back").all_inner_texts()
    story.does("board", "approve", {"due_date": story.day(30)})
    assert ASSIGNEE in waited_for(desk)


def is_carried_out(story: Story) -> None:
    """Plan, progress, a later date asked for and agreed, completion: a paper each."""
    task = {"task": "Bổ sung bước kiểm tra", "person": ASSIGNEE, "due_date": story.day(20)}
    desk = story.finds("official", "Thực hiện")
    story.does("official", "plan_work", {"tasks": [task]})
    story.does("official", "report_progress", {"percent_done": 40, "difficulties": "Thiếu người"})
    ask = {
        "asks_for": ["date"],
        "work_done": "Đã tập huấn 01 buổi.",
        "difficulties": "Phần mềm chưa nâng cấp xong.",
        "request_text": "Gia hạn 20 ngày.",
        "requested_due_on": story.day(50),
    }
    story.does("official", "ask_change", ask)
    assert "ask_change" not in offered(desk)

    board = story.finds("board", "Cho ý kiến về đề nghị của")
    assert {"agree_change", "refuse_change"} <= offered(board)
    story.does("board", "agree_change", {"board_opinion": "Đồng ý, không gia hạn thêm."})
    content = " ".join(words(board.page.locator(".answers dd").all_inner_texts()))
    assert "Gia hạn 20 ngày." in content
    assert screen_date(story.day(50)) in content

    story.finds("official", "Thực hiện")
    story.does("official", "report_completion", COMPLETE)
    assert papers(desk) == ["O-01", "O-02", "O-03", "O-04", "O-05", "O-06"]
    assert DIRECTOR in waited_for(desk)
    assert offered(desk) == set()


def is_verified_by_a_delegate(story: Story) -> None:
    """The director gives this slip to a delegate, who finds it met on the director's behalf."""
    director = story.finds("director", "Kiểm tra, xác nhận")
    assert offered(director) == {"met", "not_met"}
    page = director.goto(f"/delegations?record={story.id}")
    page.select_option("[name=what]", f"record:{story.id}")
    page.fill("[name=receiver]", DELEGATE)
    page.check("[name=authority][value=TUQ]")
    page.fill("[name=from_day]", screen_date(story.day(0)))
    page.fill("[name=to_day]", screen_date(story.day(10)))
    page.fill("[name=scope]", "Kiểm tra, xác nhận kết quả của phiếu này")
    page.get_by_role("main").get_by_role("button", name="Ủy quyền", exact=True).click()
    page.get_by_text(f"Đã ủy quyền cho {DELEGATE}.").wait_for()

    desk = story.finds("delegate", "Kiểm tra, xác nhận")
    story.does("delegate", "met", EVIDENCE)
    assert f"thay mặt {DIRECTOR} (TUQ.)" in told(desk)
    assert offered(desk) == set()


def test_a_slip_goes_down_the_main_way_to_closed_by_seven_people(story: Story) -> None:
    is_sent(story)
    is_directed(story)
    is_analysed_twice(story)
    is_carried_out(story)
    is_verified_by_a_delegate(story)

    desk = story.finds("secretary", "Đóng")
    assert offered(desk) == {"close"}
    story.does("secretary", "close")

    assert card_title(desk) == "Đã đóng"
    assert story.stage == "closed"
    assert len(story.desks) == 7
    for who in ("proposer", "board"):
        assert offered(story.sees(who)) == set()


def test_a_slip_not_met_goes_on_as_a_new_one_linked_both_ways(story: Story) -> None:
    story.sent()
    story.walks("unit_head", "need_action", NEED)
    story.walks("secretary", "consolidate", PROPOSE)
    story.walks("board", "direct", direct(story))
    story.walks("official", "submit_analysis", analyse(story))
    story.walks("unit_head", "countersign")
    story.walks("board", "approve", {"due_date": story.day(30)})
    story.walks("official", "report_completion", COMPLETE)
    old, number = story.id, story.title

    story.finds("director", "Kiểm tra, xác nhận")
    desk = story.does("director", "not_met", {**NOT_MET, "new_measure_required": True})
    assert offered(desk) == {"open_new"}
    story.does("director", "open_new", REOPEN)

    assert card_title(desk) == "Tiếp tục ở phiếu mới"
    assert papers(desk)[-1] == "O-08"
    linked(desk).click()
    desk.page.wait_for_url(lambda url: not url.endswith(old))
    story.id = record_at(desk)
    assert story.title != number
    assert linked(desk).inner_text() == number
    linked(desk).click()
    desk.page.wait_for_url(f"**/records/{old}")

    desk = story.finds("director", "Cho ý kiến về")
    assert offered(desk) == {"give_opinion"}
    story.does("director", "give_opinion", {"director_opinion": "Giao Thanh tra giám sát."})
    assert BOARD in waited_for(desk)
    assert offered(story.finds("board", "Chỉ đạo, phân công")) == {"direct", "decline", "return"}


def test_a_slip_is_treated_on_the_spot_and_ends_corrected(story: Story) -> None:
    story.sent()
    head = story.finds("unit_head", "Xem xét")
    story.does("unit_head", "treat", treat(story), at="with_unit_head")
    assert ASSIGNEE in waited_for(head)
    assert offered(head) == set()

    story.finds("official", "Xử lý tại chỗ")
    story.does("official", "report_done", {"correction_result": "Đã in lại 03 kết quả."})
    story.finds("unit_head", "Kiểm tra kết quả xử lý của")
    story.does("unit_head", "resolved", reason="Đã xem hồ sơ, đủ chữ ký.")

    assert card_title(head) == "Đã khắc phục tại chỗ"


def test_a_slip_ends_in_its_unit_as_not_a_nonconformity(story: Story) -> None:
    desk = story.sent().finds("unit_head", "Xem xét")

    why = "Đúng quy định mục 5.4."
    story.does("unit_head", "not_a_nonconformity", reason=why, at="with_unit_head")

    assert card_title(desk) == "Không phải sự không phù hợp"
    assert why in story.sees("proposer").page.locator("#turn").inner_text()


def test_a_slip_is_withdrawn_by_whoever_sent_it(story: Story) -> None:
    desk = story.sent().sees("proposer")

    story.does("proposer", "withdraw", reason="Trùng với phiếu khác.", at="with_unit_head")

    assert card_title(desk) == "Đã rút"
    assert offered(desk) == set()


def test_a_slip_is_declined_by_the_board(story: Story) -> None:
    story.sent()
    story.walks("unit_head", "need_action", NEED)
    story.walks("secretary", "consolidate", PROPOSE)

    desk = story.finds("board", "Chỉ đạo, phân công")
    story.does("board", "decline", reason="Đã xử lý trong kế hoạch năm.")

    assert card_title(desk) == "Không chấp thuận"


def test_what_is_beyond_the_heads_authority_is_decided_by_the_director(story: Story) -> None:
    head = story.sent().finds("unit_head", "Xem xét")

    story.does("unit_head", "escalate", reason="Liên quan ba đơn vị.")

    assert DIRECTOR in waited_for(head)
    desk = story.finds("director", "Xem xét")
    assert offered(desk) == DECIDING - {"escalate"}
    story.does("director", "need_action", NEED, at="with_director")
    assert story.stage == "with_secretary"
