"""A form's boxes, variants, moves, defaults and tags, on small forms."""

import pytest

from service.formkit.declare import day, one_of, option, text, texts, tick, unit
from service.formkit.form import Box, walk_fields
from service.formkit.form import paper_tags as tags_of
from service.formkit.labels import Label
from service.formkit.moves import Role
from tests.formkit.toy_form import FIELDS, toy_form

LEVEL = one_of(
    "level", "Cấp", "Level", option("agency", "Sở", "Agency"), option("unit", "Đơn vị", "Unit")
)
HEAD = Box(
    "head",
    Label("Đầu", "Head"),
    (
        LEVEL,
        text("place", "Nơi", "Place", 40, default="setting:place_name", default_on_blank=True),
        day("dated", "Ngày", "Date", default="today"),
        texts("grounds", "Căn cứ", "Grounds", 3, 40, default=lambda a: [f"Cấp {a['level']}."]),
        text("note", "Ghi chú", "Note", 40, printed=False),
    ),
)
UNIT = Box(
    "unit",
    Label("Đơn vị", "Unit"),
    (unit("unit", "Đơn vị", "Unit", default="actor:unit"),),
    variants=("unit",),
)
TWO_LEVELS = toy_form(
    HEAD, UNIT, variant_field="level", templates={"agency": "a.docx", "unit": "b.docx"}
)
KNOWN = {"setting:place_name": "Khánh Hòa", "today": "2026-03-05", "actor:unit": "Thanh tra Sở"}


def test_fields_are_found_by_name_in_the_order_of_the_boxes() -> None:
    form = toy_form()

    assert form.fields == FIELDS
    assert form.field("copies") is form.fields[10]
    assert form.has_field("copies")
    assert not form.has_field("copy")
    with pytest.raises(KeyError):
        form.field("copy")


def test_a_form_without_variants_has_one_without_a_name() -> None:
    form = toy_form()

    assert form.variants == ("",)
    assert form.variant_of({"level": "unit"}) == ""


@pytest.mark.parametrize(
    ("answers", "variant"),
    [
        ({"level": "unit"}, "unit"),
        ({"level": "agency"}, "agency"),
        ({}, "agency"),
        ({"level": "village"}, "agency"),
    ],
)
def test_the_variant_is_the_answer_of_its_field_and_the_first_without_one(
    answers: dict[str, object], variant: str
) -> None:
    assert TWO_LEVELS.variant_of(answers) == variant


def test_a_box_belongs_to_its_variants() -> None:
    assert TWO_LEVELS.boxes_for("agency") == (HEAD,)
    assert TWO_LEVELS.boxes_for("unit") == (HEAD, UNIT)
    assert [field.name for field in TWO_LEVELS.fields_for("unit")][-1] == "unit"


def test_a_new_draft_starts_with_every_default_it_leaves_open() -> None:
    started = TWO_LEVELS.defaults({"level": "unit", "dated": "2026"}, KNOWN)

    assert started == {
        "place": "Khánh Hòa",
        "grounds": ["Cấp unit."],
        "unit": "Thanh tra Sở",
    }


def test_a_default_of_another_variant_is_left_out() -> None:
    assert "unit" not in TWO_LEVELS.defaults({"level": "agency"}, KNOWN)


def test_the_blank_print_names_the_variant_and_the_defaults_marked_for_it() -> None:
    assert TWO_LEVELS.blank_answers("unit", KNOWN) == {"level": "unit", "place": "Khánh Hòa"}
    assert toy_form().blank_answers("", KNOWN) == {}


def test_rows_are_walked_before_the_fields_inside_them() -> None:
    paths = [path for path, _ in walk_fields(toy_form().fields)]

    assert paths[-5:] == [
        "people[]", "people[].name", "people[].age", "people[].tasks[]", "people[].tasks[].task",
    ]  # fmt: skip
    assert "recipients[].text" in paths


def test_the_paper_has_no_control_for_the_variant_nor_for_what_is_not_printed() -> None:
    assert [tag for tag, _ in tags_of(TWO_LEVELS, "unit")] == [
        "place", "dated", "grounds[]", "grounds[].text", "unit",
    ]  # fmt: skip


def test_every_box_to_tick_has_a_control_of_its_own() -> None:
    result = one_of(
        "result", "Kết quả", "Result",
        option("met", "Đạt", "Met"), option("not_met", "Không", "Not"), boxes=True,
    )  # fmt: skip
    form = toy_form(Box("box", Label("Ô", "Box"), (result, tick("urgent", "Khẩn", "Urgent"))))

    assert [tag for tag, _ in tags_of(form, "")] == [
        "result:met",
        "result:not_met",
        "urgent:true",
    ]


def test_moves_start_at_their_stage_and_show_who_may_open_the_form() -> None:
    form = toy_form()

    assert [move.key for move in form.moves_from("draft", "")] == ["finish"]
    assert form.moves_from("done", "") == ()
    assert form.openers() == {Role.OFFICIAL}


def test_stages_and_versions_are_found_or_named_as_unknown() -> None:
    form = toy_form()

    assert form.stage("done").ended
    assert form.version_no("01") is form.version
    with pytest.raises(KeyError):
        form.stage("lost")
    with pytest.raises(KeyError):
        form.version_no("02")


def test_a_field_without_step_that_no_row_needs_is_optional() -> None:
    optional = {field.name for field in FIELDS if field.optional}

    assert {"subject", "writer", "kind", "tags", "people"} & optional == set()
    assert "story" in optional
