"""Every companion document is sound in itself, fits its Word file and keeps its own rules."""

import re
import unicodedata
from typing import Any

import pytest

from service.documents.template.check_template import unsound
from service.formkit.fields import Choice, Code, Rows, Text
from service.formkit.form import Form, paper_tags
from service.formkit.letterhead import default_letterhead, letterhead_facts
from service.formkit.schema import judge
from tests.documents.form_values import catalogue
from tests.forms.companion_samples import (
    CODES,
    COMPANIONS,
    companion_library,
    companion_sample,
    companions,
    template_of,
)
from tests.forms.test_every_form import (
    CLAUSES,
    FACTS,
    LONGEST_TAG,
    VIETNAMESE_ONLY,
    all_fields,
    labels_in,
)

EVERY_COMPANION = pytest.mark.parametrize("form", COMPANIONS, ids=CODES)
PLANNED = {"O-01", "O-02", "O-03", "O-04", "O-05", "O-06", "O-07", "O-08", "O-16"}


def faults(code: str, **but: Any) -> dict[str, Any]:
    """What is wrong with the filled sample once some of its answers are changed."""
    form = companions()[code]
    return dict(judge(form, {**companion_sample(form, "filled"), **but}).faults)


def test_the_companions_of_steps_5_3_to_5_7_are_there() -> None:
    assert set(CODES) == PLANNED
    assert set(CODES).isdisjoint(form.code for form in catalogue())


@EVERY_COMPANION
def test_every_label_stands_in_both_languages_and_in_nfc(form: Form) -> None:
    labels = list(labels_in(form))

    assert len(labels) > len(form.fields)
    for label in labels:
        assert label.vi.strip() == label.vi != ""
        assert label.en.strip() == label.en != ""
        assert unicodedata.is_normalized("NFC", label.vi + label.en)
        assert not VIETNAMESE_ONLY.search(label.en), label.en


@EVERY_COMPANION
def test_every_field_has_a_name_of_its_own_that_word_can_keep_as_a_tag(form: Form) -> None:
    paths = [path for path, _ in all_fields(form)]

    assert len(set(paths)) == len(paths)
    for path in paths:
        assert re.fullmatch(r"[a-z0-9_.\[\]]+", path)
        assert len(path) <= LONGEST_TAG


@EVERY_COMPANION
def test_every_field_is_printed_and_asked_for_by_a_step_of_the_companion(form: Form) -> None:
    steps = {each.step for _, each in all_fields(form)} - {None}

    assert all(each.printed for _, each in all_fields(form))
    assert len(steps) == 1
    assert steps <= CLAUSES


@EVERY_COMPANION
def test_a_companion_has_no_stages_and_is_kept_like_its_form(form: Form) -> None:
    slip = catalogue()["BM.CTCL.01"]

    assert (form.stages, form.moves, form.openers()) == ((), (), frozenset())
    assert form.procedure == slip.procedure
    assert form.retention == slip.retention
    assert form.versions == slip.versions


@EVERY_COMPANION
def test_every_field_keeps_to_the_limits_of_its_kind(form: Form) -> None:
    for path, each in all_fields(form):
        if isinstance(each, Text):
            assert 1 <= each.max_length <= 2000, path
            assert each.kind != "person" or each.max_length == 50, path
        elif isinstance(each, Choice):
            values = [option.value for option in each.options]
            assert len(set(values)) == len(values) >= 2, path
        elif isinstance(each, Rows):
            assert each.fields, path
        if isinstance(each.default, str):
            assert each.default in FACTS, path


@EVERY_COMPANION
def test_every_number_accepts_what_its_series_gives(form: Form) -> None:
    for path, each in all_fields(form):
        if isinstance(each, Code):
            given = "01/2026" if path.endswith("car_number") else "01"
            assert re.fullmatch(each.pattern, given), path
            assert len(given) <= each.max_length


@EVERY_COMPANION
def test_the_template_has_a_control_for_every_field_and_no_other(form: Form) -> None:
    template = template_of(form)

    assert list(companion_library().problems()) == []
    assert list(unsound(form, "", template.placeholders)) == []
    drawn = {p.tag for p in template.placeholders if p.is_answer}
    assert drawn == {tag for tag, _ in paper_tags(form, "")}


@EVERY_COMPANION
def test_a_new_paper_starts_with_place_date_and_usual_recipients(form: Form) -> None:
    facts = letterhead_facts(default_letterhead()) | {
        "today": "2026-03-05",
        "actor:name": "Đoàn Quốc Bảo",
        "actor:unit": "Phòng Tài chính đầu tư",
    }

    started = form.defaults({}, facts)

    assert started["issue_place"] == "Khánh Hòa"
    assert started["issue_date"] == "2026-03-05"
    assert bool(started.get("recipients")) == form.has_field("recipients")
    assert judge(form, started).faults == {}
    assert form.blank_answers("", facts) == {"issue_place": "Khánh Hòa"}


@EVERY_COMPANION
def test_the_filled_sample_lacks_nothing_its_step_asks_for(form: Form) -> None:
    steps = {each.step for each in form.fields if each.step}

    assert judge(form, companion_sample(form, "filled"), steps).faults == {}
    assert judge(form, {}, steps).faults != {}


def test_a_notice_goes_to_the_units_it_names_each_once() -> None:
    notice = companions()["O-02"]
    rows = [{"executing_unit": unit} for unit in ("Văn phòng Sở", "Thanh tra Sở", "Văn phòng Sở")]

    started = notice.defaults({"assignments": rows}, {})

    assert started["recipients"] == [
        "Lãnh đạo Sở (để b/c)",
        "Văn phòng Sở (để t/h)",
        "Thanh tra Sở (để t/h)",
    ]


def test_a_unit_with_the_longest_name_still_fits_among_the_recipients() -> None:
    notice = companions()["O-02"]
    rows = [{"executing_unit": "P" * 150}]

    started = notice.defaults({"assignments": rows}, {})

    assert "recipients.1" not in judge(notice, started).faults


@pytest.mark.parametrize(
    ("code", "wrong", "field"),
    [
        ("O-01", {"period_to": "2026-02-28"}, "period_to"),
        ("O-05", {"requested_due_date": "2026-04-15"}, "requested_due_date"),
        ("O-07", {"valid_to": "2026-04-09"}, "valid_to"),
        ("O-07", {"delegate_name": "Hồ Quang Vinh"}, "delegate_name"),
        ("O-07", {"legal_bases": ["Căn cứ không có dấu chấm"]}, "legal_bases.0"),
        ("O-08", {"follow_up_car_number": "09/2026"}, "follow_up_car_number"),
    ],
)
def test_answers_that_contradict_each_other_are_refused_beside_the_field(
    code: str, wrong: dict[str, Any], field: str
) -> None:
    assert set(faults(code, **wrong)) == {field}


@pytest.mark.parametrize("code", ["O-01", "O-05", "O-07", "O-08"])
def test_answers_that_agree_are_not_refused(code: str) -> None:
    assert faults(code) == {}


@pytest.mark.parametrize(("month", "printed"), [("1", "01"), ("2", "02"), ("3", "3"), ("12", "12")])
def test_the_month_of_a_report_is_written_as_the_decree_wants(month: str, printed: str) -> None:
    field = companions()["O-04"].field("report_month")

    assert isinstance(field, Choice)
    assert {o.value: o.printed for o in field.options}[month] == printed
