"""The moves of steps 5.1 and 5.2: a slip opened, sent, decided on in its unit, corrected."""

from forms._slip import effects as effects
from forms._slip import told as told
from forms._slip.bars import HEAD_TREATED, NOT_OWN_CORRECTION, NOT_OWN_TREATMENT
from forms._slip.shared_parts import WHY, leads_to, made_by, sends_back
from forms._slip.stages import DIRECTOR, LEFT_CONCERNED, LEFT_REQUESTING
from service.formkit.labels import Label
from service.formkit.moves import Move, NumberSeries, Role

PROPOSERS = frozenset({Role.OFFICIAL, Role.AUDITOR, Role.UNIT_HEAD, Role.ISO_SECRETARY})
OWNERS = ("submitter", "author")
NUMBER = NumberSeries("car", "car_number", "{n:02d}/{year}", "{n:02d}/{year}")

OPENING = (
    Move(
        "submit",
        Label("Gửi Trưởng đơn vị", "Send to unit head"),
        "draft",
        "with_unit_head",
        PROPOSERS,
        completes=("5.2",),
        series=NUMBER,
        consequences=(told.number_given_or_kept,),
        parts=OWNERS,
        when_vacant=LEFT_REQUESTING,
        clause="5.2",
    ),
    Move(
        "submit_treated",
        Label("Báo cáo đã xử lý trong phạm vi thẩm quyền", "Report as treated"),
        "draft",
        "with_unit_head",
        PROPOSERS,
        completes=("5.2",),
        series=NUMBER,
        consequences=(told.number_given_or_kept, told.HEAD_CONFIRMS),
        parts=OWNERS,
        when_vacant=LEFT_REQUESTING,
        clause="5.1",
        asks=("treated_text", "treated_on"),
        needs=("treated_text", "treated_on"),
        bypass=HEAD_TREATED,
    ),
    *(
        Move(
            "withdraw",
            Label("Rút phiếu", "Withdraw"),
            stage,
            "withdrawn",
            parts=OWNERS,
            when_vacant=left,
            clause="5.2",
            reason=WHY,
            danger=True,
            consequences=leads_to(
                "Phiếu kết thúc; số phiếu không dùng lại.",
                "The slip ends; its number is not used again.",
            ),
        )
        # Where its head has the slip it waits for nobody who left.
        for stage, left in (("draft", LEFT_REQUESTING), ("with_unit_head", None))
    ),
)


def _deciding(stage: str) -> tuple[Move, ...]:
    """Return what the unit head decides (5.1, 5.2.1); beyond that authority the director does."""
    return (
        Move(
            "treat",
            Label("Xử lý tại chỗ", "Treat on the spot"),
            stage,
            "correcting",
            clause="5.1",
            asks=(
                "disposition",
                "disposition_text",
                "correction_executor_name",
                "correction_due_on",
            ),
            needs=("disposition", "correction_executor_name", "correction_due_on"),
            future=("correction_due_on",),
            offers={"correction_due_on": "days:3"},
            gives={"executor": "correction_executor_name"},
            consequences=(told.EXECUTOR_REPORTS,),
        ),
        Move(
            "confirm_treated",
            Label("Xác nhận đã xử lý", "Confirm what was treated"),
            stage,
            "corrected",
            clause="5.1",
            asks=("disposition",),
            needs=("disposition",),
            reason=Label("Kết quả xác nhận", "What was confirmed"),
            conditions=(effects.WAS_TREATED,),
            bars=(NOT_OWN_TREATMENT,),
            works=effects.treated_goes_into_box_two,
            consequences=leads_to("Phiếu kết thúc: đã khắc phục.", "The slip ends: corrected."),
        ),
        Move(
            "need_action",
            Label("Chuyển Thư ký ISO", "Needs corrective action"),
            stage,
            "with_secretary",
            clause="5.2.1",
            asks=("need_criteria", "need_other", "unit_head_decision"),
            needs=("unit_head_decision",),
            one_of=("need_criteria", "need_other"),
            hints={"need_criteria": told.SIGNS_OR_WORDS, "need_other": told.IN_WORDS},
            stamps={"sent_to_secretary_on": "today"},
            consequences=leads_to(
                "Thư ký ISO nhận phiếu để tổng hợp, trình Ban ISO.",
                "The ISO secretary receives it for the consolidated list.",
            ),
        ),
        sends_back(stage, "5.2.1"),
        Move(
            "not_a_nonconformity",
            Label("Không phải sự không phù hợp", "Not a nonconformity"),
            stage,
            "not_a_nonconformity",
            clause="5.1",
            reason=WHY,
            danger=True,
            consequences=leads_to("Phiếu kết thúc.", "The slip ends."),
        ),
    )


UNIT = (
    *made_by(_deciding("with_unit_head"), heads_of=("concerned",)),
    Move(
        "escalate",
        Label("Báo cáo lãnh đạo cấp trên", "Beyond my authority"),
        "with_unit_head",
        "with_director",
        heads_of=("concerned",),
        clause="5.1",
        reason=WHY,
        consequences=leads_to(
            "Giám đốc hoặc người được ủy quyền quyết định thay.",
            "The director or a delegate decides instead.",
        ),
    ),
    *made_by(_deciding("with_director"), roles=DIRECTOR),
    Move(
        "report_done",
        Label("Báo cáo đã xử lý xong", "Report done"),
        "correcting",
        "checking_correction",
        parts=("executor",),
        clause="5.1",
        asks=("correction_result",),
        needs=("correction_result",),
    ),
    Move(
        "hand_over",
        Label("Giao người khác xử lý", "Give the correction to another"),
        "correcting",
        "correcting",
        when_vacant=LEFT_CONCERNED,
        clause="5.1",
        asks=("correction_executor_name", "correction_due_on"),
        needs=("correction_executor_name", "correction_due_on"),
        future=("correction_due_on",),
        gives={"executor": "correction_executor_name"},
        reason=WHY,
        consequences=(told.EXECUTOR_REPORTS,),
    ),
    Move(
        "resolved",
        Label("Xác nhận đã khắc phục", "Resolved"),
        "checking_correction",
        "corrected",
        roles=DIRECTOR,
        heads_of=("concerned",),
        clause="5.1",
        bars=(NOT_OWN_CORRECTION,),
        reason=Label("Kết quả kiểm tra", "What was checked"),
        consequences=leads_to("Phiếu kết thúc: đã khắc phục.", "The slip ends: corrected."),
    ),
    Move(
        "not_resolved",
        Label("Chưa khắc phục, xử lý tiếp", "Not resolved"),
        "checking_correction",
        "correcting",
        roles=DIRECTOR,
        heads_of=("concerned",),
        clause="5.1",
        bars=(NOT_OWN_CORRECTION,),
        asks=("correction_due_on",),
        needs=("correction_due_on",),
        future=("correction_due_on",),
        reason=Label("Nội dung chưa khắc phục", "What is not resolved"),
    ),
    Move(
        "reconsider",
        Label("Chưa khắc phục, xem xét lại", "Not resolved, reconsider"),
        "checking_correction",
        "with_unit_head",
        roles=DIRECTOR,
        heads_of=("concerned",),
        clause="5.1",
        bars=(NOT_OWN_CORRECTION,),
        reason=WHY,
        # A way back: the unit head's own return still leads to who wrote the slip.
        returns=True,
    ),
)
