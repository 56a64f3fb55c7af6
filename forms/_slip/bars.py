"""BM.CTCL.01, who judges nothing of their own in the unit (5.1, 5.4), and where it goes instead."""

from forms._slip.shared_parts import ANALYSTS
from service.formkit.labels import Label
from service.formkit.moves import Bar, Bypass

NOT_OWN_CORRECTION = Bar(
    ("executor", "former_executor"),
    Label(
        "Người xử lý không tự kiểm tra kết quả xử lý của mình (QT.CTCL 5.1).",
        "Who corrected it does not check their own correction (QT.CTCL 5.1).",
    ),
)
NOT_OWN_TREATMENT = Bar(
    ("submitter", "author", "former_author"),
    Label(
        "Người báo đã xử lý không tự xác nhận nội dung mình xử lý (QT.CTCL 5.1).",
        "Who reports a treatment does not confirm it themselves (QT.CTCL 5.1).",
    ),
)
NOT_OWN_COUNTERSIGNING = Bar(
    ANALYSTS,
    Label(
        "Người phân tích không tự xác nhận phân tích của mình thay Trưởng đơn vị (QT.CTCL 5.4).",
        "Who analyses does not countersign their own analysis as unit head (QT.CTCL 5.4).",
    ),
)

HEAD_TREATED = Bypass(
    "confirm_treated",
    "with_director",
    Label(
        "Trưởng đơn vị là người báo đã xử lý nên Giám đốc hoặc người được ủy quyền xem xét, "
        "xác nhận (QT.CTCL 5.1).",
        "The unit head reported the treatment, so the director or a delegate reviews and confirms "
        "it (QT.CTCL 5.1).",
    ),
)
HEAD_ANALYSED = Bypass(
    "countersign",
    "awaiting_approval",
    Label(
        "Trưởng đơn vị thực hiện là người phân tích nên không xác nhận thêm; phiếu trình thẳng "
        "Lãnh đạo Ban ISO (QT.CTCL 5.4).",
        "The head of the executing unit made the analysis, so nobody countersigns; the slip goes "
        "straight to the ISO board (QT.CTCL 5.4).",
    ),
    stamps={"executing_unit_head_name": "passed:name"},
)
