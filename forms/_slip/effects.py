"""What the moves of a slip change beside what is typed: pure functions of answers and moment."""

from collections.abc import Mapping
from typing import Any

from forms._slip.choice_lists import CHANGES, FISHBONE
from service.formkit.features.record_rules import BackLink
from service.formkit.fields import Answers
from service.formkit.labels import FieldErrors, Label
from service.formkit.move_facts import MoveFacts
from service.formkit.moves import Condition
from service.formkit.vietnamese import screen_date, short_date, shortened

Changes = Mapping[str, Any]


def is_change_asked(answers: Answers) -> bool:
    """Return whether a request of 5.5 waits for the ISO board's decision."""
    asked = answers.get("change_requests") or []
    return bool(asked) and "decision" not in asked[-1]


def _waits_for_the_board(answers: Answers) -> Label:
    on = answers["change_requests"][-1].get("asked_on", "")
    day = screen_date(on) if on else ""
    return Label(
        f"đang chờ Ban ISO cho ý kiến về đề nghị ngày {day}",
        f"the ISO board has yet to decide on the request of {day}",
    )


CHANGE_IS_ASKED = Condition(
    lambda answers, _: is_change_asked(answers),
    Label("Không có đề nghị nào đang chờ ý kiến.", "No request waits for a decision."),
)
NO_CHANGE_IS_ASKED = Condition(
    lambda answers, _: not is_change_asked(answers),
    Label(
        "Đề nghị trước đang chờ ý kiến của Lãnh đạo Ban ISO (QT.CTCL 5.5).",
        "The earlier request still waits for the ISO board (QT.CTCL 5.5).",
    ),
    waits=_waits_for_the_board,
)
WAS_TREATED = Condition(
    lambda answers, _: bool(answers.get("treated_on")),
    Label(
        "Phiếu chưa ghi nội dung đã xử lý trong phạm vi thẩm quyền (QT.CTCL 5.1).",
        "The slip does not say what was treated within own authority (QT.CTCL 5.1).",
    ),
)
DEADLINE_HAS_COME = Condition(
    lambda answers, today: (
        bool(answers.get("working_due_on", "")) and answers["working_due_on"] <= today
    ),
    Label(
        "Chưa đến thời hạn ghi trong phiếu (QT.CTCL 5.6).",
        "The slip's deadline has not come yet (QT.CTCL 5.6).",
    ),
)


def treated_goes_into_box_two(answers: Answers, facts: MoveFacts) -> Changes:
    """Box 2 says how it was treated and when (forms-spec §6.10)."""
    treated = answers.get("treated_text", "")
    return {"disposition_text": f"{treated} (ngày {short_date(answers['treated_on'])})"[:500]}


def aids_write_the_cause(answers: Answers, facts: MoveFacts) -> Changes:
    """The 5 whys and the fishbone write the root cause where it was left empty (5.4)."""
    if answers.get("root_cause"):
        return {}
    names = {each.value: each.label.vi for each in FISHBONE}
    whys = [f"Vì sao {n}: {text}" for n, text in enumerate(answers.get("five_whys", []), start=1)]
    bones = [f"{names[bone['branch']]}: {bone['cause']}" for bone in answers.get("fishbone", [])]
    written = "\n".join((*whys, *bones))[:2000]
    return {"root_cause": written} if written else {}


def deadline_begins(answers: Answers, facts: MoveFacts) -> Changes:
    """The deadline on paper is the one worked by until a later one is agreed (5.4)."""
    return {"working_due_on": answers["due_date"]} if answers.get("due_date") else {}


def report_is_kept(answers: Answers, facts: MoveFacts) -> Changes:
    """A progress report joins those before it (5.5)."""
    report = {"reported_on": facts.today, **facts.own}
    return {"progress_reports": [*answers.get("progress_reports", []), report]}


def request_is_kept(answers: Answers, facts: MoveFacts) -> Changes:
    """A request for change joins those before it; whoever names a date asks for it (5.5)."""
    asks = list(facts.own.get("asks_for", []))
    if facts.own.get("requested_due_on") and "date" not in asks:
        asks.append("date")
    said = {**facts.own, "asks_for": asks}
    request = {"asked_on": facts.today, "asked_by": facts.actor_name, **said}
    return {"change_requests": [*answers.get("change_requests", []), request]}


def change_is_agreed(answers: Answers, facts: MoveFacts) -> Changes:
    """An agreed change is appended to box 2; a later date is its deadline from now on (5.5).

    Raises FieldErrors for a date that is not later: while the request waited it may have passed.
    """
    *earlier, request = answers["change_requests"]
    new_date = facts.own.get("agreed_due_on") or request.get("requested_due_on")
    present = answers.get("working_due_on", "")
    if new_date and (new_date <= present or new_date < facts.today):
        raise FieldErrors({"agreed_due_on": (_not_later(new_date, present),)})
    words = [_asked(request), request["request_text"]]
    if new_date:
        words.append(f"thời hạn mới {short_date(new_date)} (trước: {short_date(present)})")
    if facts.own.get("board_opinion"):
        words.append(f"ý kiến của Ban ISO: {facts.own['board_opinion']}")
    text = shortened("; ".join(filter(None, words)), 500)
    update = {"updated_on": facts.today, "text": text}
    changes = {
        "change_requests": [*earlier, {**request, **_decided("agreed", facts)}],
        "plan_updates": [*answers.get("plan_updates", []), update],
    }
    if not new_date:
        return changes
    # Printed, shown and counted is one deadline: the day before it stands among the changes.
    return {**changes, "working_due_on": new_date, "due_date": new_date}


def work_changes_hands(answers: Answers, facts: MoveFacts) -> Changes:
    """Who works on it anew is a change as well: box 2 says from whom to whom, and why (5.5)."""
    words = f"Phân công lại từ {_workers(facts.before)} sang {_workers(answers)}: {facts.reason}"
    update = {"updated_on": facts.today, "text": shortened(words, 500)}
    return {"plan_updates": [*answers.get("plan_updates", []), update]}


def change_is_refused(answers: Answers, facts: MoveFacts) -> Changes:
    """A refused request is kept with the board's opinion; box 2 stays as it is (5.5)."""
    *earlier, request = answers["change_requests"]
    return {"change_requests": [*earlier, {**request, **_decided("refused", facts)}]}


def a_later_date_is_later(answers: Answers) -> dict[str, Label]:
    """A date asked for lies after the present deadline (QT.CTCL 5.5)."""
    present = answers.get("working_due_on", "")
    waiting = answers["change_requests"][-1] if is_change_asked(answers) else {}
    asked = waiting.get("requested_due_on", "")
    if not asked or asked > present:
        return {}
    return {
        "requested_due_on": Label(
            f"Thời hạn đề nghị phải sau thời hạn hiện tại, {short_date(present)} (QT.CTCL 5.5).",
            f"The date asked for must be after the present deadline, {short_date(present)} "
            "(QT.CTCL 5.5).",
        )
    }


def _workers(answers: Answers) -> str:
    # Left empty, they are told as missing beside their fields, after this.
    return f"{answers.get('executor_name', '…')} ({answers.get('executing_unit', '…')})"


def _not_later(new_date: str, present: str) -> Label:
    return Label(
        f"Thời hạn mới ({short_date(new_date)}) phải từ hôm nay trở đi và sau thời hạn hiện tại, "
        f"{short_date(present)} (QT.CTCL 5.5).",
        f"The new deadline ({short_date(new_date)}) must be today or later and after the present "
        f"one, {short_date(present)} (QT.CTCL 5.5).",
    )


def _asked(request: Mapping[str, Any]) -> str:
    names = {each.value: each.label.vi for each in CHANGES}
    return ", ".join(names[each] for each in request.get("asks_for", []))


def _decided(decision: str, facts: MoveFacts) -> dict[str, Any]:
    opinion = facts.own.get("board_opinion") or facts.reason
    return {"decision": decision, "board_opinion": opinion[:800], "decided_on": facts.today}


def evidence_is_named(answers: Answers, facts: MoveFacts) -> Changes:
    """Box 3 holds the evidence in words; the verifier's own files alone are named there (5.6).

    The files of who executed are never printed as what the verifier found.
    """
    if answers.get("verification_evidence") or not facts.own_files:
        return {}
    names = ", ".join(facts.own_files)
    return {"verification_evidence": f"Bằng chứng do người kiểm tra thêm: {names}."[:2000]}


def leads_on(answers: Answers, facts: MoveFacts) -> Changes:
    """Box 3 of the old slip prints the new one's number and date (5.7)."""
    return {
        "follow_up_car_number": facts.links["continued_on"],
        "follow_up_opened_on": facts.today,
    }


KEPT_ON = (
    "requesting_unit",
    "concerned_unit",
    "request_type",
    "nonconformity_description",
    "sources",
    "source_other",
    "need_criteria",
    "need_other",
)


BACK_LINK = BackLink(
    field="related_documents",
    begins="Phiếu số {number} (",
    otherwise=Label(
        "Phiếu này tiếp tục một phiếu trước. Vui lòng giữ nguyên dòng «{line}» dẫn về phiếu ấy; "
        "có thể ghi thêm ở dòng khác (QT.CTCL 5.7).",
        "This slip continues an earlier one. Please keep the line “{line}”, which leads back to "
        "it, as it is; more may be written on other lines (QT.CTCL 5.7).",
    ),
)


def continuation_of(answers: Answers, facts: MoveFacts) -> dict[str, Any]:
    """Return what the new slip starts with: the old one's content, who verified, where it leads.

    QT.CTCL 5.7: the verifier opens a new slip for what was not done or not done in full.
    """
    begins = BACK_LINK.begins.format(number=facts.number)
    old = f"{begins}kiểm tra ngày {short_date(answers['verified_on'])}: Không đạt)"
    documents = [old, answers.get(BACK_LINK.field, "")]
    return {
        **{name: answers[name] for name in KEPT_ON if name in answers},
        "issue_place": facts.place or answers.get("issue_place", ""),
        "issue_date": facts.today,
        "requested_on": facts.today,
        "requester_name": facts.actor_name,
        BACK_LINK.field: "\n".join(filter(None, documents))[:500],
    }
