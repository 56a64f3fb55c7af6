"""What the panels of a slip's moves tell beforehand, each sentence as it is true of it now."""

from forms._slip.effects import is_change_asked
from service.formkit.fields import Answers
from service.formkit.labels import Label
from service.formkit.move_facts import MoveFacts
from service.formkit.vietnamese import screen_date

KEEPS_ITS_NUMBER = Label(
    "Phiếu giữ nguyên số {number}; các bản Word đã phát hành vẫn còn.",
    "The slip keeps its number {number}; the Word files issued so far remain.",
)
GETS_A_NUMBER = Label(
    "Phiếu được cấp số và phát hành bản Word v01.",
    "The slip gets its number and its Word file v01.",
)
HEAD_CONFIRMS = Label(
    "Trưởng đơn vị xác nhận nội dung anh/chị đã xử lý.", "The unit head confirms what you treated."
)
EXECUTOR_REPORTS = Label(
    "Người xử lý tại chỗ báo xong thì phiếu sang bước kiểm tra kết quả xử lý.",
    "Once the executor reports it done, the correction is checked.",
)
SIGNS_OR_WORDS = Label(
    "Chọn ít nhất một dấu hiệu, hoặc ghi bằng lời ở ô «Dấu hiệu khác».",
    "Choose at least one sign, or say it in words under “Another sign”.",
)
IN_WORDS = Label(
    "Ghi bằng lời nếu danh sách trên chưa có.", "In words, if the list above lacks it."
)
OWN_WORDS = Label(
    "Ghi anh/chị đã kiểm tra gì và thấy gì. Chỉ được để trống khi anh/chị đã tự thêm tệp bằng "
    "chứng vào hồ sơ; tệp của người thực hiện không thay lời của người kiểm tra (QT.CTCL 5.6).",
    "Write what you checked and what you saw. It may be left empty only when you added a file of "
    "evidence yourself; the files of who executed do not stand for the verifier's words "
    "(QT.CTCL 5.6).",
)
NO_EVIDENCE = Label(
    "Kết luận «Đạt» cần bằng chứng của người kiểm tra: vui lòng ghi anh/chị đã kiểm tra gì, thấy "
    "gì, hoặc tự thêm tệp bằng chứng trước. Tệp do người thực hiện gửi không thay cho phần này "
    "(QT.CTCL 5.6).",
    "“Met” needs the verifier's own evidence: please write what you checked and saw, or add a file "
    "yourself first. The files of who executed do not stand for it (QT.CTCL 5.6).",
)
ADDED_TO_BOX_TWO = Label(
    "Nội dung được ghi thêm vào ô 2, không xóa nội dung đã có. Có thời hạn mới thì «Ngày hoàn "
    "thành» in thời hạn mới, thời hạn trước được ghi trong phần thay đổi.",
    "The change is appended to box 2 and removes nothing. With a new deadline, box 2 prints that "
    "one, and the one before is told among the changes.",
)


def number_given_or_kept(answers: Answers, facts: MoveFacts) -> Label:
    """A first sending gives the number; after a return the slip has it (5.2)."""
    number = answers.get("car_number")
    return KEEPS_ITS_NUMBER.with_(number=number) if number else GETS_A_NUMBER


def a_new_slip_follows(answers: Answers, facts: MoveFacts) -> Label:
    """Who verifies opens the new slip; a director then answers himself, a delegate submits it."""
    if facts.authority:
        return Label(
            f"Tiếp theo anh/chị mở phiếu mới, trình {facts.for_whom} cho ý kiến (QT.CTCL 5.7).",
            f"Next you open a new slip and submit it to {facts.for_whom} (QT.CTCL 5.7).",
        )
    return Label(
        "Tiếp theo anh/chị mở phiếu mới và cho ý kiến giải quyết (QT.CTCL 5.7).",
        "Next you open a new slip and give your opinion on it (QT.CTCL 5.7).",
    )


def empty_takes_the_date_asked(answers: Answers, facts: MoveFacts) -> Label | None:
    """What an agreement without a date means: the date asked for, or the deadline as it is."""
    if not is_change_asked(answers):
        return None
    asked = answers["change_requests"][-1].get("requested_due_on")
    if asked:
        day = screen_date(asked)
        return Label(
            f"Để trống thì lấy ngày đề nghị {day}.", f"Left empty, the date asked for: {day}."
        )
    present = answers.get("working_due_on")
    if not present:
        return None
    day = screen_date(present)
    return Label(
        f"Đề nghị không xin gia hạn; để trống thì giữ thời hạn {day}.",
        f"No later date is asked for; left empty, the deadline stays {day}.",
    )
