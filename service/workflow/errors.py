"""What the workflow refuses or fails at, each with the sentence a clerk reads; no HTTP here."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from service.archive.vault import FileAltered, FileMissing
from service.documents.pdf.errors import PdfBusy, PdfError
from service.formkit.labels import FieldErrors, Label
from service.store.errors import (
    DatabaseBusy,
    DatabaseNewer,
    DatabaseShut,
    DatabaseUnreachable,
    DiskFull,
    NotStored,
    SampleDataInUse,
)

__all__ = [
    "DatabaseBusy",
    "DatabaseShut",
    "DatabaseUnreachable",
    "DiskFull",
    "DocumentNotProved",
    "DossierUnsound",
    "FieldErrors",
    "FileAltered",
    "FileMissing",
    "MustChangePassword",
    "NotAllowed",
    "NotFound",
    "NotSignedIn",
    "PdfBusy",
    "PdfError",
    "ReasonMissing",
    "RemindedToday",
    "RuleRefuses",
    "SignInRefused",
    "SomebodyElse",
    "Stale",
    "TemplateUnusable",
    "TooManyTries",
    "WorkflowError",
    "WrongStage",
    "sentence_of",
    "waiting_helps",
]


class WorkflowError(Exception):
    """Something a person may not do or the service could not; `label` says what to do now."""

    label = Label(
        "Chưa làm được việc này. Vui lòng thử lại.", "This was not done. Please try again."
    )
    is_noted = False
    """True when the security log has it already."""

    def __init__(self, label: Label | None = None) -> None:
        if label is not None:
            self.label = label
        super().__init__(self.label.vi)


class NotSignedIn(WorkflowError):
    """Nobody is signed in here, or the session has ended."""

    label = Label(
        "Phiên làm việc đã hết. Vui lòng đăng nhập lại.", "The session has ended. Please sign in."
    )


class SignInRefused(WorkflowError):
    """Name and password do not go together, or the account is closed."""

    label = Label(
        "Tên đăng nhập hoặc mật khẩu chưa đúng. Vui lòng thử lại.",
        "User name or password is wrong. Please try again.",
    )


class TooManyTries(WorkflowError):
    """Too many failed tries; `seconds` says how long to wait."""

    def __init__(self, seconds: int) -> None:
        self.seconds = seconds
        minutes = max(1, round(seconds / 60))
        super().__init__(
            Label(
                f"Sai quá nhiều lần. Vui lòng đợi {minutes} phút rồi thử lại.",
                f"Too many wrong tries. Please wait {minutes} min and try again.",
            )
        )


class MustChangePassword(WorkflowError):
    """The password was set by the administrator and must be changed before anything else."""

    label = Label(
        "Vui lòng đổi mật khẩu trước khi làm việc.", "Please change your password before working."
    )


class NotAllowed(WorkflowError):
    """The person may see this but not do it; the sentence names the rule."""

    label = Label("Việc này thuộc thẩm quyền của người khác.", "This is for somebody else to do.")


class SomebodyElse(NotAllowed):
    """The page was opened by one person, and another is signed in by now."""

    label = Label(
        "Trang này do người khác mở. Vui lòng đăng nhập lại bằng tài khoản đã mở trang; "
        "nội dung đã nhập vẫn còn ở đây.",
        "Somebody else opened this page. Please sign in again as who opened it; "
        "what was typed is still here.",
    )


class NotFound(WorkflowError):
    """There is no such thing, or none that this person may see.

    `hidden` is the id asked for where somebody else may see one: the security log keeps that.
    """

    label = Label(
        "Không tìm thấy nội dung này. Vui lòng kiểm tra đường dẫn.",
        "Nothing was found here. Please check the address.",
    )

    def __init__(self, label: Label | None = None, *, hidden: str = "") -> None:
        super().__init__(label)
        self.hidden = hidden


@contextmanager
def looking_up(hidden: str = "") -> Iterator[None]:
    """Say NotFound for what the store has not; `hidden` is what was asked for."""
    try:
        yield
    except NotStored as error:
        raise NotFound(hidden=hidden) from error


class PutAside(NotFound):
    """One's own draft that is open no more (bản nháp đã bỏ): what was typed is kept, and where."""

    label = Label(
        "Bản nháp này đã được bỏ ở nơi khác, hoặc hồ sơ đã chuyển bước. Nội dung đã gõ vẫn còn: "
        "vui lòng lấy lại ở mục «Bản nháp đã bỏ» của trang Việc của tôi.",
        "This draft was discarded elsewhere, or its record moved on. What was typed is kept: "
        "please take it back under “Discarded drafts” on the page My work.",
    )


class ReasonMissing(WorkflowError):
    """A correction needs its reason (obligation: issued documents are frozen)."""

    label = Label(
        "Vui lòng ghi lý do trước khi đính chính.",
        "Please write the reason of the correction.",
    )


class RemindedToday(WorkflowError):
    """Everybody the record waits for was reminded of it today already."""

    label = Label(
        "Hôm nay đã nhắc rồi; mỗi việc chỉ nhắc một lần một ngày. Vui lòng gửi lại vào ngày mai.",
        "The reminder went out today already, once a day is all. Please ask again tomorrow.",
    )


class RuleRefuses(WorkflowError):
    """The procedure does not allow this now; the sentence names the rule and its clause."""


class WrongStage(WorkflowError):
    """The record has moved on: the move does not start at the stage where it stands now."""


class Stale(WorkflowError):
    """Somebody changed it meanwhile: `typed` is this person's text, `current` what stands now."""

    label = Label(
        "Người khác vừa lưu nội dung này. Vui lòng so sánh hai bản rồi chọn một.",
        "Somebody else has just saved this. Please compare both texts and choose.",
    )

    def __init__(
        self, typed: Mapping[str, Any], current: Mapping[str, Any], current_version: int
    ) -> None:
        super().__init__()
        self.typed, self.current, self.current_version = typed, current, current_version


class DocumentNotProved(WorkflowError):
    """The Word file did not read back as the answers: nothing was issued."""

    label = Label(
        "Tệp Word vừa tạo không khớp nội dung đã nhập nên chưa được phát hành. "
        "Vui lòng báo quản trị viên.",
        "The Word file did not match what was typed, so nothing was issued. "
        "Please tell the administrator.",
    )


class DossierUnsound(WorkflowError):
    """A file of the dossier is missing or was altered; the sentence names it."""


class TemplateUnusable(WorkflowError):
    """The form's Word template is corrupted; the other forms work."""

    def __init__(self, code: str, reason: Label) -> None:
        super().__init__(
            Label(
                f"Mẫu Word của {code} bị hỏng nên chưa tạo được văn bản: {reason.vi} "
                "Vui lòng báo quản trị viên.",
                f"The Word template of {code} is broken: {reason.en} "
                "Please tell the administrator.",
            )
        )


_STORE_SENTENCES: dict[type[Exception], Label] = {
    DatabaseBusy: Label(
        "Hệ thống đang bận. Vui lòng thử lại sau ít giây; nội dung đã nhập vẫn còn.",
        "The system is busy. Please try again in a few seconds; what you typed is kept.",
    ),
    DatabaseShut: Label(
        "Máy chủ không có quyền ghi cơ sở dữ liệu nên chưa lưu được. Vui lòng báo quản trị viên.",
        "The server may not write the database, so nothing was saved. "
        "Please tell the administrator.",
    ),
    DatabaseUnreachable: Label(
        "Chưa kết nối được cơ sở dữ liệu. Vui lòng thử lại sau ít phút.",
        "The database cannot be reached. Please try again in a few minutes.",
    ),
    DatabaseNewer: Label(
        "Cơ sở dữ liệu đã được một phiên bản mới hơn của CTCL nâng cấp. Vui lòng chạy phiên bản "
        "ấy, hoặc khôi phục bản sao lưu trước khi nâng cấp.",
        "A newer version of CTCL has upgraded the database. Please run that version, or restore "
        "the backup from before the upgrade.",
    ),
    DiskFull: Label(
        "Ổ đĩa của máy chủ đã đầy nên chưa lưu được. Vui lòng báo quản trị viên.",
        "The server's disk is full, so nothing was saved. Please tell the administrator.",
    ),
    FileAltered: Label(
        "Tệp trong kho văn bản đã bị thay đổi sau khi phát hành nên không giao ra. "
        "Vui lòng báo quản trị viên.",
        "The file in the vault was altered after it was issued, so it is not handed out. "
        "Please tell the administrator.",
    ),
    FileMissing: Label(
        "Không thấy tệp trong kho văn bản. Vui lòng báo quản trị viên.",
        "The file is not in the vault. Please tell the administrator.",
    ),
    SampleDataInUse: Label(
        "Có dữ liệu thật gắn với dữ liệu mẫu nên chưa xóa được. Vui lòng báo quản trị viên.",
        "Real data hangs on the sample data, so it was not removed. Please tell the administrator.",
    ),
}


def waiting_helps(error: Exception) -> bool:
    """Return whether the same may work in a moment; false where somebody must mend it first."""
    if isinstance(error, PdfError):
        return error.waiting_helps
    passing = isinstance(error, DatabaseBusy | DatabaseUnreachable)
    return passing and not isinstance(error, DatabaseShut)


def sentence_of(error: Exception) -> Label:
    """Return what to tell a person about any error named here; a general sentence otherwise."""
    for kind, label in _STORE_SENTENCES.items():
        if isinstance(error, kind):
            return label
    own = getattr(error, "label", None)
    return own if isinstance(own, Label) else WorkflowError.label
