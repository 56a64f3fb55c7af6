"""Why a file cannot be read as an Excel sheet: each reason with the sentence that helps."""

from enum import Enum

from service.formkit.labels import Label

_SAVE_AS = (
    " Vui lòng mở tệp bằng Excel, chọn Tệp > Lưu thành (File > Save As), chọn loại "
    "«Excel Workbook (*.xlsx)» rồi nhập tệp vừa lưu.",
    " Please open it in Excel, choose File > Save As, the kind “Excel Workbook (*.xlsx)”, "
    "and send the file so saved.",
)


def _save_as(vi: str, en: str) -> Label:
    return Label(vi + _SAVE_AS[0], en + _SAVE_AS[1])


class SheetReason(Enum):
    """What is wrong with a file that should be an Excel sheet, and what helps."""

    BROKEN = Label(
        "Không đọc được tệp Excel. Vui lòng mở thử bằng Excel, lưu lại rồi nhập.",
        "The Excel file cannot be read. Please open it in Excel, save it anew and send it.",
    )
    TOO_FULL = Label(
        "Trang tính có quá nhiều ô, kể cả ô trống đã kẻ khung, nên chưa đọc. "
        "Vui lòng chép các dòng có chữ sang một tệp Excel mới.",
        "The sheet has too many cells, bordered empty ones included, so it was not read. "
        "Please copy the rows with text into a new Excel file.",
    )
    PASSWORD = Label(
        "Tệp Excel có mật khẩu nên không đọc được. Vui lòng mở tệp, vào Tệp > Thông tin > Bảo vệ "
        "sổ làm việc > Mã hóa bằng mật khẩu (File > Info > Protect Workbook > Encrypt with "
        "Password), xóa trống mật khẩu, lưu lại rồi nhập.",
        "The Excel file is protected by a password, so it cannot be read. Please open it, go to "
        "File > Info > Protect Workbook > Encrypt with Password, clear the password, save it and "
        "send it again.",
    )
    OLD_EXCEL = _save_as("Đây là tệp Excel đời cũ (.xls).", "This is an old Excel file (.xls).")
    BINARY = _save_as("Đây là sổ làm việc nhị phân (.xlsb).", "This is a binary workbook (.xlsb).")
    OPEN_DOCUMENT = _save_as(
        "Đây là bảng tính OpenDocument (.ods).", "This is an OpenDocument spreadsheet (.ods)."
    )
    PAGE = _save_as(
        "Tệp mang tên Excel nhưng bên trong là trang web hoặc XML do phần mềm khác xuất ra.",
        "The file is called Excel, but inside is a web page or XML that another program wrote.",
    )
    NO_SHEET = Label(
        "Tệp này không phải bảng tính (là tệp Word, PowerPoint, PDF hoặc ảnh). Vui lòng chép bảng "
        "sang một tệp Excel mới, lưu thành «Excel Workbook (*.xlsx)» rồi nhập tệp đó.",
        "This file is no sheet but a Word, PowerPoint, PDF or picture file. Please copy its table "
        "into a new Excel file, save it as “Excel Workbook (*.xlsx)” and send that file.",
    )
    TEXT = Label(
        "Đây là tệp chữ (.csv, .txt), không phải tệp Excel .xlsx. Vui lòng mở Excel, chọn "
        "Dữ liệu > Từ văn bản/CSV (Data > From Text/CSV) với bảng mã 65001: Unicode (UTF-8) để "
        "chữ Việt không lỗi, lưu thành «Excel Workbook (*.xlsx)» rồi nhập tệp vừa lưu.",
        "This is a text file (.csv, .txt), no Excel .xlsx. Please open Excel, choose Data > From "
        "Text/CSV with the encoding 65001: Unicode (UTF-8), save it as “Excel Workbook (*.xlsx)” "
        "and send that file.",
    )


class SheetRefused(Exception):
    """A file that is not read as a sheet; `label` says why and what to do."""

    def __init__(self, reason: SheetReason) -> None:
        self.reason = reason
        self.label = reason.value
        super().__init__(reason.name)


class HeadsNotFound(Exception):
    """No sheet that is shown has a row with all heads asked for.

    `row` is the row that has most of them, of the sheet `sheet`; 0 where no row has any. `missing`
    are the titles it lacks, `hidden` those of them whose column is hidden.
    """

    def __init__(
        self, missing: tuple[str, ...], sheet: str, row: int, hidden: tuple[str, ...] = ()
    ) -> None:
        self.missing, self.sheet, self.row, self.hidden = missing, sheet, row, hidden
        super().__init__(f"{sheet} {row}: {', '.join(missing)}")
