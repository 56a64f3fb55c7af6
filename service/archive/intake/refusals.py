"""Why a file is not taken in: each reason with the sentence that says what to do instead."""

from enum import StrEnum

from service.formkit.labels import Label


class Reason(StrEnum):
    """What is wrong with a file."""

    EMPTY = "empty"
    TOO_LARGE = "too large"
    UNKNOWN = "unknown kind"
    MARKUP = "markup"
    PROGRAM = "program"
    ARCHIVE = "archive"
    OLD_OFFICE = "old office file"
    HEIC = "heic picture"
    ENCRYPTED = "encrypted"
    MACRO = "macro"
    OBJECT = "embedded object"
    REMOTE = "remote content"
    ACTIVE_PDF = "active pdf"
    ATTACHMENT = "attached file"
    BOMB = "bomb"
    NAMES = "unsafe names"
    TWO_KINDS = "two kinds at once"
    BROKEN = "broken"
    NOT_UTF8 = "not UTF-8"
    SHEET_NOT_UTF8 = "sheet not UTF-8"
    DDE = "dde"
    FIELD = "field"
    FORMULA = "formula"
    LINK = "link"
    PAGE_SIZE = "page size"


_SENTENCES = {
    Reason.EMPTY: Label(
        "Tệp không có nội dung. Vui lòng chọn tệp khác.",
        "The file is empty. Please choose another.",
    ),
    Reason.TOO_LARGE: Label(
        "Chỉ nhận tệp tới 25 MB. Vui lòng giảm độ phân giải hoặc chia thành nhiều tệp.",
        "Files up to 25 MB are taken. Please lower the resolution of this one or split it.",
    ),
    Reason.UNKNOWN: Label(
        "Chỉ nhận PDF, Word .docx, Excel .xlsx, PowerPoint .pptx, OpenDocument, ảnh JPEG, PNG, "
        "TIFF, WebP và tệp chữ .txt, .csv. Vui lòng lưu tệp sang một trong các dạng này.",
        "Taken are PDF, Word .docx, Excel .xlsx, PowerPoint .pptx, OpenDocument, JPEG, PNG, TIFF "
        "and WebP pictures, and .txt or .csv text. Please save the file as one of these.",
    ),
    Reason.MARKUP: Label(
        "Trang web (HTML), SVG và XML không được nhận. Vui lòng in trang ra PDF rồi gửi tệp PDF.",
        "Web pages (HTML), SVG and XML are not taken. Please print the page to PDF and send that.",
    ),
    Reason.PROGRAM: Label(
        "Đây là chương trình hoặc tệp lệnh nên không được nhận. "
        "Vui lòng chụp ảnh màn hình hoặc in ra PDF.",
        "This is a program or a script, so it is not taken. "
        "Please send a screenshot or print it to PDF.",
    ),
    Reason.ARCHIVE: Label(
        "Tệp nén (.zip, .rar, .7z) không được nhận. Vui lòng giải nén rồi gửi từng tệp bên trong.",
        "Archives (.zip, .rar, .7z) are not taken. Please unpack it and send the files one by one.",
    ),
    Reason.OLD_OFFICE: Label(
        "Đây là tệp Office đời cũ (.doc, .xls, .ppt) hoặc thư .msg. Vui lòng mở tệp, chọn "
        "Lưu thành (Save As) dạng .docx, .xlsx, .pptx hoặc PDF rồi gửi lại.",
        "This is an old Office file (.doc, .xls, .ppt) or a .msg letter. Please open it, choose "
        "Save As .docx, .xlsx, .pptx or PDF, and send that.",
    ),
    Reason.HEIC: Label(
        "Ảnh HEIC của điện thoại có máy không mở được. Vui lòng lưu ảnh thành JPEG rồi gửi lại.",
        "Not every computer opens a phone's HEIC picture. Please save it as JPEG and send that.",
    ),
    Reason.ENCRYPTED: Label(
        "Tệp có mật khẩu hoặc bị khóa quyền nên sau này không chắc mở được. "
        "Vui lòng bỏ mật khẩu rồi gửi lại.",
        "The file is protected by a password, so it may not open in years to come. "
        "Please remove the protection and send it again.",
    ),
    Reason.MACRO: Label(
        "Tệp có macro. Vui lòng lưu lại không kèm macro (.docx, .xlsx, .pptx hoặc PDF) rồi gửi.",
        "The file holds macros. Please save it without macros, or as PDF, and send that.",
    ),
    Reason.OBJECT: Label(
        "Trong tệp có nhúng đối tượng (OLE, ActiveX hoặc chương trình). "
        "Vui lòng bỏ đối tượng đó hoặc lưu thành PDF rồi gửi lại.",
        "An object (OLE, ActiveX or a program) is embedded in the file. "
        "Please remove it or save the file as PDF and send that.",
    ),
    Reason.REMOTE: Label(
        "Tệp tự lấy nội dung từ máy khác khi mở. "
        "Vui lòng ngắt liên kết hoặc lưu thành PDF rồi gửi lại.",
        "The file fetches content from another computer when opened. "
        "Please break the link or save the file as PDF and send that.",
    ),
    Reason.ACTIVE_PDF: Label(
        "Tệp PDF có lệnh tự chạy (JavaScript, mở chương trình hay tệp khác, gửi biểu mẫu). "
        "Vui lòng in lại ra PDF rồi gửi.",
        "The PDF runs commands (JavaScript, starting a program or file, sending a form). "
        "Please print it to PDF again and send that.",
    ),
    Reason.ATTACHMENT: Label(
        "Trong tệp PDF có tệp đính kèm. Vui lòng gửi riêng từng tệp và in lại PDF không kèm tệp.",
        "Files are attached inside the PDF. Please send them one by one, and print the PDF again.",
    ),
    Reason.BOMB: Label(
        "Tệp phình ra quá lớn khi mở nên không được nhận. Vui lòng lưu lại tệp hoặc lưu thành PDF.",
        "The file swells far too much when opened. Please save it anew, or as PDF.",
    ),
    Reason.NAMES: Label(
        "Tên bên trong tệp trỏ ra ngoài tệp hoặc trùng nhau. Vui lòng lưu lại tệp rồi gửi.",
        "Names inside the file lead out of it or stand twice. Please save the file anew.",
    ),
    Reason.TWO_KINDS: Label(
        "Tệp vừa là loại này vừa là loại khác (có nội dung ghép thêm). Vui lòng lưu lại rồi gửi.",
        "The file is of two kinds at once (something is joined to it). Please save it anew.",
    ),
    Reason.BROKEN: Label(
        "Tệp bị hỏng hoặc không đúng với loại của nó. Vui lòng mở thử, lưu lại rồi gửi.",
        "The file is damaged or not what it says it is. Please open it, save it anew and send it.",
    ),
    Reason.NOT_UTF8: Label(
        "Tệp chữ phải ở bảng mã UTF-8. Vui lòng lưu lại với Encoding là UTF-8 rồi gửi.",
        "A text file must be in UTF-8. Please save it again with encoding UTF-8.",
    ),
    Reason.SHEET_NOT_UTF8: Label(
        "Tệp .csv không ở bảng mã UTF-8 nên chữ Việt hoặc các cột sẽ lỗi khi mở. Vui lòng mở bằng "
        "Excel, chọn Lưu thành (Save As) loại «CSV UTF-8 (*.csv)» hoặc «Excel Workbook (*.xlsx)» "
        "rồi gửi tệp vừa lưu.",
        "The .csv is not in UTF-8, so its letters or columns would be wrong once opened. Please "
        "open it in Excel, choose Save As “CSV UTF-8 (*.csv)” or “Excel Workbook (*.xlsx)” and "
        "send the file so saved.",
    ),
    Reason.DDE: Label(
        "Trong tệp có ô hoặc trường gọi chương trình khác (DDE). Vui lòng bỏ chỗ đó rồi gửi lại.",
        "A cell or field of the file calls another program (DDE). Please remove it and send again.",
    ),
    Reason.FIELD: Label(
        "Trong tệp Word có trường (field) lấy nội dung từ tệp khác hoặc không rõ làm gì. Vui lòng "
        "chọn tất cả (Ctrl+A), bấm Ctrl+Shift+F9 để đổi trường thành chữ, rồi lưu và gửi lại.",
        "A field of the Word file fetches another file, or it is not known what it does. Please "
        "select all (Ctrl+A), press Ctrl+Shift+F9 to turn fields into text, save and send again.",
    ),
    Reason.FORMULA: Label(
        "Trong bảng tính có công thức lấy dữ liệu từ tệp hoặc máy khác. "
        "Vui lòng dán lại các ô đó thành giá trị (Paste Values) rồi gửi.",
        "A formula of the sheet fetches data from another file or computer. "
        "Please paste those cells as values and send it again.",
    ),
    Reason.LINK: Label(
        "Trong tệp có liên kết tới tệp hoặc thư mục khác. Vui lòng bỏ liên kết đó (chỉ giữ liên "
        "kết http, https, thư điện tử) hoặc lưu thành PDF rồi gửi lại.",
        "The file links to another file or folder. Please remove that link (web and mail links may "
        "stay) or save the file as PDF and send that.",
    ),
    Reason.PAGE_SIZE: Label(
        "Trang PDF lớn hơn khổ mà định dạng PDF cho phép (mỗi cạnh 5,08 m). "
        "Vui lòng in lại ra PDF khổ A4 hoặc A3 rồi gửi.",
        "A page is larger than the PDF format allows (5.08 m a side). "
        "Please print it to PDF again in A4 or A3 and send that.",
    ),
}


class FileRefused(Exception):
    """A file that is not taken in; `label` says why and what to do."""

    def __init__(self, reason: Reason) -> None:
        self.reason = reason
        self.label = _SENTENCES[reason]
        super().__init__(reason.value)
