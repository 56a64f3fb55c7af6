"""What every companion document shares: its declaration, its head, its signers."""

from service.formkit import declare
from service.formkit.declare import authority, box, code, day, person, text, unit, whole
from service.formkit.features.feature import Feature
from service.formkit.fields import Code, Default, Field, Rows, Text, Whole, option
from service.formkit.form import Box, Form, FormVersion, Rule
from service.formkit.labels import Label
from service.formkit.retention import RetentionRule

PROCEDURE = "QT.CTCL"
RETENTION = RetentionRule(3, Label("Đơn vị thực hiện, Thư ký ISO", "Executing unit, secretary"))
# A companion follows the procedure, whose first issue it belongs to.
VERSIONS = (FormVersion("01", "2020-09-14", "2020-09-14"),)

HEAD = Label("Phần đầu văn bản", "Head of the document")
BODY = Label("Phần nội dung", "Body")
SIGNATURES = Label("Phần ký", "Signatures")

# As a column of a table prints them; the legend below the table says what they stand for.
REQUEST_TYPES = (
    option("corrective", "Hành động khắc phục", "Corrective action", "KP"),
    option(
        "preventive_improvement",
        "Hành động phòng ngừa/cải tiến",
        "Preventive action or improvement",
        "PN/CT",
    ),
)


def companion(
    code_: str,
    key: str,
    *,
    title: Label,
    register_title: Label,
    short: Label,
    clause: str,
    boxes: tuple[Box, ...],
    rules: tuple[Rule, ...] = (),
    features: tuple[Feature, ...] = (),
) -> Form:
    """Return a companion document: a form without stages, printed on the Word file of its code."""
    return Form(
        code=code_,
        key=key,
        title=title,
        register_title=register_title,
        short=short,
        procedure=PROCEDURE,
        clause=clause,
        boxes=boxes,
        stages=(),
        moves=(),
        retention=RETENTION,
        versions=VERSIONS,
        templates={"": f"companions/{code_}.docx"},
        rules=rules,
        features=features,
    )


def place_and_date(step: str) -> tuple[Field, Field]:
    """Return the fields of the place/date line (Decree 30/2020, annex I, part 4)."""
    return (
        text(
            "issue_place",
            "Nơi lập",
            "Place",
            40,
            step=step,
            default="setting:place_name",
            default_on_blank=True,
        ),
        day("issue_date", "Ngày lập", "Date", step=step, default="today"),
    )


def document_number(name: str, vi: str) -> Code:
    """Return the number of an official document, given after signature and blank until then."""
    return code(
        name,
        vi,
        "Number",
        pattern=r"\d{2,4}",
        max_length=4,
        hint=("Hệ thống cấp khi phát hành.", "Given when issued."),
    )


def unit_head_lines(step: str, number: str, vi: str) -> tuple[Field, ...]:
    """Return the head of a unit's own paper: the unit, its number and code, place and date."""
    abbreviation = text(
        "unit_abbreviation", "Chữ viết tắt của đơn vị", "The unit's abbreviation", 20
    )
    return (
        issuing_unit(step),
        document_number(number, vi),
        abbreviation,
        *place_and_date(step),
    )


def issuing_unit(step: str) -> Text:
    """Return the unit whose paper it is (đơn vị lập), printed in the head."""
    return unit("issuing_unit", "Đơn vị lập", "Issuing unit", step=step, default="actor:unit")


def car_number(step: str, vi: str = "Số phiếu", en: str = "Slip number") -> Code:
    """Return the number of the slip that the paper is about."""
    return code("car_number", vi, en, step=step)


def recipients(default: Default) -> Rows:
    """Return the list `Nơi nhận`, one line a recipient."""
    return declare.recipients(170, default=default)


def usual(*names: str) -> Default:
    """Return a default of always the same lines."""
    return lambda _: list(names)


def archive_copies() -> Whole:
    """Return how many copies the issuer keeps (số bản lưu)."""
    return whole("archive_copies", "Số bản lưu", "Copies kept", 1, 99, width=2)


def signed_by_unit(
    names: tuple[str, ...], maker: Text, head: tuple[str, str] = ("Trưởng đơn vị", "Unit head")
) -> Box:
    """Return the end of a unit's paper: usual recipients, who made it, who heads the unit."""
    return box(
        "signers",
        Label("Người ký và nơi nhận", "Signers and recipients"),
        recipients(usual(*names)),
        archive_copies(),
        maker,
        *unit_leader(*head),
        on_paper=SIGNATURES,
    )


def unit_leader(vi: str = "Trưởng đơn vị", en: str = "Unit head") -> tuple[Field, Field]:
    """Return who signs for the unit and by what authority."""
    return (
        authority("unit_head_authority", "Thẩm quyền ký của đơn vị", "Authority for the unit"),
        person("unit_head_name", vi, en),
    )


def board_leader(step: str | None = None) -> tuple[Field, Field]:
    """Return who signs for the ISO board and by what authority."""
    return (
        authority("board_authority", "Thẩm quyền ký của Ban ISO", "Authority of the board"),
        person("board_name", "Lãnh đạo Ban ISO", "ISO board leader", step=step),
    )
