"""Whatever arrives, judging answers with sentences and never breaks, and loading is settled."""

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from service.formkit.fields import Field, Rows
from service.formkit.form import Form
from service.formkit.labels import Label
from service.formkit.schema import judge, load_answers
from tests.documents.form_values import answers, catalogue
from tests.formkit.toy_form import toy_form

FORMS = [*catalogue(), toy_form()]
TELLING = (
    "2026-03-05", "5/3/2026", "31/2/2026", "2026", "8h30 5/3/2026", "NaN", "1_000", "true", "on",
    "KP", "met", "agency", "unit", "01/2026", "07", "  ", "\u200b", "\ud800", "\u202e", "\x00",
    "TS. An", "a\nb", "a\tb", "Căn cứ;", "x" * 600,
)  # fmt: skip
LEAVES = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=20),
    st.sampled_from(TELLING),
)  # fmt: skip
ANYTHING = st.recursive(
    LEAVES,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=8,
)
MANY = settings(max_examples=300, suppress_health_check=list(HealthCheck))


def near(declared: Field) -> st.SearchStrategy[Any]:
    """Values near to what the field wants, and far from it."""
    if isinstance(declared, Rows) and declared.plain:
        return st.lists(LEAVES, max_size=4) | ANYTHING
    if isinstance(declared, Rows):
        row = st.fixed_dictionaries({}, optional={f.name: near(f) for f in declared.fields})
        return st.lists(row | ANYTHING, max_size=3) | ANYTHING
    return LEAVES | ANYTHING


NEAR = {
    form.code: st.fixed_dictionaries({}, optional={each.name: near(each) for each in form.fields})
    for form in FORMS
}


def steps_of(form: Form) -> tuple[str, ...]:
    """Every step that some field of the form is asked for at."""
    return tuple({field.step for field in form.fields if field.step is not None})


@MANY
@given(form=st.sampled_from(FORMS), data=st.data())
def test_judging_never_breaks_and_says_everything_in_both_languages(
    form: Form, data: st.DataObject
) -> None:
    typed = data.draw(NEAR[form.code] | ANYTHING)
    completes = data.draw(st.sampled_from([(), steps_of(form)]))

    judgement = judge(form, typed, completes)

    for sentences in judgement.faults.values():
        assert sentences
        for sentence in sentences:
            assert isinstance(sentence, Label)
            assert sentence.vi
            assert sentence.en
            assert not sentence.vi.startswith("Giá trị không hợp lệ:"), "a sentence is lacking"


@MANY
@given(form=st.sampled_from(FORMS), data=st.data())
def test_what_stands_after_judging_stands_when_judged_again(
    form: Form, data: st.DataObject
) -> None:
    first = judge(form, data.draw(NEAR[form.code]))

    second = judge(form, first.answers)

    assert second.answers == first.answers
    assert list(second.answers) == list(first.answers)


@settings(MANY, max_examples=60)
@given(form=st.sampled_from(list(catalogue())), data=st.data())
def test_loading_canonical_answers_changes_nothing_and_loading_twice_neither(
    form: Form, data: st.DataObject
) -> None:
    variant = data.draw(st.sampled_from(form.variants))
    canonical = data.draw(answers(form, variant))

    judgement = judge(form, canonical)

    # Drawn rows may say the same number twice or end a ground wrongly; the kinds must all be right.
    assert judgement.answers == canonical
    if not judgement.faults:
        assert load_answers(form, load_answers(form, canonical)) == canonical


@MANY
@given(form=st.sampled_from(FORMS), data=st.data())
def test_every_fault_names_a_place_in_what_was_typed_or_a_field_of_the_form(
    form: Form, data: st.DataObject
) -> None:
    typed = data.draw(NEAR[form.code])

    for path in judge(form, typed, steps_of(form)).faults:
        first, *steps = path.split(".")
        assert first in typed or form.has_field(first)
        _walk(typed.get(first), steps)


def _walk(value: Any, steps: list[str]) -> None:
    """Fails unless each step but the last leads to something that was typed."""
    for at, step in enumerate(steps):
        if isinstance(value, list):
            value = value[int(step)]
        elif isinstance(value, dict) and ".".join(steps[at:]) in value:
            return  # a name of no field may itself have dots in it
        elif isinstance(value, dict):
            value = value.get(step)
        else:
            raise AssertionError(f"{step} leads nowhere in {value!r}")


def test_an_unknown_name_with_dots_is_named_as_it_was_typed() -> None:
    form = next(form for form in FORMS if form.has_field("objectives"))

    faults = judge(form, {"objectives": [{"a.b": 1}]}).faults

    assert "objectives.0.a.b" in faults
