"""What a correction makes of a record's answers: only what was truly changed is judged."""

from collections.abc import Collection, Mapping
from typing import Any

from service.formkit.form import Form
from service.formkit.labels import Faults, FieldErrors, Label
from service.formkit.schema import UNKNOWN, judge, judge_alone
from service.formkit.schema_fields import is_empty
from service.store.records.records import Record
from service.workflow.errors import RuleRefuses
from service.workflow.records.correction_state import Correctable
from service.workflow.records.draft_moves import completed_so_far

NOTHING_CHANGED = Label(
    "Chưa có ô nào khác với hồ sơ. Vui lòng sửa ô cần đính chính rồi gửi lại.",
    "Nothing differs from the record. Please change what is to be corrected and send it again.",
)


def corrected_answers(
    form: Form,
    record: Record,
    typed: Mapping[str, Any],
    may: Correctable,
    *,
    others_meant: bool = False,
) -> dict[str, Any]:
    """Return the record's answers with what was changed in them.

    Raises FieldErrors beside what is changed wrongly, or not to be changed at all, with every
    fault at once; RuleRefuses where nothing is changed, unless a name means somebody else now.
    What was left as it stands is no fault, however it stands there.
    """
    variant, before = record.variant or form.variants[0], record.answers
    strange = {n: (UNKNOWN,) for n in typed if not _has_field(form, variant, n)}
    changed = changed_in(form, before, {n: v for n, v in typed.items() if n not in strange})
    kept = {n: (may.kept[n].sentence,) for n in changed if n in may.kept}
    own = {name: value for name, value in changed.items() if name not in kept}
    as_typed = {name: typed[name] for name in own}
    faults = {**strange, **kept, **_faults(form, record, as_typed, _clauses(form, record, variant))}
    if faults:
        raise FieldErrors(faults)
    if not changed and not others_meant:
        raise RuleRefuses(NOTHING_CHANGED)
    values = {**before, **own}
    names = (each.name for each in form.fields_for(variant))
    return {name: values[name] for name in names if not is_empty(values.get(name))}


def changed_in(form: Form, before: Mapping[str, Any], typed: Mapping[str, Any]) -> dict[str, Any]:
    """Return what of the typed differs from what stands, as it would be kept.

    A value that cannot be kept is returned as it was typed. A day written 05/03/2026 is the
    2026-03-05 that stands; an empty field is as empty as one without an answer.
    """
    touched = {
        name: value
        for name, value in typed.items()
        if value != before.get(name) and not (is_empty(value) and name not in before)
    }
    alone = judge_alone(form, touched)
    bad = {_root(path) for path in alone.faults}
    values = {n: v if n in bad else alone.answers.get(n) for n, v in touched.items()}
    return {n: v for n, v in values.items() if n in bad or v != before.get(n)}


def _faults(
    form: Form, record: Record, typed: Mapping[str, Any], clauses: Collection[str]
) -> Faults:
    """Return what is wrong because of these changes; what was so before is nobody's fault now."""
    if not typed:
        return {}
    before = judge(form, record.answers, clauses).faults
    after = judge(form, {**record.answers, **typed}, clauses).faults
    return {p: f for p, f in after.items() if _root(p) in typed or before.get(p) != f}


def _clauses(form: Form, record: Record, variant: str) -> tuple[str, ...]:
    """Return the clauses whose fields stay filled: of the first step, and those passed since."""
    first = (c for move in form.moves_from("draft", variant) for c in move.completes)
    return (*first, *completed_so_far(form, record.stage, variant))


def _has_field(form: Form, variant: str, name: str) -> bool:
    return any(each.name == name for each in form.fields_for(variant))


def _root(path: str) -> str:
    return path.partition(".")[0]
