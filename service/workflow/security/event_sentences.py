"""What the lines of the security log say, a sentence a kind: page, API and Excel read it here."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from service.formkit.labels import Label


@dataclass(frozen=True)
class Kind:
    """A kind of line: what it is called in the filter, and the sentence its payload fills.

    `where` has other sentences, by a name of the payload with which each is told instead.
    """

    name: Label
    sentence: Label
    where: Mapping[str, Label] = field(default_factory=dict)

    def told_of(self, payload: Mapping[str, object]) -> Label:
        """Return the sentence for what a line says."""
        return next((self.where[name] for name in self.where if payload.get(name)), self.sentence)


def _kind(name: str, name_en: str, sentence: str, sentence_en: str) -> Kind:
    return Kind(Label(name, name_en), Label(sentence, sentence_en))


PERSON = "{person} ({username})"
KINDS: Mapping[str, Kind] = {
    "signed_in": _kind("Đăng nhập", "Signed in", "Đăng nhập.", "Signed in."),
    "sign_in_refused": _kind(
        "Đăng nhập bị từ chối",
        "Sign-in refused",
        "Đăng nhập bị từ chối; tên đã gõ: «{name}».",
        "Sign-in refused; name typed: “{name}”.",
    ),
    "held_up": _kind(
        "Tạm khóa vì sai nhiều lần",
        "Held up after too many tries",
        "Tạm khóa 15 phút vì sai mật khẩu quá nhiều lần; tên đã gõ: «{name}».",
        "Held up for 15 minutes after too many wrong passwords; name typed: “{name}”.",
    ),
    "too_many_asked": _kind(
        "Hỏi lịch quá nhiều lần",
        "Calendar asked for too often",
        "Từ chối một phút vì địa chỉ này hỏi lịch cá nhân quá nhiều lần.",
        "Refused for a minute: this address asked for personal calendars too often.",
    ),
    "password_changed": _kind(
        "Tự đổi mật khẩu", "Own password changed", "Tự đổi mật khẩu.", "Changed their own password."
    ),
    "password_refused": _kind(
        "Mật khẩu hiện tại chưa đúng",
        "Present password wrong",
        "Gõ mật khẩu hiện tại chưa đúng khi đổi mật khẩu hoặc tạo mã truy cập.",
        "Typed a wrong present password when changing it or making a token.",
    ),
    "password_reset": _kind(
        "Đặt lại mật khẩu",
        "Password reset",
        f"Đặt lại mật khẩu của {PERSON}.",
        f"Reset the password of {PERSON}.",
    ),
    "person_added": _kind(
        "Thêm người dùng",
        "Person added",
        f"Thêm người dùng {PERSON}: {{title}}, {{unit}}.",
        f"Added {PERSON}: {{title}}, {{unit}}.",
    ),
    "people_imported": _kind(
        "Nhập người dùng từ Excel",
        "People imported",
        "Nhập {count} người dùng từ tệp Excel.",
        "Imported {count} people from an Excel sheet.",
    ),
    "person_changed": _kind(
        "Sửa người dùng", "Person changed", f"Sửa người dùng {PERSON}.", f"Changed {PERSON}."
    ),
    "person_closed": _kind(
        "Ngừng tài khoản",
        "Account closed",
        f"Ngừng sử dụng tài khoản của {PERSON}.",
        f"Closed the account of {PERSON}.",
    ),
    "person_reopened": _kind(
        "Mở lại tài khoản",
        "Account reopened",
        f"Mở lại tài khoản của {PERSON}.",
        f"Reopened the account of {PERSON}.",
    ),
    "role_given": _kind(
        "Giao vai trò",
        "Role given",
        f"Giao vai trò {{role}} cho {PERSON}.",
        f"Gave the role {{role}} to {PERSON}.",
    ),
    "role_taken": _kind(
        "Thôi vai trò",
        "Role taken",
        f"Thôi giao vai trò {{role}} cho {PERSON}.",
        f"Took the role {{role}} from {PERSON}.",
    ),
    "head_moved": _kind(
        "Chuyển Trưởng đơn vị",
        "Head moved",
        f"{PERSON} nay là Trưởng đơn vị của {{unit}}.",
        f"{PERSON} is now head of {{unit}}.",
    ),
    "own_role_refused": _kind(
        "Tự giao vai trò bị từ chối",
        "Own role refused",
        "Tự giao vai trò cho mình bị từ chối: {roles} {unit}.",
        "Giving oneself a role was refused: {roles} {unit}.",
    ),
    "unit_added": _kind(
        "Thêm đơn vị",
        "Unit added",
        "Thêm đơn vị {unit} ({abbreviation}).",
        "Added the unit {unit} ({abbreviation}).",
    ),
    "unit_changed": _kind(
        "Sửa đơn vị", "Unit changed", "Sửa đơn vị {unit}.", "Changed the unit {unit}."
    ),
    "unit_closed": _kind(
        "Ngừng đơn vị",
        "Unit closed",
        "Ngừng sử dụng đơn vị {unit}.",
        "Closed the unit {unit}.",
    ),
    "unit_reopened": _kind(
        "Dùng lại đơn vị", "Unit reopened", "Dùng lại đơn vị {unit}.", "Reopened the unit {unit}."
    ),
    "settings_changed": _kind(
        "Sửa tên cơ quan trên văn bản",
        "Letterhead changed",
        "Sửa tên cơ quan và cài đặt trên văn bản.",
        "Changed the letterhead and the settings of papers.",
    ),
    "rules_changed": _kind(
        "Sửa quy tắc nhắc việc, báo động",
        "Rules changed",
        "Sửa quy tắc của cơ quan (nhắc việc, báo động).",
        "Changed the office's rules (reminders, alarms).",
    ),
    "day_off_set": _kind(
        "Sửa lịch làm việc",
        "Working calendar changed",
        "Đặt ngoại lệ của lịch làm việc cho ngày {day}.",
        "Set an exception of the working calendar for {day}.",
    ),
    "day_off_gone": _kind(
        "Bỏ ngoại lệ của lịch",
        "Calendar exception removed",
        "Bỏ ngoại lệ của lịch làm việc ngày {day}.",
        "Removed the exception of the working calendar on {day}.",
    ),
    "category_added": _kind(
        "Thêm nhóm nội dung",
        "Category added",
        "Thêm nhóm nội dung «{category}».",
        "Added the category “{category}”.",
    ),
    "category_changed": _kind(
        "Sửa nhóm nội dung",
        "Category changed",
        "Sửa nhóm nội dung «{category}».",
        "Changed the category “{category}”.",
    ),
    "series_started": _kind(
        "Đặt số bắt đầu",
        "Series started",
        "Cho dãy số {series} năm {year} bắt đầu từ {first}.",
        "Started the series {series} of {year} at {first}.",
    ),
    "token_made": _kind(
        "Tạo mã truy cập",
        "API token made",
        "Tạo mã truy cập «{label}».",
        "Made the API token “{label}”.",
    ),
    "token_ended": _kind(
        "Thu hồi mã truy cập",
        "API token ended",
        "Thu hồi mã truy cập «{label}».",
        "Ended the API token “{label}”.",
    ),
    "feed_made": _kind(
        "Tạo địa chỉ lịch",
        "Calendar address made",
        "Tạo địa chỉ lịch cá nhân.",
        "Made a calendar address.",
    ),
    "feed_ended": _kind(
        "Thu hồi địa chỉ lịch",
        "Calendar address ended",
        "Thu hồi địa chỉ lịch cá nhân.",
        "Ended the calendar address.",
    ),
    "delegated": _kind(
        "Ủy quyền",
        "Delegated",
        "{giver} ủy quyền cho {receiver} từ {from_day} đến {to_day}: {scope}.",
        "{giver} delegated to {receiver} from {from_day} to {to_day}: {scope}.",
    ),
    "delegation_revoked": _kind(
        "Thu hồi ủy quyền",
        "Delegation revoked",
        "{giver} thu hồi ủy quyền cho {receiver} từ {from_day} đến {to_day}: {scope}.",
        "{giver} revoked the delegation to {receiver} from {from_day} to {to_day}: {scope}.",
    ),
    "download": Kind(
        Label("Tải văn bản", "Download"),
        Label(
            "Tải {form} bản {version} của hồ sơ {record}.",
            "Took {form} version {version} of the record {record}.",
        ),
        where={
            "whole": Label("Tải toàn bộ hồ sơ {record}.", "Took the whole dossier of {record}."),
            "evidence": Label(
                "Tải bằng chứng số {evidence} của hồ sơ {record}.",
                "Took evidence number {evidence} of the record {record}.",
            ),
            "bundle": Label(
                "Tải {form} bản {version} của hồ sơ {record} trong một gói.",
                "Took {form} version {version} of the record {record} in a bundle.",
            ),
        },
    ),
    "refused": _kind(
        "Bị từ chối",
        "Refused",
        "Bị từ chối: {deed} {record}. {rule}",
        "Refused: {deed} {record}. {rule}",
    ),
    "file_refused": _kind(
        "Tệp bị từ chối",
        "File refused",
        "Tệp «{file}» gửi vào hồ sơ {record} bị từ chối: {rule}",
        "The file “{file}” sent to the record {record} was refused: {rule}",
    ),
    "sample_loaded": _kind(
        "Nạp dữ liệu mẫu",
        "Sample data loaded",
        "Nạp dữ liệu mẫu: {people} người dùng.",
        "Loaded the sample data: {people} people.",
    ),
    "sample_removed": _kind(
        "Xóa dữ liệu mẫu",
        "Sample data removed",
        "Xóa dữ liệu mẫu: {people} người dùng, {records} hồ sơ.",
        "Removed the sample data: {people} people, {records} records.",
    ),
}
OF_RIGHTS = ("role_given", "password_reset", "head_moved", "person_reopened")
"""What secretary and director are told of on their first page."""
