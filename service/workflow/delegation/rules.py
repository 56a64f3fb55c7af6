"""What a delegation must keep to (quy tắc ủy quyền): pure questions, each with its sentence.

Decree 30/2020/NĐ-CP, Article 13, and QT.CTCL 5.6: in writing, limited in time and content, and
never passed on.
"""

from collections.abc import Iterable, Iterator
from datetime import date

from service.formkit.labels import Label
from service.formkit.moves import Role
from service.store.people.persons import Person
from service.store.turns.delegations import Delegation
from service.workflow.actor import Actor
from service.workflow.choosable_people import takes_part_in_procedure

GIVEN_ROLES = (Role.DIRECTOR, Role.ISO_BOARD, Role.ISO_SECRETARY, Role.UNIT_HEAD)
"""The roles that may be given to somebody else for a time."""
AUTHORITIES = {
    "TUQ": Label("TUQ. (ký thừa ủy quyền)", "TUQ. (by delegation)"),
    "KT": Label("KT. (cấp phó ký thay)", "KT. (deputy, for the head)"),
    "TL": Label("TL. (ký thừa lệnh)", "TL. (by order)"),
}
"""What stands before the signer's title on paper (Article 13, clauses 3, 1 and 4)."""
LONGEST_SCOPE = 500
_DECREE = "Điều 13 Nghị định 30/2020/NĐ-CP"
_DECREE_EN = "Article 13 of Decree 30/2020/ND-CP"

PASSED_ON = Label(
    f"Người được ủy quyền không được ủy quyền lại cho người khác (khoản 3 {_DECREE}).",
    f"A delegate may not pass the delegation on (clause 3, {_DECREE_EN}).",
)
NOT_HELD = Label(
    "Anh/chị chỉ ủy quyền được vai trò do chính mình đang giữ: Giám đốc, Lãnh đạo Ban ISO, "
    f"Thư ký ISO hoặc Trưởng đơn vị (QT.CTCL mục 5.6; {_DECREE}).",
    "One may only delegate a role that one holds oneself: director, ISO board leader, ISO "
    f"secretary or unit head (QT.CTCL 5.6; {_DECREE_EN}).",
)
NOT_ONES_TURN = Label(
    "Chỉ người đang đến lượt xử lý phiếu theo vai trò của mình, hoặc Giám đốc là người tổ chức "
    "kiểm tra, được ủy quyền riêng phiếu này (QT.CTCL mục 5.6).",
    "Only whoever has this slip's turn by a role, or the director who verifies, may delegate this "
    "one slip (QT.CTCL 5.6).",
)
RECORD_ENDED = Label(
    "Hồ sơ này đã kết thúc nên không còn việc để ủy quyền (QT.CTCL mục 5.7).",
    "This record has ended, so nothing is left to delegate (QT.CTCL 5.7).",
)
NOTHING_CHOSEN = Label(
    f"Vui lòng chọn vai trò hoặc phiếu được ủy quyền: ủy quyền phải có nội dung cụ thể "
    f"(khoản 3 {_DECREE}).",
    f"Please choose one role or one slip: a delegation has a definite content "
    f"(clause 3, {_DECREE_EN}).",
)
NO_AUTHORITY = Label(
    f"Vui lòng chọn thẩm quyền ký TUQ., KT. hoặc TL. ({_DECREE}).",
    f"Please choose how the delegate signs: TUQ., KT. or TL. ({_DECREE_EN}).",
)
NO_RECEIVER = Label(
    "Danh sách không có người này. Vui lòng chọn người được ủy quyền trong danh sách.",
    "The list has no such person. Please choose the delegate from the list.",
)
NOT_ONESELF = Label(
    f"Người được ủy quyền phải khác người ủy quyền (khoản 3 {_DECREE}).",
    f"The delegate must be somebody else (clause 3, {_DECREE_EN}).",
)
RECEIVER_GONE = Label(
    "Người này đã ngừng sử dụng hệ thống nên không thể nhận ủy quyền (QT.CTCL mục 5.6).",
    "This person's account is closed, so nothing can be delegated to them (QT.CTCL 5.6).",
)
NO_PART_IN_PROCEDURE = Label(
    "Người này chỉ quản trị hệ thống, không tham gia quy trình, nên không thể nhận ủy quyền "
    "(QT.CTCL mục 5.6).",
    "This person only administers the system and has no part in the procedure, so nothing can be "
    "delegated to them (QT.CTCL 5.6).",
)
NO_DAY = Label(
    f"Vui lòng ghi ngày: ủy quyền phải có thời hạn (khoản 3 {_DECREE}).",
    f"Please write the day: a delegation is limited in time (clause 3, {_DECREE_EN}).",
)
BEFORE_TODAY = Label(
    "Ngày bắt đầu không được trước hôm nay: ủy quyền không tính ngược thời gian "
    f"(khoản 3 {_DECREE}).",
    f"The first day may not lie before today: nothing is delegated backwards "
    f"(clause 3, {_DECREE_EN}).",
)
ENDS_TOO_EARLY = Label(
    f"Ngày hết hạn phải từ ngày bắt đầu trở đi (khoản 3 {_DECREE}).",
    f"The last day must be on or after the first (clause 3, {_DECREE_EN}).",
)
TOO_LONG_A_TIME = Label(
    f"Thời hạn ủy quyền không quá 12 tháng (giới hạn thời gian, khoản 3 {_DECREE}).",
    f"A delegation lasts 12 months at most (limit in time, clause 3, {_DECREE_EN}).",
)
NO_SCOPE = Label(
    f"Vui lòng ghi nội dung được ủy quyền: ủy quyền phải giới hạn về nội dung (khoản 3 {_DECREE}).",
    f"Please write what is delegated: a delegation is limited in content (clause 3, {_DECREE_EN}).",
)
GIVEN_ALREADY = Label(
    "Nội dung này đã ủy quyền cho {name} từ {first} đến {last}; mỗi lúc chỉ một người nhận. Vui "
    f"lòng thu hồi hoặc chọn ngày khác (khoản 3 {_DECREE}).",
    "This is delegated to {name} from {first} to {last} already; one person at a time. Please "
    f"revoke that or choose other days (clause 3, {_DECREE_EN}).",
)

TOOK_PART = Label(
    "Người này đã tham gia phiếu. Anh/chị đã thực hiện phiếu này nên chỉ ủy quyền riêng được cho "
    "người không tham gia (QT.CTCL mục 5.6).",
    "This person took part in the slip. As you worked on it yourself, it can only be lent to "
    "somebody who took no part (QT.CTCL 5.6).",
)
NOT_YOURS_TO_REVOKE = Label(
    "Chỉ người đã ủy quyền được thu hồi việc ủy quyền ấy (QT.CTCL mục 5.6).",
    "Only who delegated may take the delegation back (QT.CTCL 5.6).",
)


def receiver_faults(receiver: Person, giver_id: int) -> Iterator[Label]:
    """Yield why this person may not receive it."""
    if receiver.id == giver_id:
        yield NOT_ONESELF
    elif not receiver.active:
        yield RECEIVER_GONE
    elif not takes_part_in_procedure(receiver):
        yield NO_PART_IN_PROCEDURE


def first_day_faults(first: date, today: date) -> Iterator[Label]:
    """Yield what is wrong with the first day."""
    if first < today:
        yield BEFORE_TODAY


def last_day_faults(first: date, last: date) -> Iterator[Label]:
    """Yield what is wrong with the last day."""
    if last < first:
        yield ENDS_TOO_EARLY
    elif (last.year, last.month, last.day) > (first.year + 1, first.month, first.day):
        yield TOO_LONG_A_TIME


def in_the_way(
    given: Iterable[Delegation], *, role: str | None, record_id: str | None, first: date, last: date
) -> Delegation | None:
    """Return the delegation of the same thing that shares a day with these, or None.

    A role and a single record are two things: one slip may be given apart while the role is away.
    """
    for each in given:
        same = (each.role, each.record_id) == (role, record_id)
        if same and not each.revoked_at and each.from_day <= last and first <= each.to_day:
            return each
    return None


def reads_all_delegations(actor: Actor) -> bool:
    """Return whether the person reads everybody's delegations: ISO secretary and auditors."""
    return actor.holds(Role.ISO_SECRETARY, Role.AUDITOR)
