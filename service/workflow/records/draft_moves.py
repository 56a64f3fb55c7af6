"""Where a record may go from here: pure questions to the form's table of moves."""

from service.formkit.fields import Answers
from service.formkit.form import Form
from service.formkit.labels import Label
from service.formkit.moves import Move, NumberSeries
from service.formkit.schema_fields import SAMPLE_MARK
from service.workflow.actor import Actor, may_move
from service.workflow.errors import NotFound


def find_move(form: Form, key: str, stage: str, variant: str) -> Move:
    """Return the move `key` from that stage; raises NotFound when the table has none."""
    for move in form.moves_from(stage, variant):
        # A move from the draft without roles is for a record that came back there.
        if move.key == key and move.roles:
            return move
    raise NotFound(
        Label(
            "Hồ sơ không còn ở bước này. Vui lòng tải lại trang.",
            "The record is no longer at this stage. Please reload the page.",
        )
    )


def moves_open_to(
    form: Form, stage: str, variant: str, actor: Actor, answers: Answers | None = None
) -> tuple[Move, ...]:
    """Return the moves the person may make now, in the table's order.

    With the `answers` of a draft, a move for which something special is needed stays away until
    that is written: nobody reports as treated what they did not treat.
    """
    return tuple(
        move
        for move in form.moves_from(stage, variant)
        if may_move(actor, move) and (answers is None or all(n in answers for n in move.needs))
    )


def completed_so_far(form: Form, stage: str, variant: str) -> tuple[str, ...]:
    """Return the clauses whose fields a record at `stage` must have filled to get there."""
    reached, frontier = {stage}, [stage]
    clauses: list[str] = []
    while frontier:
        here = frontier.pop()
        for move in form.moves:
            if move.to_stage != here or (move.variants and variant not in move.variants):
                continue
            clauses.extend(c for c in move.completes if c not in clauses)
            if move.from_stage not in reached:
                reached.add(move.from_stage)
                frontier.append(move.from_stage)
    return tuple(clauses)


def series_key(series: NumberSeries, unit_key: str, *, sample: bool) -> str:
    """Return the counter's name: a series of its own for sample data and for numbered units."""
    key = f"{series.key}:{unit_key}" if series.per_unit else series.key
    return f"sample:{key}" if sample else key


def number_texts(
    series: NumberSeries, n: int, year: int, words: dict[str, str], *, sample: bool
) -> tuple[str, str]:
    """Return the number as the form's field holds it and as the record is called.

    `words` are the letterhead's texts and the unit's short name; sample data wears its mark.
    """
    mark = SAMPLE_MARK if sample else ""
    values = {**words, "n": n, "year": year}
    return mark + series.in_field.format(**values), mark + series.shown.format(**values)
