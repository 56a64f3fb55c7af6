"""What a move asks for, as a small form of its own, and what becomes of what was typed there."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from service.formkit.fields import Answers, Date, Field
from service.formkit.form import Box, Form
from service.formkit.labels import FieldErrors, Label
from service.formkit.move_facts import MoveFacts
from service.formkit.moves import Move
from service.formkit.schema import is_unsaid, judge, load_answers, missing_sentence
from service.formkit.schema_fields import FULL_DATE
from service.formkit.typed_days import day_faults

PAST = Label(
    "«{label}» đã qua. Vui lòng chọn từ hôm nay trở đi{clause}.",
    "“{label}” is past. Please choose today or later{clause}.",
)
ONE_OF = Label(
    "Vui lòng chọn ít nhất một dấu hiệu hoặc ghi bằng lời (QT.CTCL 5.2.1).",
    "Please choose at least one sign or say it in words (QT.CTCL 5.2.1).",
)
# No field names this clause; it makes the rows of a move be whole, as sending does.
_WHOLE_ROWS = ("whole rows",)


@dataclass(frozen=True)
class MoveTyped:
    """What a move says: the record's answers after it, and the answers of the move's own fields."""

    answers: dict[str, Any]
    own: dict[str, Any]


def move_form(form: Form, move: Move) -> Form:
    """Return the form of one box that the move's panel is: its fields, optional unless needed."""
    return _move_form(form.key, _asked(form, move), move.needs, form)


def sends_whole_draft(move: Move) -> bool:
    """Return whether the move sends all that a draft holds, so that it is filled part by part."""
    return move.from_stage == "draft" and move.series is not None


def is_free(form: Form, move: Move, each: Field) -> bool:
    """Return whether the move leaves the field free: «(không bắt buộc)» stands exactly there."""
    if each.needed_with or each.required or each.name in (*move.needs, *move.one_of):
        return False
    if any(each.name == f.name for f in move.own) or not form.has_field(each.name):
        return True
    step = form.field(each.name).step
    return step is None or step not in move.completes


def needed_answers(form: Form, move: Move) -> tuple[str, ...]:
    """Return the fields that the move needs said, unless they stand in the record already."""
    return tuple(each.name for each in move_form(form, move).fields if each.required)


def _asked(form: Form, move: Move) -> tuple[Field, ...]:
    """Return the fields a move lets one fill: of a draft all its open boxes, else what it asks."""
    if sends_whole_draft(move):
        return form.open_fields
    return (*(form.field(name) for name in move.asks), *move.own)


@cache
def _panel(key: str, fields: tuple[Field, ...], needs: tuple[str, ...]) -> Box:
    return Box(
        key=key,
        title=Label("Nội dung", "Content"),
        fields=tuple(
            replace(f, step=None, default=None, required=f.required or f.name in needs)
            for f in fields
        ),
    )


def _move_form(key: str, fields: tuple[Field, ...], needs: tuple[str, ...], form: Form) -> Form:
    # Schemas are kept by the form they belong to, so each move has one form for good: kept with
    # the form itself, it goes when that goes and is never taken for another's.
    name = (key, *(f.name for f in fields), *needs)
    panel = form.panels.get(name)
    if panel is None:
        panel = replace(
            form,
            boxes=(_panel(key, fields, needs),),
            rules=(),
            variant_field=None,
            templates={"": ""},
        )
        form.panels[name] = panel
    return panel


def judge_move(form: Form, move: Move, typed: Mapping[str, Any], facts: MoveFacts) -> MoveTyped:
    """Return what the move says; `facts.before` are the answers it starts from and, where a
    field of the panel was not sent at all, keeps.

    Raises FieldErrors with every fault beside its field: a needed field left empty, a day that is
    past, a foreign name, and whatever the form's own rules find in the record after the move.
    """
    panel = move_form(form, move)
    typed = _touched(panel, move, typed, facts.before)
    judged = judge(panel, typed, _WHOLE_ROWS)
    faults = dict(judged.faults)
    names = {f.name for f in move.own}
    own = {n: v for n, v in judged.answers.items() if n in names}
    kept = {n: v for n, v in facts.before.items() if n in names or n not in typed}
    answers = {**kept, **{n: v for n, v in judged.answers.items() if n not in names}}
    moment = replace(facts, own=own)
    answers |= {name: value for name, fact in move.stamps.items() if (value := moment.fact(fact))}
    for path, found in day_faults(panel.fields, judged.answers, facts.before, facts.today).items():
        faults.setdefault(path, found)
    if move.works is not None and not faults:
        answers |= move.works(answers, moment)
    for path, label in _lacking(panel, move, {**answers, **own}, facts.today):
        faults.setdefault(path, (label,))
    if faults:
        raise FieldErrors(faults)
    return MoveTyped(load_answers(form, answers, move.completes), own)


def _touched(
    panel: Form, move: Move, typed: Mapping[str, Any], before: Answers
) -> Mapping[str, Any]:
    """Return what was typed, without what the panel only shows and came back as it stands."""
    return {
        name: value
        for name, value in typed.items()
        if name not in move.shows or panel.has_field(name) or value != before.get(name)
    }


def _lacking(panel: Form, move: Move, answers: Answers, today: str) -> Iterator[tuple[str, Label]]:
    for each in panel.fields:
        if (each.required and each.name not in answers) or is_unsaid(each, answers):
            yield each.name, missing_sentence(each)
        if each.name in move.future and isinstance(each, Date):
            chosen = answers.get(each.name, today)
            # A year alone is no deadline: nobody can be reminded of it, nor be overdue.
            if len(chosen) < len(today):
                yield each.name, FULL_DATE
            elif chosen < today:
                yield each.name, _past(panel, move, each)
    if move.one_of and not any(name in answers for name in move.one_of):
        yield move.one_of[0], ONE_OF


def _past(panel: Form, move: Move, each: Field) -> Label:
    clause = f" ({panel.procedure} {move.clause})" if move.clause else ""
    return Label(
        PAST.vi.format(label=each.label.vi, clause=clause),
        PAST.en.format(label=each.label.en, clause=clause),
    )
