"""The lines of the table of operations that move a slip, written from the form's own table.

The slip waits for the head of its unit: whoever else sees it is told whose it is (403), from any
other stage it has moved on (409). The reason sent is blank, so that nothing moves.
"""

from service.formkit.form import Form
from tests.doors.route_table import OWNER, SEERS, Line

HEAD = frozenset({"unit_head"})
STAGE = "with_unit_head"
BLANK = {"answers": {}, "version": 1, "submission": "k-moves", "reason": " "}


def lines_of_moves(form: Form) -> dict[str, Line]:
    """A line for every operation that moves a record of the form."""
    keys = dict.fromkeys(move.key for move in form.moves)
    return {
        f"POST /forms/{form.code}/records/<id:record_id>/moves/{key}": _line(form, key)
        for key in keys
    }


def _line(form: Form, key: str) -> Line:
    alike = [move for move in form.moves if move.key == key]
    here = [move for move in alike if move.from_stage == STAGE]
    sent = BLANK if any(move.reason for move in alike) else _without_reason()
    if not here:
        return Line(SEERS, 409, no=404, sent=sent)
    who = HEAD if here[0].heads_of else OWNER
    return Line(who, 422, no=404, but=dict.fromkeys(SEERS - who, 403), sent=sent)


def _without_reason() -> dict[str, object]:
    return {name: value for name, value in BLANK.items() if name != "reason"}
