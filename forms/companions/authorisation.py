"""O-07, the director's dated, limited delegation to verify (Giấy ủy quyền)."""

from typing import Any

from forms._plan_rules import bases_end_properly
from forms.companions._common import (
    BODY,
    HEAD,
    SIGNATURES,
    archive_copies,
    companion,
    document_number,
    place_and_date,
    recipients,
    usual,
)
from service.formkit.declare import box, code, day, lines, person, rows, text, texts, unit
from service.formkit.features.companion import DrawnFromRecord
from service.formkit.fields import Answers
from service.formkit.form import Rule
from service.formkit.labels import Label
from service.formkit.move_facts import MoveFacts

STEP = "5.6"


WHY_LENT = (
    "Người ủy quyền đã tham gia thực hiện Phiếu số {slip} nên không tự kiểm tra, xác nhận; người "
    "được ủy quyền không tham gia thực hiện Phiếu;"
)
"""The ground that stands on the paper where the only director is barred."""


def _legal_bases(_: Answers) -> list[str]:
    return [
        "Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ về công tác văn thư;",
        "Căn cứ Quy trình cải tiến hệ thống quản lý chất lượng (QT.CTCL), mục 5.6.",
    ]


GOES_TO = ("Người được ủy quyền (để t/h)", "Ban ISO (để theo dõi)")

HEADING = box(
    "heading",
    Label("Giấy ủy quyền", "Authorisation"),
    document_number("authorisation_number", "Số giấy ủy quyền"),
    *place_and_date(STEP),
    texts("legal_bases", "Căn cứ", "Grounds", 10, 300, default=_legal_bases),
    on_paper=HEAD,
)

PARTIES = box(
    "parties",
    Label("Bên ủy quyền và bên được ủy quyền", "Who delegates to whom"),
    person("delegator_name", "Người ủy quyền", "Delegated by", step=STEP),
    text("delegator_title", "Chức vụ người ủy quyền", "Title of who delegates", 100, step=STEP),
    person("delegate_name", "Người được ủy quyền", "Delegated to", step=STEP),
    text("delegate_title", "Chức vụ người được ủy quyền", "The delegate's title", 100),
    unit("delegate_unit", "Đơn vị của người được ủy quyền", "The delegate's unit"),
    on_paper=BODY,
)

LIMITS = box(
    "limits",
    Label("Nội dung và thời hạn ủy quyền", "Content and time of the delegation"),
    rows(
        "slips",
        "Phiếu được ủy quyền kiểm tra",
        "Slips to verify",
        ("Phiếu", "Slip"),
        50,
        code("car_number", "Số phiếu", "Slip number", required=True),
        unit("executing_unit", "Đơn vị thực hiện", "Executing unit"),
        day("due_date", "Thời hạn hoàn thành", "Deadline", year_allowed=False),
    ),
    lines(
        "scope",
        "Phạm vi ủy quyền khác",
        "Other scope",
        500,
        hint=(
            "Khi ủy quyền theo vai trò, không theo từng phiếu.",
            "When a role is delegated, not single slips.",
        ),
    ),
    day("valid_from", "Từ ngày", "From", step=STEP, year_allowed=False),
    day("valid_to", "Đến hết ngày", "To", step=STEP, year_allowed=False),
    on_paper=BODY,
)

RECIPIENTS = box(
    "recipients",
    Label("Nơi nhận", "Recipients"),
    recipients(usual(*GOES_TO)),
    archive_copies(),
    on_paper=SIGNATURES,
)


def _it_ends_after_it_begins(answers: Answers) -> dict[str, Label]:
    """A delegation is limited in time (Decree 30/2020, Article 13.3)."""
    begins, ends = answers.get("valid_from"), answers.get("valid_to")
    if begins and ends and ends < begins:
        return {
            "valid_to": Label(
                "Ngày hết hạn ủy quyền phải từ ngày bắt đầu trở đi (NĐ 30/2020, Điều 13.3).",
                "The delegation must end on or after its first day (Decree 30/2020, Art. 13.3).",
            )
        }
    return {}


def _nobody_delegates_to_themselves(answers: Answers) -> dict[str, Label]:
    """Two different people (Decree 30/2020, Article 13.3)."""
    delegate = answers.get("delegate_name")
    if delegate and delegate == answers.get("delegator_name"):
        return {
            "delegate_name": Label(
                "Người được ủy quyền phải khác người ủy quyền.",
                "The delegate must be somebody else.",
            )
        }
    return {}


def _of_a_delegation(given: Answers, _: MoveFacts) -> dict[str, Any]:
    """Return what the paper says of a delegation as the workflow tells it, plain facts by name."""
    first, *last = _legal_bases(given)
    lent = [WHY_LENT.format(slip=given["slip"])] if given["is_past_bar"] else []
    slip = {"car_number": given["slip"], "executing_unit": given["slip_unit"]}
    return {
        "legal_bases": [first, *lent, *last],
        "delegator_name": given["giver"],
        "delegator_title": given["giver_title"],
        "delegate_name": given["receiver"],
        "delegate_title": given["receiver_title"],
        "delegate_unit": given["receiver_unit"],
        "slips": [{name: text for name, text in slip.items() if text}] if given["slip"] else [],
        "scope": given["scope"],
        "valid_from": given["from_day"],
        "valid_to": given["to_day"],
    }


FORM = companion(
    "O-07",
    "authorisation",
    title=Label(
        "Giấy ủy quyền kiểm tra, xác nhận kết quả thực hiện hành động khắc phục",
        "Authorisation to verify corrective actions",
    ),
    register_title=Label("Giấy ủy quyền kiểm tra, xác nhận", "Authorisation to verify"),
    short=Label("Giấy ủy quyền", "Authorisation"),
    clause="5.6",
    boxes=(HEADING, PARTIES, LIMITS, RECIPIENTS),
    features=(DrawnFromRecord(_of_a_delegation),),
    rules=(
        Rule("grounds end properly", bases_end_properly),
        Rule("it ends after it begins", _it_ends_after_it_begins),
        Rule("nobody delegates to themselves", _nobody_delegates_to_themselves),
    ),
)
