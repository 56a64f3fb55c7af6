"""BM.CTCL.01, box 1: what is asked of who opens a slip (steps 5.1 and 5.2)."""

from forms._slip.choice_lists import KINDS_OF_SOURCE, OTHER_SOURCE, SIGNS
from service.formkit.declare import any_of, box, code, day, lines, one_of, person, text, unit
from service.formkit.fields import Chosen, option
from service.formkit.labels import Label

NOT_PRINTED = Label("Phần này không in trên phiếu.", "This part is not printed.")

REQUEST = box(
    "request",
    Label("Đơn vị và loại yêu cầu", "Unit and kind of request"),
    text("issue_place", "Nơi lập", "Place", 40, step="5.2", default="setting:place_name"),
    day("issue_date", "Ngày lập", "Date", step="5.2", default="today", happened=True),
    code(
        "car_number",
        "Số phiếu",
        "Slip number",
        hint=("Hệ thống cấp khi gửi.", "Given when the slip is sent."),
    ),
    unit(
        "requesting_unit",
        "Đơn vị đề nghị",
        "Requesting unit",
        step="5.2",
        default="actor:unit",
        missing=("Vui lòng chọn đơn vị đề nghị.", "Choose the requesting unit."),
    ),
    unit(
        "concerned_unit",
        "Đơn vị có sự không phù hợp",
        "Unit concerned",
        printed=False,
        hint=("Để trống nếu là đơn vị đề nghị.", "Leave empty if it is the requesting unit."),
    ),
    one_of(
        "request_type",
        "Loại yêu cầu",
        "Kind of request",
        option("corrective", "Hành động khắc phục", "Corrective action"),
        option(
            "preventive_improvement",
            "Hành động phòng ngừa/cải tiến",
            "Preventive action or improvement",
        ),
        step="5.2",
        boxes=True,
    ),
    on_paper=Label("Phần đầu phiếu", "Head of the slip"),
)

NONCONFORMITY = box(
    "nonconformity",
    Label("Sự không phù hợp", "Nonconformity"),
    lines("related_documents", "Tài liệu liên quan", "Related documents", 500),
    lines(
        "nonconformity_description",
        "Mô tả sự không phù hợp",
        "Description of the nonconformity",
        2000,
        step="5.2",
        hint=(
            "Ghi rõ việc gì, khi nào, ở đâu, trái quy định nào. "
            "Dùng mã hồ sơ thay cho họ tên công dân.",
            "What, when, where, against which rule. Use case numbers, not citizens' names.",
        ),
        missing=("Vui lòng mô tả sự không phù hợp.", "Describe the nonconformity."),
    ),
    day(
        "requested_on",
        "Ngày đề nghị",
        "Date of request",
        step="5.2",
        default="today",
        happened=True,
    ),
    person(
        "requester_name",
        "Người đề nghị",
        "Requested by",
        step="5.2",
        default="actor:name",
        missing=("Vui lòng chọn người đề nghị.", "Choose who requests."),
    ),
    on_paper=Label("Ô 1", "Box 1"),
    note=Label("Phần này in vào ô thứ nhất của phiếu.", "This part prints in box 1 of the slip."),
)

SOURCES = box(
    "sources",
    Label("Nguồn thông tin", "Sources of information"),
    any_of(
        "sources",
        "Nguồn thông tin",
        "Sources",
        *KINDS_OF_SOURCE,
        step="5.2",
        hint=(
            "Chọn một hoặc nhiều nguồn; không ghi tên khách hàng.",
            "One or more; leave customers' names out.",
        ),
        missing=("Vui lòng chọn ít nhất một nguồn thông tin.", "Sources: choose at least one."),
    ),
    text(
        "source_other",
        "Nguồn khác là nguồn nào",
        "Which other source",
        300,
        printed=False,
        needed_with=Chosen("sources", OTHER_SOURCE),
        missing=("Vui lòng ghi rõ nguồn khác là nguồn nào.", "Please say which other source."),
    ),
    any_of(
        "need_criteria",
        "Dấu hiệu cần hành động khắc phục",
        "Signs that action is needed",
        *SIGNS,
        hint=(
            "Đánh dấu nếu đã rõ khi lập phiếu.",
            "Tick it if it is already clear.",
        ),
    ),
    text(
        "need_other",
        "Dấu hiệu khác",
        "Another sign",
        300,
        printed=False,
        hint=("Ghi bằng lời nếu danh sách chưa có.", "In words, if the list lacks it."),
    ),
    note=NOT_PRINTED,
)

TREATED = box(
    "treated",
    Label("Đã xử lý trong phạm vi thẩm quyền", "Treated within own authority"),
    lines("treated_text", "Nội dung đã xử lý", "What was done", 500, printed=False),
    day("treated_on", "Ngày xử lý", "When", printed=False, year_allowed=False, happened=True),
    note=Label(
        "Chỉ điền khi anh/chị đã tự xử lý xong (QT.CTCL 5.1). Phần này không in trên phiếu.",
        "Only when you have treated it yourself (QT.CTCL 5.1). This part is not printed.",
    ),
)
