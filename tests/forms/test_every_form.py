"""Every form of the catalogue is sound in itself and fits its Word files."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import fields as members
from dataclasses import is_dataclass
from datetime import date
from itertools import chain
from typing import Any

import pytest

from service.formkit.features.record_rules import ContinuationRule
from service.formkit.fields import Choice, Choices, Code, Field, Rows, Text, Whole
from service.formkit.form import Form, paper_tags, walk_fields
from service.formkit.labels import Label
from service.formkit.letterhead import LETTERHEAD
from service.formkit.moves import PART_LABELS, Role
from tests.documents.form_values import library
from tests.forms.companion_samples import companions
from tests.forms.form_samples import FORMS

# The steps of QT.CTCL, section 5 (number 5.1 stands there twice).
CLAUSES = {
    "5.1", "5.2", "5.2.1", "5.3", "5.4", "5.5", "5.6", "5.7", "5.8", "5.8.1", "5.8.2", "5.9",
}  # fmt: skip
FACTS = {"actor:name", "actor:unit", "today", "register:year"} | {
    f"setting:{each.key}" for each in LETTERHEAD
}
VIETNAMESE_ONLY = re.compile(r"[ăâđêôơưĂÂĐÊÔƠƯ\u1ea0-\u1ef9]")
LONGEST_TAG = 64

EVERY_FORM = pytest.mark.parametrize("form", FORMS, ids=[form.code for form in FORMS])


def labels_in(value: Any) -> Iterator[Label]:
    """Every label of a declaration, however deep."""
    if isinstance(value, Label):
        yield value
    elif is_dataclass(value) and not isinstance(value, type):
        for member in members(value):
            yield from labels_in(getattr(value, member.name))
    elif isinstance(value, tuple | frozenset | list):
        for inner in value:
            yield from labels_in(inner)
    elif isinstance(value, dict):
        yield from labels_in(list(value.values()))


def all_fields(form: Form) -> list[tuple[str, Field]]:
    """Every field of every box with its path, rows included."""
    return list(walk_fields(form.fields))


@EVERY_FORM
def test_every_label_stands_in_both_languages_and_in_nfc(form: Form) -> None:
    labels = list(labels_in(form))

    assert len(labels) > len(form.fields)
    for label in labels:
        assert label.vi.strip() == label.vi != ""
        assert label.en.strip() == label.en != ""
        assert unicodedata.is_normalized("NFC", label.vi + label.en)
        assert not VIETNAMESE_ONLY.search(label.en), label.en


@EVERY_FORM
def test_every_field_has_a_name_of_its_own_that_word_can_keep_as_a_tag(form: Form) -> None:
    paths = [path for path, _ in all_fields(form)]

    assert len(set(paths)) == len(paths)
    for path in paths:
        assert re.fullmatch(r"[a-z0-9_.\[\]]+", path)
        assert len(path) <= LONGEST_TAG


@EVERY_FORM
def test_every_step_is_a_step_of_the_procedure(form: Form) -> None:
    steps = {each.step for _, each in all_fields(form)} - {None}
    completed = {step for move in form.moves for step in move.completes}

    assert steps <= CLAUSES
    assert completed <= CLAUSES


@EVERY_FORM
def test_every_clause_a_move_completes_asks_for_some_field(form: Form) -> None:
    for move in form.moves:
        for variant in move.variants or form.variants:
            asked = {each.step for each in form.fields_for(variant)}
            assert set(move.completes) <= asked, move.key


@EVERY_FORM
def test_every_template_has_a_control_for_every_printed_field_and_no_other(form: Form) -> None:
    for variant in form.variants:
        drawn = {p.tag for p in library().placeholders(form, variant) if p.is_answer}

        assert drawn == {tag for tag, _ in paper_tags(form, variant)}


@EVERY_FORM
def test_the_moves_lead_from_stage_to_stage(form: Form) -> None:
    stages = {stage.key: stage for stage in form.stages}

    assert len(stages) == len(form.stages)
    assert len({(move.key, move.from_stage) for move in form.moves}) == len(form.moves)
    for move in form.moves:
        assert {move.from_stage, move.to_stage or move.from_stage} <= stages.keys()
        assert not stages[move.from_stage].ended
        assert move.to_stage or move.returns
        reached = stages[move.to_stage or move.from_stage]
        assert move.consequences or reached.turns or reached.ended
    reached = {stage for move in form.moves for stage in (move.to_stage, move.continues_at)}
    assert (reached | {form.stages[0].key}) - {"", None} == stages.keys()


@EVERY_FORM
def test_every_stage_has_its_turn_or_is_an_end(form: Form) -> None:
    for stage in form.stages[1:]:
        assert stage.ended == (not stage.turns)
        assert stage.ended == (not form.moves_from(stage.key, form.variants[0]))
        for turn in stage.turns:
            assert turn.due or turn.days
            assert turn.due is None or form.has_field(turn.due)


@EVERY_FORM
def test_every_move_speaks_of_fields_and_units_the_form_has(form: Form) -> None:
    for move in form.moves:
        named = {*move.asks, *move.stamps, *move.gives.values()}
        assert all(form.has_field(name) for name in named)
        assert {*move.needs, *move.one_of, *move.future} <= {
            *move.asks,
            *(f.name for f in move.own),
        }
        assert set(move.heads_of) <= form.unit_fields.keys()
        assert set(move.parts) <= PART_LABELS.keys()
        assert all(set(bar.parts) <= PART_LABELS.keys() for bar in move.bars)


def test_a_move_issues_papers_that_there_are() -> None:
    known = {companion.code for companion in companions()}

    issued = {code for form in FORMS for move in form.moves for code in move.papers}

    assert issued <= known


@EVERY_FORM
def test_every_variant_of_the_form_can_leave_the_first_stage(form: Form) -> None:
    for variant in form.variants:
        assert form.moves_from(form.stages[0].key, variant)
        assert form.fields_for(variant)


@EVERY_FORM
def test_every_role_is_known_and_somebody_may_open_and_move(form: Form) -> None:
    assert form.openers()
    assert form.openers() <= set(Role)
    for move in form.moves:
        assert move.roles or move.heads_of or move.parts or move.when_vacant
        assert move.roles <= set(Role)
        assert Role.ADMINISTRATOR not in move.roles


@EVERY_FORM
def test_every_number_series_fills_a_code_with_numbers_it_accepts(form: Form) -> None:
    for series in (move.series for move in form.moves if move.series is not None):
        field = form.field(series.field)

        assert isinstance(field, Code)
        for number in (1, 9, 10, 101):
            written = series.in_field.format(n=number, year=2026)
            assert re.fullmatch(field.pattern, written)
            assert len(written) <= field.max_length
        if series.only_with_setting:
            assert series.only_with_setting in {each.key for each in LETTERHEAD}


@EVERY_FORM
def test_every_feature_finds_in_the_form_what_it_needs(form: Form) -> None:
    kinds = [type(feature) for feature in form.features]

    assert len(set(kinds)) == len(kinds)
    assert [*chain(*(feature.faults(form) for feature in form.features))] == []


@EVERY_FORM
def test_a_form_that_continues_records_says_with_what(form: Form) -> None:
    continues = any(move.continues_at for move in form.moves)

    assert continues == (form.feature(ContinuationRule) is not None)


@EVERY_FORM
def test_what_the_form_points_to_is_there(form: Form) -> None:
    named = [*form.unit_fields.values(), form.subject_field, form.variant_field]

    assert all(form.has_field(name) for name in named if name is not None)
    assert set(form.unit_fields) <= {"requesting", "concerned", "executing"}
    for name in form.unit_fields.values():
        field = form.field(name)
        assert isinstance(field, Text)
        assert field.kind == "unit"
    if form.variant_field is not None:
        chosen = form.field(form.variant_field)
        assert isinstance(chosen, Choice)
        assert {option.value for option in chosen.options} == set(form.variants)


@EVERY_FORM
def test_every_default_is_a_known_fact_or_an_entry_of_its_list(form: Form) -> None:
    for path, each in all_fields(form):
        if isinstance(each.default, str) and each.default not in FACTS:
            assert isinstance(each, Choice), path
            assert each.default in {option.value for option in each.options}, path


@EVERY_FORM
def test_every_list_has_different_entries_and_every_limit_leaves_room(form: Form) -> None:
    for path, each in all_fields(form):
        if isinstance(each, Choice | Choices):
            values = [option.value for option in each.options]
            assert len(set(values)) == len(values) >= 2, path
        elif isinstance(each, Whole):
            assert each.minimum < each.maximum, path
        elif isinstance(each, Rows):
            assert each.max_rows >= 1, path
            assert each.fields, path
        elif isinstance(each, Text):
            assert 1 <= each.max_length <= 4000, path


@EVERY_FORM
def test_every_name_of_a_person_keeps_the_length_of_the_decree(form: Form) -> None:
    lengths = {
        each.max_length
        for _, each in all_fields(form)
        if isinstance(each, Text) and each.kind == "person"
    }

    assert lengths <= {50}


@EVERY_FORM
def test_every_version_of_the_form_has_its_dates_in_order(form: Form) -> None:
    issued = [date.fromisoformat(version.issue_date) for version in form.versions]

    assert issued == sorted(issued)
    for version in form.versions:
        assert re.fullmatch(r"\d{2}", version.issue_no)
        assert date.fromisoformat(version.effective_from) >= date.fromisoformat(version.issue_date)
        assert form.version_no(version.issue_no) is version
    assert form.version is form.versions[-1]


@EVERY_FORM
def test_every_record_is_kept_three_years_by_somebody(form: Form) -> None:
    assert form.retention.years == 3
    assert form.retention.keeper.vi


@EVERY_FORM
def test_every_box_has_a_key_of_its_own_and_says_who_fills_it_later(form: Form) -> None:
    keys = [box.key for box in form.boxes]

    assert len(set(keys)) == len(keys)
    for box in form.boxes:
        assert box.fields
        if box.filled_at != form.stages[0].key:
            assert box.filled_by is not None
