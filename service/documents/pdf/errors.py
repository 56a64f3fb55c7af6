"""What can go wrong between a Word file and its PDF, each with a sentence for the clerk."""

from collections.abc import Sequence
from typing import Self

from service.formkit.labels import Label

_WORD_STILL_WORKS = Label(
    "Tệp Word vẫn tải về được bình thường.", "The Word file can still be downloaded."
)


class PdfError(Exception):
    """A PDF was not made; `label` says why and what to do, in both languages.

    `waiting_helps` is false where the same would fail again until somebody mends it.
    """

    waiting_helps = True

    def __init__(self, vi: str, en: str) -> None:
        self.label = Label(
            f"{vi} {_WORD_STILL_WORKS.vi}",
            f"{en} {_WORD_STILL_WORKS.en}",
        )
        super().__init__(self.label.vi)


class PdfUnavailable(PdfError):
    """LibreOffice is not installed completely, does not start or keeps dying."""

    @classmethod
    def lacking(cls, parts: Sequence[str]) -> Self:
        """Return the error that names the Debian packages this machine lacks."""
        names = ", ".join(parts)
        error = cls(
            f"Chưa tạo được bản PDF vì máy chủ còn thiếu: {names}. "
            "Vui lòng báo quản trị viên cài đặt thêm.",
            f"The PDF cannot be made because the server lacks: {names}. "
            "Please ask the administrator to install it.",
        )
        error.waiting_helps = False
        return error

    @classmethod
    def died(cls) -> Self:
        """Return the error for a LibreOffice that ended by itself twice in a row."""
        return cls(
            "Chưa tạo được bản PDF vì LibreOffice dừng đột ngột hai lần liền. "
            "Vui lòng thử lại sau ít phút; nếu vẫn lỗi, vui lòng báo quản trị viên.",
            "The PDF could not be made because LibreOffice stopped twice in a row. "
            "Please try again in a few minutes; if it still fails, please tell the administrator.",
        )

    @classmethod
    def stopped(cls) -> Self:
        """Return the error for a request that came while the service was being stopped."""
        return cls(
            "Chưa tạo được bản PDF vì dịch vụ đang dừng. Vui lòng thử lại sau ít phút.",
            "The PDF could not be made because the service is stopping. "
            "Please try again in a few minutes.",
        )


class PdfBusy(PdfError):
    """So many are waiting for a PDF that another would keep the service from its other work."""

    def __init__(self) -> None:
        super().__init__(
            "Nhiều người đang cùng tạo bản PDF. Vui lòng thử lại sau ít giây.",
            "Many people are making PDFs at once. Please try again in a few seconds.",
        )


class PdfTimedOut(PdfError):
    """LibreOffice did not finish within the limit, twice."""

    def __init__(self, seconds: float) -> None:
        super().__init__(
            f"Việc tạo bản PDF kéo dài quá {seconds:g} giây nên đã được dừng lại. "
            "Vui lòng thử lại sau ít phút; nếu vẫn lỗi, vui lòng báo quản trị viên.",
            f"Making the PDF took more than {seconds:g} seconds and was stopped. "
            "Please try again in a few minutes; if it still fails, please tell the administrator.",
        )


class PdfRefused(PdfError):
    """The file is not one that LibreOffice may be given, or LibreOffice cannot read it."""

    waiting_helps = False

    @classmethod
    def empty(cls) -> Self:
        """Return the error for a file of 0 bytes, which LibreOffice would print as a blank page."""
        return cls(
            "Tệp rỗng (0 byte) nên không tạo được bản PDF. Vui lòng chọn lại tệp.",
            "The file is empty (0 bytes), so no PDF was made. Please choose the file again.",
        )

    @classmethod
    def not_word(cls) -> Self:
        """Return the error for bytes that are no Word document, whatever their name says."""
        return cls(
            "Tệp không phải là văn bản Word (.docx) nguyên vẹn nên không tạo được bản PDF. "
            "Vui lòng mở tệp bằng Word, lưu lại dạng .docx rồi thử lại.",
            "The file is not a sound Word document (.docx), so no PDF was made. "
            "Please open it in Word, save it as .docx and try again.",
        )

    @classmethod
    def points_outside(cls, target: str) -> Self:
        """Return the error for a document that would fetch something from elsewhere."""
        shown = target[:200]
        return cls(
            f"Văn bản lấy nội dung từ nơi khác ({shown}) nên không được chuyển sang PDF. "
            "Vui lòng chèn thẳng nội dung đó vào văn bản rồi thử lại.",
            f"The document takes content from elsewhere ({shown}), so no PDF was made. "
            "Please put that content into the document itself and try again.",
        )

    @classmethod
    def unreadable(cls) -> Self:
        """Return the error for a document that LibreOffice opens neither time."""
        return cls(
            "LibreOffice không đọc được văn bản này nên không tạo được bản PDF. "
            "Vui lòng mở tệp bằng Word để kiểm tra rồi thử lại.",
            "LibreOffice cannot read this document, so no PDF was made. "
            "Please check the file in Word and try again.",
        )
