"""BM.CTCL.01, what the last button of each move says: the deed and the slip it is done to."""

from collections.abc import Iterable
from dataclasses import replace

from service.formkit.labels import Label
from service.formkit.moves import Move

DEEDS = {
    "submit": Label("Gửi Trưởng đơn vị {what}", "Send {what} to the unit head"),
    "submit_treated": Label("Báo cáo đã xử lý {what}", "Report {what} as treated"),
    "withdraw": Label("Rút {what}", "Withdraw {what}"),
    "treat": Label("Giao xử lý tại chỗ {what}", "Have {what} treated on the spot"),
    "confirm_treated": Label("Xác nhận đã xử lý {what}", "Confirm {what} as treated"),
    "need_action": Label("Chuyển Thư ký ISO {what}", "Send {what} to the ISO secretary"),
    "return": Label("Trả lại {what}", "Return {what}"),
    "not_a_nonconformity": Label(
        "Kết luận không phải sự không phù hợp: {what}", "Call {what} not a nonconformity"
    ),
    "escalate": Label("Báo cáo lãnh đạo cấp trên về {what}", "Report {what} to the director"),
    "report_done": Label("Báo cáo đã xử lý xong {what}", "Report {what} as done"),
    "hand_over": Label("Giao người khác xử lý {what}", "Give the correction of {what} to another"),
    "resolved": Label("Xác nhận đã khắc phục {what}", "Confirm {what} as resolved"),
    "not_resolved": Label("Yêu cầu xử lý tiếp {what}", "Have {what} corrected further"),
    "reconsider": Label("Chuyển xem xét lại {what}", "Reconsider {what}"),
    "consolidate": Label("Đưa {what} vào bảng tổng hợp", "Put {what} on the list"),
    "direct": Label("Chỉ đạo, phân công {what}", "Direct and assign {what}"),
    "decline": Label("Không chấp thuận {what}", "Decline {what}"),
    "give_opinion": Label("Cho ý kiến về {what}", "Give an opinion on {what}"),
    "submit_analysis": Label("Trình phân tích {what}", "Submit the analysis of {what}"),
    "countersign": Label("Xác nhận và trình {what}", "Countersign and submit {what}"),
    "approve": Label("Phê duyệt {what}", "Approve {what}"),
    "plan_work": Label("Lập kế hoạch cho {what}", "Plan the work of {what}"),
    "report_progress": Label("Báo cáo tình hình {what}", "Report the progress of {what}"),
    "ask_change": Label("Đề nghị thay đổi {what}", "Ask for a change of {what}"),
    "agree_change": Label("Đồng ý thay đổi {what}", "Agree to the change of {what}"),
    "refuse_change": Label("Không đồng ý thay đổi {what}", "Refuse the change of {what}"),
    "report_completion": Label("Báo cáo hoàn thành {what}", "Report {what} as complete"),
    "begin_verification": Label("Bắt đầu kiểm tra {what}", "Begin to verify {what}"),
    "reassign": Label("Phân công lại {what}", "Reassign {what}"),
    "met": Label("Kết luận Đạt cho {what}", "Find {what} met"),
    "not_met": Label("Kết luận Không đạt cho {what}", "Find {what} not met"),
    "close": Label("Đóng {what}", "Close {what}"),
    "open_new": Label("Mở phiếu mới từ {what}", "Open a new slip from {what}"),
}

TOLD = {
    "not_a_nonconformity": Label(
        "kết luận: Không phải sự không phù hợp", "concluded: Not a nonconformity"
    ),
    "escalate": Label("báo cáo lãnh đạo cấp trên", "reported it as beyond their authority"),
    "not_resolved": Label(
        "kết luận: Chưa khắc phục, xử lý tiếp", "concluded: Not resolved, corrected further"
    ),
    "reconsider": Label(
        "kết luận: Chưa khắc phục, xem xét lại", "concluded: Not resolved, reconsidered"
    ),
    "met": Label("kết luận: Đạt", "concluded: Met"),
    "not_met": Label("kết luận: Không đạt", "concluded: Not met"),
}
"""What the timeline writes after the name, where the button's own words would say it wrongly."""


def with_deeds(moves: Iterable[Move]) -> tuple[Move, ...]:
    """Return the moves with what their last buttons say; raises KeyError for a move without."""
    return tuple(replace(move, deed=DEEDS[move.key], told=TOLD.get(move.key)) for move in moves)
