"""Why a file of people is not read, each with what to do: it names the columns or the measure."""

from service.archive.sheets.refusals import HeadsNotFound, SheetReason, SheetRefused
from service.formkit.labels import Label
from service.workflow.errors import WorkflowError
from service.workflow.people_sheets.columns import COLUMNS

MOST_ROWS = 500
MOST_BYTES = 5_000_000
_HEADS = ", ".join(COLUMNS)


class SheetUnreadable(WorkflowError):
    """The file is no Excel sheet with our columns."""

    label = Label(
        f"Không đọc được tệp Excel. Vui lòng dùng tệp .xlsx có dòng tên cột: {_HEADS}.",
        f"The Excel file cannot be read. Please use an .xlsx with a row of these heads: {_HEADS}.",
    )


class SheetTooLong(WorkflowError):
    """The sheet has more rows than are taken at once."""

    label = Label(
        f"Tệp có hơn {MOST_ROWS} dòng. Vui lòng chia thành nhiều tệp.",
        f"The sheet has more than {MOST_ROWS} rows. Please divide it.",
    )


class SheetTooLarge(WorkflowError):
    """The file has more bytes than any list of people needs."""

    label = Label(
        f"Chỉ nhận tệp Excel tới {MOST_BYTES // 1_000_000} MB nên chưa nhập dòng nào. "
        "Vui lòng bỏ hình ảnh, trang thừa hoặc chia thành nhiều tệp.",
        f"Excel files up to {MOST_BYTES // 1_000_000} MB are taken, so no row of this one was. "
        "Please remove pictures and other sheets, or divide it.",
    )


class SheetTooFull(WorkflowError):
    """Some sheet has more cells, empty ones too, than a list of people can have."""

    label = Label(
        "Trang tính có quá nhiều ô, kể cả ô trống đã kẻ khung, nên chưa đọc. "
        f"Vui lòng chép các dòng có người (nhiều nhất {MOST_ROWS} dòng) sang một tệp Excel mới.",
        "The sheet has too many cells, bordered empty ones included, so it was not read. "
        f"Please copy the rows with people (at most {MOST_ROWS}) into a new Excel file.",
    )


class SheetOfNobody(WorkflowError):
    """The heads are there, and nobody under them."""

    label = Label(
        "Dưới dòng tên cột chưa có người nào. Vui lòng điền ít nhất một người rồi nhập lại.",
        "There is nobody under the heads. Please fill in one person at least and send it again.",
    )


class HeadsMissing(SheetUnreadable):
    """The row of heads lacks columns; the sentence names them."""

    def __init__(
        self, missing: tuple[str, ...], row: int = 1, hidden: tuple[str, ...] = ()
    ) -> None:
        vi_row, en_row = ("Dòng đầu", "The first row") if row < 2 else (f"Dòng {row}", f"Row {row}")
        named, unseen = _named(missing), _named(hidden)
        vi_unseen = f" Cột {unseen} đang ẩn; vui lòng cho hiện cột." if hidden else ""
        en_unseen = f" {unseen} is hidden; please show it." if hidden else ""
        super().__init__(
            Label(
                f"{vi_row} chưa có cột {named}.{vi_unseen} Vui lòng dùng tệp mẫu, hoặc đặt tên các "
                f"cột: {_HEADS}.",
                f"{en_row} lacks {named}.{en_unseen} Please use the pattern file, or name the "
                f"columns: {_HEADS}.",
            )
        )


def told(error: SheetRefused | HeadsNotFound) -> WorkflowError:
    """Return what a person is told about a file that the reader refused."""
    if isinstance(error, HeadsNotFound):
        return HeadsMissing(error.missing, error.row, error.hidden)
    if error.reason is SheetReason.TOO_FULL:
        return SheetTooFull()
    return SheetUnreadable(None if error.reason is SheetReason.BROKEN else error.label)


def _named(heads: tuple[str, ...]) -> str:
    return ", ".join(f"«{head}»" for head in heads)
