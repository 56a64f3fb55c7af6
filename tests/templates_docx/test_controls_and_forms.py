"""Every printed field of a form has its control of the right kind, and no control is without."""

from collections.abc import Iterator

import pytest

from forms import corrective_action_request, management_review_minutes, quality_objective_plan
from service.formkit.fields import Choice, Date, Field, Rows, Text, YesNo
from tests.templates_docx.word_page import find, page, value

SLIP, MINUTES, PLAN = (
    module.FORM
    for module in (corrective_action_request, management_review_minutes, quality_objective_plan)
)
TEMPLATES = (
    ("BM.CTCL.01.docx", SLIP, ""),
    ("BM.CTCL.02.docx", MINUTES, ""),
    ("BM.CTCL.03.docx", PLAN, "agency"),
    ("BM.CTCL.03-unit.docx", PLAN, "unit"),
)
# Which of the two plans it is, the title says.
SAID_BY_THE_TITLE = {"plan_level"}
LETTERHEAD = ("settings.", "form.", "doc.")

every_template = pytest.mark.parametrize(("file", "form", "variant"), TEMPLATES)


def printed(fields: object, prefix: str = "") -> Iterator[tuple[str, Field]]:
    """Every printed field with its tag, rows and their fields included."""
    for field in fields:  # type: ignore[attr-defined]
        if not field.printed or field.name in SAID_BY_THE_TITLE:
            continue
        tag = prefix + field.name
        if isinstance(field, Rows):
            yield f"{tag}[]", field
            yield from printed(field.fields, f"{tag}[].")
        else:
            yield tag, field


def fields_of(form: object, variant: str) -> dict[str, Field]:
    """The printed fields of a form's variant by tag."""
    boxes = [b for b in form.boxes if not b.variants or variant in b.variants]  # type: ignore[attr-defined]
    return dict(printed([field for box in boxes for field in box.fields]))


@every_template
def test_fields_and_controls_are_the_same(file: str, form: object, variant: str) -> None:
    tags = {
        tag.partition(":")[0]
        for tag in page(file).tags
        if not tag.startswith(("if:", "unless:", *LETTERHEAD)) and tag != "blank"
    }

    assert tags == set(fields_of(form, variant))


@every_template
def test_each_control_is_of_the_kind_of_its_field(file: str, form: object, variant: str) -> None:
    for tag, field in fields_of(form, variant).items():
        found = [s for s in page(file).controls if _named(s, tag)]
        assert found, tag
        for sdt in found:
            assert _kind(sdt) == _expected(field), tag


@every_template
def test_lists_and_boxes_offer_exactly_the_options(file: str, form: object, variant: str) -> None:
    for tag, field in fields_of(form, variant).items():
        if not isinstance(field, Choice):
            continue
        values = [option.value for option in field.options]
        if field.boxes:
            assert {t for t in page(file).tags if t.startswith(f"{tag}:")} == {
                f"{tag}:{one}" for one in values
            }
            continue
        sdt = page(file).control(tag)
        entries = find(sdt, "w:sdtPr/w:dropDownList/w:listItem")
        attribute = "{" + sdt.nsmap["w"] + "}"
        assert [entry.get(f"{attribute}value") for entry in entries] == values
        assert [entry.get(f"{attribute}displayText") for entry in entries] == [
            option.printed or option.label.vi for option in field.options
        ]


@every_template
def test_conditions_speak_of_fields_settings_or_the_print(
    file: str, form: object, variant: str
) -> None:
    known = {*fields_of(form, variant), "first", "last"}
    for tag in page(file).tags:
        if tag.startswith(("if:", "unless:")):
            name = tag.split(":")[1]
            assert name.startswith(LETTERHEAD) or name in known or f"{name}[]" in known, tag


def _named(sdt: object, tag: str) -> bool:
    found = value(sdt, "w:sdtPr/w:tag")
    return found == tag or found.startswith(f"{tag}:")


def _expected(field: Field) -> str:
    if isinstance(field, Text):
        return "lines" if field.multiline else "text"
    if isinstance(field, Choice):
        return "box" if field.boxes else "list"
    kinds = {Date: "date", YesNo: "box", Rows: "rows"}
    return kinds.get(type(field), "text")


def _kind(sdt: object) -> str:
    for path, kind in (
        ("w:sdtPr/w:text[@w:multiLine='1']", "lines"),
        ("w:sdtPr/w:text", "text"),
        ("w:sdtPr/w:date", "date"),
        ("w:sdtPr/w:dropDownList", "list"),
        ("w:sdtPr/w14:checkbox", "box"),
        ("w:sdtPr/w15:repeatingSection", "rows"),
    ):
        if find(sdt, path):
            return kind
    return "rich"
