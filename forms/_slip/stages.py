"""BM.CTCL.01, where a slip may stand: its stages, whose turn each is, and its ends."""

from forms._slip.effects import is_change_asked
from service.formkit.labels import Label
from service.formkit.moves import Party, Role, Stage, StageGroup, Turn

DIRECTOR = frozenset({Role.DIRECTOR})
SECRETARY = frozenset({Role.ISO_SECRETARY})
BOARD = frozenset({Role.ISO_BOARD})
CLOSERS = BOARD | SECRETARY
LEFT_REQUESTING = Party(roles=SECRETARY, heads_of=("requesting",))
LEFT_CONCERNED = Party(roles=SECRETARY, heads_of=("concerned",))
LEFT_EXECUTING = Party(roles=SECRETARY, heads_of=("executing",))
"""Who sees to it that work goes on whose holder's account is closed."""

FOR_SECRETARY = StageGroup("for_secretary", Label("Chờ Thư ký", "With the secretary"))
FOR_BOARD = StageGroup("for_board", Label("Chờ Ban ISO", "With the board"))
IN_HAND = StageGroup("in_hand", Label("Đang thực hiện", "Implementing"))
TO_VERIFY = StageGroup("to_verify", Label("Chờ kiểm tra", "To be verified"))

STAGES = (
    Stage(
        "draft",
        Label("Nháp", "Draft"),
        tone="draft",
        icon="pencil",
        turns=(
            Turn(
                parts=("submitter", "author"),
                days=3,
                work=Label("Bổ sung và gửi lại", "Complete and send again"),
            ),
        ),
    ),
    Stage(
        "with_unit_head",
        Label("Trưởng đơn vị xem xét", "With unit head"),
        turns=(Turn(heads_of=("concerned",), days=3, work=Label("Xem xét", "Review")),),
    ),
    Stage(
        "with_director",
        Label("Lãnh đạo cấp trên xem xét", "With the director"),
        branch="with_unit_head",
        turns=(Turn(roles=DIRECTOR, days=3, work=Label("Xem xét", "Review")),),
    ),
    Stage(
        "correcting",
        Label("Đang xử lý tại chỗ", "Correcting"),
        tone="working",
        icon="tool",
        branch="with_unit_head",
        turns=(
            Turn(
                parts=("executor",), due="correction_due_on", work=Label("Xử lý tại chỗ", "Correct")
            ),
        ),
    ),
    Stage(
        "checking_correction",
        Label("Kiểm tra kết quả xử lý", "Checking the correction"),
        branch="with_unit_head",
        turns=(
            Turn(
                heads_of=("concerned",),
                days=3,
                work=Label("Kiểm tra kết quả xử lý của", "Check the correction of"),
            ),
            # Who executed checks nothing: where that is the head, it is for the director.
            Turn(
                roles=DIRECTOR,
                days=3,
                instead=True,
                work=Label("Kiểm tra kết quả xử lý của", "Check the correction of"),
            ),
        ),
    ),
    Stage(
        "with_secretary",
        Label("Thư ký ISO tổng hợp", "With secretary"),
        turns=(Turn(roles=SECRETARY, days=5, work=Label("Tổng hợp", "Put on the list:")),),
        group=FOR_SECRETARY,
    ),
    Stage(
        "before_board",
        Label("Ban ISO xem xét", "Before the board"),
        turns=(Turn(roles=BOARD, days=5, work=Label("Chỉ đạo, phân công", "Direct and assign")),),
        group=FOR_BOARD,
    ),
    Stage(
        "analysing",
        Label("Phân tích nguyên nhân", "Analysing"),
        tone="working",
        icon="tool",
        turns=(
            Turn(
                parts=("assignee",),
                due="analysis_due_on",
                work=Label("Phân tích nguyên nhân của", "Analyse the cause of"),
            ),
        ),
    ),
    Stage(
        "countersigning",
        Label("Trưởng đơn vị thực hiện xác nhận", "Countersigning"),
        turns=(
            Turn(
                heads_of=("executing",),
                days=2,
                work=Label("Xác nhận và trình phê duyệt", "Countersign and submit"),
            ),
        ),
    ),
    Stage(
        "awaiting_approval",
        Label("Chờ phê duyệt", "Awaiting approval"),
        turns=(
            Turn(
                roles=BOARD,
                role_setting="car_approver_role",
                days=3,
                work=Label("Phê duyệt giải pháp của", "Approve the measures of"),
            ),
            Turn(
                roles=DIRECTOR,
                days=3,
                instead=True,
                work=Label("Phê duyệt giải pháp của", "Approve the measures of"),
            ),
        ),
        group=FOR_BOARD,
    ),
    Stage(
        "implementing",
        Label("Đang thực hiện", "Implementing"),
        tone="working",
        icon="tool",
        turns=(
            Turn(parts=("assignee",), due="working_due_on", work=Label("Thực hiện", "Carry out")),
            Turn(
                roles=BOARD,
                days=3,
                when=is_change_asked,
                moves=("agree_change", "refuse_change"),
                work=Label("Cho ý kiến về đề nghị của", "Decide on the request of"),
            ),
            Turn(
                roles=DIRECTOR,
                days=3,
                when=is_change_asked,
                moves=("agree_change", "refuse_change"),
                instead=True,
                work=Label("Cho ý kiến về đề nghị của", "Decide on the request of"),
            ),
        ),
        group=IN_HAND,
    ),
    Stage(
        "awaiting_verification",
        Label("Chờ kiểm tra", "Awaiting verification"),
        turns=(
            Turn(
                roles=DIRECTOR,
                due="working_due_on",
                days=5,
                work=Label("Kiểm tra, xác nhận", "Verify"),
            ),
        ),
        group=TO_VERIFY,
    ),
    Stage(
        "verified",
        Label("Đã kiểm tra: Đạt", "Verified"),
        tone="done",
        icon="circle-check",
        outcome=True,
        turns=(Turn(roles=CLOSERS, days=5, work=Label("Đóng", "Close")),),
    ),
    Stage(
        "not_met",
        Label("Không đạt", "Not met"),
        tone="bad",
        icon="x",
        outcome=True,
        branch="awaiting_verification",
        turns=(
            Turn(
                parts=("verifier",), days=2, work=Label("Mở phiếu mới từ", "Open a new slip from")
            ),
        ),
    ),
    Stage(
        "awaiting_opinion",
        Label("Chờ ý kiến Giám đốc", "Awaiting the director's opinion"),
        branch="before_board",
        turns=(Turn(roles=DIRECTOR, days=3, work=Label("Cho ý kiến về", "Give an opinion on")),),
    ),
    Stage("closed", Label("Đã đóng", "Closed"), tone="done", icon="lock", ended=True),
    Stage(
        "corrected",
        Label("Đã khắc phục tại chỗ", "Corrected on the spot"),
        tone="done",
        icon="check",
        ended=True,
        branch="correcting",
    ),
    Stage(
        "not_a_nonconformity",
        Label("Không phải sự không phù hợp", "Not a nonconformity"),
        tone="draft",
        icon="x",
        ended=True,
        branch="with_unit_head",
    ),
    Stage(
        "declined",
        Label("Không chấp thuận", "Declined"),
        tone="draft",
        icon="x",
        ended=True,
        branch="before_board",
    ),
    Stage(
        "withdrawn",
        Label("Đã rút", "Withdrawn"),
        tone="draft",
        icon="arrow-back-up",
        ended=True,
        branch="draft",
    ),
    Stage(
        "continued",
        Label("Tiếp tục ở phiếu mới", "Continued on a new slip"),
        tone="bad",
        icon="repeat",
        ended=True,
        branch="not_met",
    ),
)
