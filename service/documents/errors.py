"""What can be wrong with a template, a rendering or a file handed back, in words for a clerk."""

from service.formkit.labels import Label


class DocumentError(Exception):
    """Something about a Word file is wrong; `label` says what it is and what to do."""

    def __init__(self, label: Label, *, field: str = "") -> None:
        super().__init__(label.vi)
        self.label, self.field = label, field


class TemplateBroken(DocumentError):
    """A template cannot be used: its file, the tag concerned and the reason are named."""

    def __init__(self, file: str, tag: str, reason: Label) -> None:
        where = f"«{tag}»: " if tag else ""
        super().__init__(
            Label(
                f"Tệp mẫu {file} bị lỗi. {where}{reason.vi}",
                f"The template {file} is broken. {where}{reason.en}",
            ),
            field=tag,
        )
        self.file, self.tag, self.reason = file, tag, reason


class ValueMissing(DocumentError):
    """A template asks for a name that the values do not have, or a list for an entry it lacks."""

    def __init__(self, reason: str) -> None:
        super().__init__(
            Label(
                f"Thiếu hoặc sai giá trị khi lập văn bản ({reason})."
                " Vui lòng kiểm tra cài đặt và dữ liệu.",
                f"A value is missing or not in its list ({reason})."
                " Please check the settings and the data.",
            )
        )


class DocumentMismatch(DocumentError):
    """The finished file does not say what it was asked to say, so it must not be issued."""

    def __init__(self, field: str, name: Label) -> None:
        super().__init__(
            Label(
                f"Văn bản vừa lập không ghi đúng «{name.vi}» nên chưa được phát hành."
                " Vui lòng báo Thư ký ISO kiểm tra tệp mẫu.",
                f"The new document does not say “{name.en}” as entered, so it was not issued."
                " Please ask the ISO secretary to check the template.",
            ),
            field=field,
        )


class UnreadableDocument(DocumentError):
    """A Word file handed back cannot be read as a filled form."""


class NotADocument(UnreadableDocument):
    """The file is no Word document, or one that cannot be opened safely."""

    sentence = Label(
        "Tệp này không phải là tệp Word (.docx) đọc được. Vui lòng chọn tệp .docx do hệ thống lập.",
        "This is not a readable Word file (.docx). Please choose a .docx made by this service.",
    )

    def __init__(self) -> None:
        super().__init__(self.sentence)


class DocumentLocked(NotADocument):
    """The file is locked with a password."""

    sentence = Label(
        "Tệp Word có mật khẩu nên không đọc được. Vui lòng mở tệp, bỏ mật khẩu (Tệp, Thông tin,"
        " Bảo vệ tài liệu), lưu lại rồi gửi.",
        "The Word file is locked with a password. Please open it, remove the password (File, Info,"
        " Protect Document), save it and send it again.",
    )


class OldDocument(NotADocument):
    """The file is of Word before 2007, or RTF."""

    sentence = Label(
        "Đây là tệp Word đời cũ (.doc, .rtf). Vui lòng mở tệp, chọn Lưu thành (Save As) dạng .docx"
        " rồi gửi lại.",
        "This is an old Word file (.doc, .rtf). Please open it, choose Save As .docx and send"
        " that.",
    )


class FormUnknown(UnreadableDocument):
    """The file is a Word document, but not one of our forms."""

    sentence = Label(
        "Tệp Word này không phải là biểu mẫu của hệ thống. Vui lòng chọn tệp được lập từ biểu mẫu.",
        "This Word file is none of the service's forms. Please choose a file made from a form.",
    )

    def __init__(self) -> None:
        super().__init__(self.sentence)


class FormsAlike(UnreadableDocument):
    """The file has lost its form's code, and its controls fit two forms."""

    def __init__(self, codes: tuple[str, ...]) -> None:
        vi, en = " và ".join(codes), " and ".join(codes)
        super().__init__(
            Label(
                f"Tệp Word không còn ghi mã biểu mẫu, và các ô của tệp hợp với cả {vi}. Vui lòng mở"
                " tệp trong Word, vào Tệp, Thông tin, ghi mã biểu mẫu vào mục Chủ đề (Subject) rồi"
                " lưu lại.",
                f"The Word file no longer says its form's code, and its controls fit {en}. Please"
                " open it in Word, write the code into the property Subject (File, Info) and save"
                " it.",
            )
        )


class ControlsGone(UnreadableDocument):
    """Content controls are missing; LibreOffice 7.4 drops every one of them on saving."""

    def __init__(self, field: str = "", name: Label | None = None) -> None:
        which = Label("các ô nhập", "the content controls")
        if name is not None:
            which = Label(f"ô «{name.vi}»", f"the control “{name.en}”")
        super().__init__(
            Label(
                f"Tệp Word không còn {which.vi} nên không đọc lại được (LibreOffice 7.4 xóa các ô"
                " nhập khi lưu). Vui lòng sửa tệp gốc bằng Microsoft Word.",
                f"The Word file has lost {which.en} and cannot be read back (LibreOffice 7.4 drops"
                " the controls when it saves). Please edit the original file in Microsoft Word.",
            ),
            field=field,
        )


class FieldUnreadable(UnreadableDocument):
    """One field of the file contradicts itself; nothing is guessed."""

    sentence = Label("«{name}» không đọc được.", "“{name}” cannot be read.")

    def __init__(self, field: str, name: Label) -> None:
        vi, en = self.sentence.vi.format(name=name.vi), self.sentence.en.format(name=name.en)
        super().__init__(Label(vi, en), field=field)


class BoxDisagrees(FieldUnreadable):
    """A box is ticked on paper but not in the control, or the other way round."""

    sentence = Label(
        "Ô đánh dấu «{name}» in ra và ghi nhận khác nhau. Vui lòng bấm lại vào ô trong Word.",
        "The box “{name}” is printed and recorded differently. Please click it again in Word.",
    )


class TwoBoxesTicked(FieldUnreadable):
    """More than one box of a choice is ticked."""

    sentence = Label(
        "«{name}» có hơn một ô được đánh dấu. Vui lòng chỉ đánh dấu một ô.",
        "“{name}” has more than one box ticked. Please tick only one.",
    )


class DateDisagrees(FieldUnreadable):
    """The date printed is not the date recorded in the control; the print is what was signed."""

    sentence = Label(
        "Ngày «{name}» in ra khác ngày ghi nhận trong ô. Vui lòng chọn lại ngày trong Word.",
        "The date “{name}” is printed and recorded differently. Please pick it again in Word.",
    )


class DateUnreadable(FieldUnreadable):
    """What is printed in a date's or moment's place is no date."""

    sentence = Label(
        "«{name}» không phải là ngày đọc được. Vui lòng viết ngày/tháng/năm.",
        "“{name}” is not a readable date. Please write day/month/year.",
    )


class NumberUnreadable(FieldUnreadable):
    """What is printed in a whole number's place is none."""

    sentence = Label(
        "«{name}» không phải là số. Vui lòng ghi bằng chữ số.",
        "“{name}” is not a number. Please write it in digits.",
    )


class ChoiceUnknown(FieldUnreadable):
    """What is printed in a list's place is none of its entries."""

    sentence = Label(
        "«{name}» không có trong danh sách. Vui lòng chọn một mục của danh sách.",
        "“{name}” is not in its list. Please choose one of its entries.",
    )


class CopiesDiffer(FieldUnreadable):
    """An answer printed twice does not read the same in both places."""

    sentence = Label(
        "«{name}» in ở hai chỗ nhưng không giống nhau. Vui lòng sửa cho khớp.",
        "“{name}” is printed twice and the two differ. Please make them agree.",
    )
