"""A slip at any stage and any end that its form has, brought there by whoever makes the moves."""

from collections.abc import Callable

from tests.builders import House
from tests.workflow.slips.walking import REOPEN, TREAT, Slip, a_sent_slip, walked, walked_to

WHY = "Đã xem hồ sơ và trao đổi với đơn vị."


def slip_at(house: House, stage: str) -> Slip:
    """A slip that stands at that stage."""
    slip = walked(house, f"at {stage}", lambda: _WAYS.get(stage, _main)(house, stage))
    assert slip.stage == stage
    return slip


def _main(house: House, stage: str) -> Slip:
    return walked_to(house, stage)


def _by_the_head(key: str) -> Callable[[House, str], Slip]:
    def lead(house: House, stage: str) -> Slip:
        slip = a_sent_slip(house)
        slip.move(house.staff.unit_head, key, TREAT if key == "treat" else {}, reason=WHY)
        return slip

    return lead


def _checked(house: House, stage: str) -> Slip:
    slip = _by_the_head("treat")(house, stage)
    slip.move(house.staff.official, "report_done", {"correction_result": "Đã in lại."})
    if stage == "corrected":
        slip.move(house.staff.unit_head, "resolved", reason=WHY)
    return slip


def _withdrawn(house: House, stage: str) -> Slip:
    slip = a_sent_slip(house)
    slip.move(house.staff.official, "withdraw", reason=WHY)
    return slip


def _declined(house: House, stage: str) -> Slip:
    slip = walked_to(house, "before_board")
    slip.move(house.staff.board, "decline", reason=WHY)
    return slip


def _continued(house: House, stage: str) -> Slip:
    old = walked_to(house, "not_met")
    made = old.move(house.staff.director, "open_new", REOPEN)
    assert made.new_record_id
    return old if stage == "continued" else Slip(house, made.new_record_id)


_WAYS: dict[str, Callable[[House, str], Slip]] = {
    "draft": _by_the_head("return"),
    "with_director": _by_the_head("escalate"),
    "correcting": _by_the_head("treat"),
    "checking_correction": _checked,
    "corrected": _checked,
    "not_a_nonconformity": _by_the_head("not_a_nonconformity"),
    "withdrawn": _withdrawn,
    "declined": _declined,
    "continued": _continued,
    "awaiting_opinion": _continued,
}
