"""BM.CTCL.04, a loan slip for kept records (Phiếu mượn hồ sơ), of which no other file knows."""

from service.formkit.declare import (
    code,
    day,
    lines,
    one_of,
    person,
    rows,
    text,
    tick,
    unit,
    whole,
)
from service.formkit.features.record_rules import AuthorRule
from service.formkit.fields import Answers, option
from service.formkit.form import Box, Form, FormVersion, Rule
from service.formkit.labels import Label
from service.formkit.moves import Move, NumberSeries, Role, Stage
from service.formkit.retention import RetentionRule

BORROWER = Box(
    key="borrower",
    title=Label("Người mượn", "Borrower"),
    fields=(
        code("loan_number", "Số phiếu mượn", "Loan number"),
        unit("borrowing_unit", "Đơn vị mượn", "Borrowing unit", step="7", default="actor:unit"),
        person("borrower_name", "Người mượn", "Borrower", step="7", default="actor:name"),
        day("borrowed_on", "Ngày mượn", "Borrowed on", step="7", default="today"),
        day("due_back_on", "Ngày trả", "Due back on", year_allowed=False),
        text("shelf_mark", "Ký hiệu kho", "Shelf mark", 20, printed=False),
    ),
)

RECORDS = Box(
    key="records",
    title=Label("Hồ sơ mượn", "Records borrowed"),
    fields=(
        lines("purpose", "Mục đích sử dụng", "Purpose", 300, step="7"),
        one_of(
            "loan_kind",
            "Hình thức mượn",
            "Kind of loan",
            option("original", "Bản chính", "Original"),
            option("copy", "Bản sao", "Copy"),
            step="7",
            boxes=True,
        ),
        rows(
            "files",
            "Hồ sơ",
            "Files",
            ("Hồ sơ", "File"),
            12,
            text("file_code", "Số, ký hiệu", "File code", 30, required=True),
            lines("file_title", "Tiêu đề", "Title", 200),
            whole("sheets", "Số tờ", "Sheets", 1, 9999, width=2),
            step="7",
        ),
        tick("sealed", "Đã niêm phong", "Sealed"),
    ),
)


def _back_after_borrowing(answers: Answers) -> dict[str, Label]:
    """A record comes back after it went."""
    borrowed, due = answers.get("borrowed_on", ""), answers.get("due_back_on", "")
    if due and due < borrowed:
        return {"due_back_on": Label("Ngày trả trước ngày mượn.", "Due before it was borrowed.")}
    return {}


EVERYBODY = frozenset({Role.OFFICIAL, Role.UNIT_HEAD, Role.ISO_SECRETARY})

FORM = Form(
    code="BM.CTCL.04",
    key="record_loan",
    title=Label("Phiếu mượn hồ sơ", "Record loan slip"),
    register_title=Label("Phiếu mượn hồ sơ", "Record loan slip"),
    short=Label("Phiếu mượn", "Loan slip"),
    procedure="QT.CTCL",
    clause="7",
    boxes=(BORROWER, RECORDS),
    stages=(
        Stage("draft", Label("Nháp", "Draft"), tone="draft", icon="pencil"),
        Stage("lent", Label("Đã cho mượn", "Lent"), tone="done", icon="check", ended=True),
    ),
    moves=(
        Move(
            key="lend",
            label=Label("Cho mượn", "Lend"),
            from_stage="draft",
            to_stage="lent",
            roles=EVERYBODY,
            completes=("7",),
            series=NumberSeries("loan", "loan_number", "{n:02d}/{year}", "{n:02d}/{year}"),
            consequences=(Label("Phiếu được cấp số.", "The slip gets its number."),),
        ),
    ),
    retention=RetentionRule(3, Label("Thư ký ISO", "ISO secretary")),
    versions=(FormVersion("01", "2026-01-05", "2026-01-05"),),
    templates={"": "BM.CTCL.04.docx"},
    rules=(Rule("back after borrowing", _back_after_borrowing),),
    unit_fields={"requesting": "borrowing_unit"},
    subject_field="purpose",
    features=(AuthorRule("borrower_name"),),
)
