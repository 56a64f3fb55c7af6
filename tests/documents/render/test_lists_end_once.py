"""A list whose lines the paper ends by itself ends each of them once, whatever is typed there."""

import re
from collections.abc import Iterator

import pytest

from service.formkit.fields import Rows, Text
from service.formkit.form import Form
from service.formkit.schema import judge
from service.formkit.vietnamese import without_final_sign
from tests.documents.render.test_typed_lists import ALL, EVERY_PAPER, printed
from tests.docx_text import printed_lines

ENDED = re.compile(r"«(\w+)»[;.,]")


def lists_of(form: Form, variant: str) -> Iterator[tuple[str, Text]]:
    """The lists of bare lines, by name, that are printed."""
    for field in form.fields_for(variant):
        line = field.fields[0] if isinstance(field, Rows) and field.plain else None
        if field.printed and isinstance(line, Text):
            yield field.name, line


@EVERY_PAPER
def test_a_list_says_that_the_paper_ends_its_lines_where_it_does(form: Form, variant: str) -> None:
    level = {form.variant_field: variant} if form.variant_field else {}
    lists = dict(lists_of(form, variant))

    paper = printed(form, level | {name: [f"«{name}»", f"«{name}»"] for name in lists})

    ended = {found for line in printed_lines(paper) for found in ENDED.findall(line)}
    assert ended == {name for name, line in lists.items() if line.sign_follows}


@pytest.mark.parametrize("typed", ["Văn phòng Sở;", "Văn phòng Sở ; ", "Văn phòng Sở.", "Sở, ;"])
def test_a_sign_typed_at_the_end_of_a_recipient_does_not_stand_twice(typed: str) -> None:
    form, variant = next(each for each in ALL if "recipients" in dict(lists_of(*each)))
    level = {form.variant_field: variant} if form.variant_field else {}

    answers = judge(form, level | {"recipients": [typed, "Lưu"]}).answers
    lines = printed_lines(printed(form, level | dict(answers)))

    (line,) = [each for each in lines if "Sở;" in each]
    assert line.strip().endswith(re.split("[ ;.,]+$", typed)[0] + ";")


@pytest.mark.parametrize(
    ("typed", "bare"),
    [
        ("UBND TP.HCM;", "UBND TP.HCM"),
        ("Các phòng, v.v.", "Các phòng, v.v."),
        ("Như trên.", "Như trên"),
        ("Lưu: VT, ISO.;", "Lưu: VT, ISO"),
        (" ; ", ""),
        ("Ban ISO", "Ban ISO"),
    ],
)
def test_the_stop_of_an_abbreviation_is_no_sign_of_a_list(typed: str, bare: str) -> None:
    assert without_final_sign(typed) == bare
