"""Every paper that must come out well: blank, as its samples, and stretched as far as it goes."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from service.documents.render.compiled_template import CompiledTemplate
from service.documents.render.render import render
from service.formkit.fields import Rows, Text
from service.formkit.form import Form
from service.formkit.letterhead import letterhead_facts
from tests.documents.form_values import catalogue, library, paper_of, papers
from tests.forms.companion_samples import (
    COMPANION_SAMPLES,
    COMPANIONS,
    companion_sample,
    companions,
    template_of,
)
from tests.forms.form_samples import SAMPLES, sample

WORDS = (
    "Rà soát quy trình tiếp nhận hồ sơ, hướng dẫn công chức cập nhật biểu mẫu mới, kiểm tra chứng "
    "từ thanh toán trước khi trình ký và báo cáo Thư ký ISO kết quả thực hiện; "
)
DASHES = "\n".join(
    (
        f"- Ý kiến thứ nhất: {WORDS}",
        f"+ Ý nhỏ: {WORDS}",
        f"a. Ý có chữ: {WORDS}",
        f"1. Ý có số: {WORDS}",
        f"– Ý có gạch dài: {WORDS}",
        f"Đoạn không phải danh sách: {WORDS}",
    )
)
"""A list as clerks type them."""
Answers = dict[str, Any]


def words(letters: int) -> str:
    """Running Vietnamese text of so many letters."""
    return (WORDS * (letters // len(WORDS) + 1))[:letters].strip()


def lines(count: int, letters: int = 60) -> str:
    """So many typed lines, each of so many letters."""
    return "\n".join(f"{number}) {words(letters)}" for number in range(1, count + 1))


# A slip as most are filled: a sentence or two a box.
_SHORT: Answers = {
    "related_documents": "QT.TCĐT.03",
    "nonconformity_description": words(240),
    "root_cause": words(160),
    "proposed_measures": words(160),
    "plan_updates": [],
    "verification_evidence": words(160),
    "result": "met",
    "new_measure_required": False,
    "follow_up_car_number": "",
    "follow_up_opened_on": "",
    "approver_authority": "",
    "verifier_authority": "",
}


@dataclass(frozen=True)
class PaperCase:
    """One paper: what it is called, its form and its answers."""

    name: str
    form: Form
    answers: Answers = field(hash=False)

    @property
    def template(self) -> CompiledTemplate:
        """The template the answers are printed on."""
        variant = self.form.variant_of(self.answers)
        if companions().get(self.form.code) is not None:
            return template_of(self.form)
        return library().template(self.form, variant)

    @property
    def word(self) -> bytes:
        """The Word file on the default letterhead."""
        return render(self.form, self.template, self.answers, paper_of(self.form))


@cache
def every_paper() -> tuple[PaperCase, ...]:
    """Blank papers, samples and extremes of all forms and companions."""
    return (*_blanks(), *_samples(), *_extremes())


def _blanks() -> Iterator[PaperCase]:
    for form, variant in papers():
        blank = form.blank_answers(variant, letterhead_facts(paper_of(form).settings))
        yield PaperCase(f"{form.code}{variant and '-'}{variant}-blank", form, blank)
    for form in COMPANIONS:
        yield PaperCase(f"{form.code}-blank", form, {})


def _samples() -> Iterator[PaperCase]:
    for form, name in SAMPLES:
        yield PaperCase(f"{form.code}-{name}", form, sample(form, name))
    for form, name in COMPANION_SAMPLES:
        yield PaperCase(f"{form.code}-{name}", form, companion_sample(form, name))


def _extremes() -> Iterator[PaperCase]:
    for name, code, changed in (*_slips(), *_minutes(), *_plans()):
        form = catalogue()[code]
        yield PaperCase(f"{code}-{name}", form, sample(form, "filled") | changed)
    for name, code, changed in _lists():
        form = companions()[code]
        yield PaperCase(f"{code}-{name}", form, companion_sample(form, "filled") | changed)


def _slips() -> Iterator[tuple[str, str, Answers]]:
    code = "BM.CTCL.01"
    yield "short", code, _SHORT
    yield "unit-150", code, {"requesting_unit": words(150), "executing_unit": words(150)}
    yield "related-10", code, {"related_documents": "\n".join(["01/QĐ-STC ngày 05/3/2026"] * 10)}
    for field_name in ("nonconformity_description", "verification_evidence"):
        for count in (20, 30, 41, 44):
            yield f"{field_name}-{count}", code, {field_name: lines(count)[:2000]}
    yield "dashes", code, {"root_cause": DASHES, "proposed_measures": DASHES}
    yield "causes-2000", code, {"root_cause": words(2000), "proposed_measures": words(2000)}


def _minutes() -> Iterator[tuple[str, str, Answers]]:
    code = "BM.CTCL.02"
    people = [{"name": f"Đỗ An {n:02}", "title": "Phó Trưởng phòng"} for n in range(1, 61)]
    yield "attendees-1", code, {"attendees": people[:1]}
    yield "attendees-60", code, {"attendees": people}
    yield "cell-4000", code, {"discussion_2_2": words(4000), "conclusion_2": words(1500)}
    yield "conclusion-4000", code, {"general_conclusion": words(4000)}
    yield (
        "dashes",
        code,
        {
            "discussion_1": DASHES,
            "discussion_4": DASHES,
            "conclusion_4": DASHES,
            "general_conclusion": DASHES,
            "recipients": ["- Lãnh đạo Sở", "Các phòng"],
            "reports": [{"reporter_name": "Đỗ An", "item_no": "1", "summary": DASHES}],
            "follow_up_actions": [{"kind": "KP", "action": DASHES, "lead_unit": "Phòng A"}],
        },
    )
    yield "recipients-15", code, {"recipients": [words(40)] * 15}
    yield "recipients-15-long", code, {"recipients": [words(120)] * 15}


def _plans() -> Iterator[tuple[str, str, Answers]]:
    code = "BM.CTCL.03"
    yield "action-500", code, {"objectives": [_objective(1, [{"action_text": words(500)}])]}
    wide = {"action_text": words(80), "lead_unit_or_person": words(150)}
    wide["support_units"] = words(200)
    yield "responsible-350", code, {"objectives": [_objective(1, [wide])]}
    full = _fullest_action()
    yield "all-full", code, {"objectives": [_fullest_objective(n, [full] * 2) for n in (1, 2)]}
    short = [{"action_text": words(80)}] * 5
    yield "60-by-5", code, {"objectives": [_objective(n, short) for n in range(1, 61)]}
    yield "causes-500", code, {"objectives": [_objective(n, short[:1]) for n in range(1, 8)]}
    for many in (2, 3, 4, 5, 6, 9):
        rows = [_objective(n, [{"action_text": words(260)}]) for n in range(1, many)]
        yield f"half-tall-{many}", code, {"objectives": rows}


def _objective(number: int, actions: list[Answers]) -> Answers:
    return {
        "objective_no": number,
        "objective_text": words(90),
        "target_operator": "≥",
        "target_value": "98,5",
        "target_unit": "%",
        "actions": actions,
        "deviation_cause": words(500) if number % 2 else words(120),
    }


def _fullest_objective(number: int, actions: list[Answers]) -> Answers:
    return _objective(number, actions) | {
        "objective_text": words(300),
        "measure_formula": words(300),
        "data_source": words(150),
    }


def _fullest_action() -> Answers:
    return {
        "action_text": words(500),
        "resources": words(200),
        "lead_unit_or_person": words(150),
        "support_units": words(200),
        "action_due": "2026-03-05",
        "note": words(150),
    }


def _lists() -> Iterator[tuple[str, str, Answers]]:
    for form in COMPANIONS:
        values = companion_sample(form, "filled")
        for rows in form.fields:
            entries = values.get(rows.name)
            if not isinstance(rows, Rows) or rows.plain or not entries:
                continue
            yield f"{rows.name}-30", form.code, {rows.name: (entries * 30)[:30]}
            full = entries[0] | {
                each.name: words(min(each.max_length, 500))
                for each in rows.fields
                if isinstance(each, Text)
            }
            yield f"{rows.name}-full", form.code, {rows.name: [full] * 3}
