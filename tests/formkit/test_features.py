"""What only some forms have: found by its kind, and refused where the form lacks what it needs."""

from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from service.formkit.catalogue import Catalogue, FormBroken
from service.formkit.features.companion import DrawnFromRecord, ListsRecords, table_of_records
from service.formkit.features.feature import Feature
from service.formkit.features.monthly_reports import MonthlyReportRule
from service.formkit.features.record_rules import (
    AuthorRule,
    BackLink,
    ContinuationRule,
    CorrectionRule,
    EvidenceRule,
    RecurrenceRule,
    author_field,
    correction_rule,
    evidence_rule,
)
from service.formkit.form import Box, Form
from service.formkit.labels import Label
from tests.formkit.toy_form import FIELDS, toy_form

WORDS = Label("Ghi bằng lời.", "In words.")
REPORTS = MonthlyReportRule(
    stage="draft",
    part="assignee",
    begins="written_on",
    ends="answered_on",
    reports="people",
    made_on="name",
)
BACK = BackLink(field="story", begins="Phiếu {number}", otherwise=WORDS)
CONTINUES = ContinuationRule(starts_with=lambda answers, facts: answers, back_link=BACK)


@dataclass(frozen=True)
class Agenda(Feature):
    """A feature that no file of the service knows."""

    topics: tuple[str, ...]


def a_form(*features: Feature) -> Form:
    """The toy form with these features."""
    return replace(toy_form(), features=features)


def faults(feature: Feature, form: Form | None = None) -> list[str]:
    """What the feature misses in the form, by default the toy form."""
    return list(feature.faults(form or toy_form()))


def test_a_feature_is_found_by_its_kind_though_no_file_knows_it() -> None:
    agenda = Agenda(("Đầu vào",))
    form = a_form(AuthorRule("writer"), agenda)

    assert form.feature(Agenda) is agenda
    assert form.feature(RecurrenceRule) is None
    assert faults(agenda, form) == []


def test_a_form_without_a_rule_has_what_the_procedure_says() -> None:
    form = toy_form()

    assert author_field(form) == ""
    assert evidence_rule(form, form.moves[0]) is None
    assert correction_rule(form) == CorrectionRule()


def test_a_rule_of_the_form_goes_before_what_the_procedure_says() -> None:
    evidence = EvidenceRule(move="finish", field="story", otherwise=WORDS)
    corrections = CorrectionRule(never=frozenset({"kind"}))
    form = a_form(AuthorRule("writer"), evidence, corrections)
    other = replace(form.moves[0], key="other")

    assert author_field(form) == "writer"
    assert evidence_rule(form, form.moves[0]) is evidence
    assert evidence_rule(form, other) is None
    assert correction_rule(form) is corrections


def test_records_are_listed_in_the_first_table_of_a_companion() -> None:
    form = toy_form()

    assert table_of_records(form).name == "people"
    with pytest.raises(LookupError):
        table_of_records(toy_form(Box("head", WORDS, FIELDS[:2])))


@pytest.mark.parametrize(
    "feature",
    [
        AuthorRule("writer"),
        RecurrenceRule("story", frozenset({"done"})),
        REPORTS,
        CorrectionRule(never=frozenset({"kind"}), approved_by=frozenset({"finish"})),
        DrawnFromRecord(lambda answers, facts: answers),
        ListsRecords(lambda answers, facts: answers),
    ],
    ids=lambda feature: type(feature).__name__,
)
def test_a_feature_fits_a_form_that_has_all_it_needs(feature: Feature) -> None:
    assert faults(feature) == []


@pytest.mark.parametrize(
    ("feature", "found"),
    [
        (AuthorRule("author"), ["no field 'author'"]),
        (RecurrenceRule("story", frozenset({"draft"})), ["no end 'draft'"]),
        (RecurrenceRule("content"), ["no field 'content'"]),
        (replace(REPORTS, stage="under_way"), ["no stage 'under_way'"]),
        (replace(REPORTS, part="reporter"), ["no part 'reporter'"]),
        (replace(REPORTS, ends="due_on"), ["no field 'due_on'"]),
        (replace(REPORTS, made_on="age", reports="tags"), ["no column 'age'"]),
        (
            CorrectionRule(never=frozenset({"level"}), answered_by=frozenset({"issue"})),
            ["no field 'level'", "no move 'issue'"],
        ),
        (EvidenceRule(move="met", field="story", otherwise=WORDS), ["no move 'met'"]),
        (
            EvidenceRule(move="finish", field="story", otherwise=WORDS),
            ["move 'finish' does not ask for 'story'"],
        ),
        (
            CONTINUES,
            [
                "no move that opens a record to continue another",
                "no series that numbers the new record",
            ],
        ),
    ],
)
def test_a_feature_names_what_the_form_lacks(feature: Feature, found: list[str]) -> None:
    assert faults(feature) == found


def test_a_companion_without_a_table_lists_nothing() -> None:
    form = toy_form(Box("head", WORDS, FIELDS[:2]))

    assert faults(ListsRecords(lambda answers, facts: answers), form) == [
        "no table that lists records"
    ]


@pytest.mark.parametrize(
    ("declared", "reason"),
    [
        ('(AuthorRule("author"),)', "AuthorRule: no field 'author'"),
        ('(AuthorRule("writer"), AuthorRule("subject"))', "AuthorRule: there are two"),
    ],
)
def test_a_form_with_a_feature_that_does_not_fit_is_named(
    tmp_path: Path, declared: str, reason: str
) -> None:
    (tmp_path / "strange.py").write_text(
        "from dataclasses import replace\n"
        "from service.formkit.features.record_rules import AuthorRule\n"
        "from tests.formkit.toy_form import toy_form\n"
        f'FORM = replace(toy_form(), key="strange", features={declared})\n',
        encoding="utf-8",
    )

    with pytest.raises(FormBroken) as caught:
        Catalogue.load([tmp_path])

    assert caught.value.reason == reason
