"""A filled Word file reads back exactly; contradictions are named with their field."""

import io
import re
import zipfile
from collections.abc import Callable
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.documents.errors import (
    BoxDisagrees,
    ChoiceUnknown,
    ControlsGone,
    CopiesDiffer,
    DateUnreadable,
    DocumentMismatch,
    FieldUnreadable,
    FormUnknown,
    NotADocument,
    NumberUnreadable,
    TwoBoxesTicked,
    UnreadableDocument,
)
from service.documents.render.render import prove, render
from service.documents.template.prepare import pack, unpack, without_controls
from tests.documents import toy_template as toy
from tests.documents.edits import (
    FILLED,
    FIRST_LINE,
    FORM,
    TEMPLATE,
    Edit,
    control,
    inside,
    read,
)
from tests.documents.form_values import paper_of

DOCUMENT = unpack(FILLED)["word/document.xml"]


def test_every_kind_of_answer_comes_back_in_the_forms_order() -> None:
    assert read(FILLED) == toy.FILLED
    assert list(read(FILLED)) == list(toy.FILLED)


def test_a_blank_print_has_no_answers() -> None:
    assert read(render(FORM, TEMPLATE, {}, paper_of(FORM))) == {}


def test_typing_with_tracked_changes_reads_as_the_page_will_be() -> None:
    edit = inside(
        "story",
        FIRST_LINE,
        '<w:del w:id="9" w:author="a"><w:r><w:tab/><w:delText>cũ</w:delText></w:r></w:del>'
        '<w:ins w:id="8" w:author="a"><w:r><w:t>mới </w:t></w:r></w:ins>' + FIRST_LINE,
    )

    assert read(edit(FILLED))["story"] == "mới " + toy.FILLED["story"]


def test_a_row_struck_with_tracked_changes_is_gone() -> None:
    row = (
        "<w:tbl><w:tr><w:trPr><w:del w:id='9' w:author='a'/></w:trPr><w:tc>{}</w:tc></w:tr></w:tbl>"
    )
    xml = unpack(FILLED)["word/document.xml"].decode()
    people = re.search(control("people[].who"), xml, re.S)
    assert people is not None

    struck = inside("people[].who", people.group(), row.format(people.group()))(FILLED)

    assert [person["who"] for person in read(struck)["people"] if "who" in person] == ["Bình"]


def test_hyphens_symbols_and_paragraphs_of_word_are_read() -> None:
    marks = '<w:r><w:noBreakHyphen/><w:cr/><w:sym w:font="Arial" w:char="2192"/></w:r>'

    assert read(inside("story", FIRST_LINE, marks + FIRST_LINE)(FILLED))["story"].startswith(
        "\u2011\n→một"
    )


def test_a_row_added_with_plus_is_a_row() -> None:
    xml = unpack(FILLED)["word/document.xml"].decode()
    item = re.search(r"<w:sdt><w:sdtPr><w:id [^>]*/><w15:repeatingSectionItem/>.*?An<.*?</w:p></w:sdtContent></w:sdt>", xml, re.S)  # noqa: E501  # fmt: skip
    assert item is not None

    copied = Edit(re.escape(item.group()), item.group() * 2, 1)(FILLED)

    assert read(copied)["people"] == [toy.FILLED["people"][0]] * 2 + [toy.FILLED["people"][1]]


def test_rows_without_their_items_are_told_apart_by_tags_that_come_again() -> None:
    loose = Edit(r"<w15:repeatingSection(Item)?/>", "")(FILLED)

    assert read(loose)["people"] == toy.FILLED["people"]


def test_boxes_without_their_control_are_read_by_their_glyph() -> None:
    assert read(Edit(r"<w14:checkbox>.*?</w14:checkbox>", "")(FILLED)) == toy.FILLED


def test_a_date_that_differs_from_its_record_reads_as_printed() -> None:
    edit = inside("day", "2026-03-05T00", "2025-01-01T00")

    assert read(edit(FILLED))["day"] == "2026-03-05"


def test_a_year_alone_comes_back_and_carries_no_full_date() -> None:
    package = render(FORM, TEMPLATE, {"day": "2026"}, paper_of(FORM))

    assert b"fullDate" not in unpack(package)["word/document.xml"]
    assert read(package) == {"day": "2026"}


def test_a_copy_still_blank_contradicts_nothing() -> None:
    blank = render(FORM, TEMPLATE, {}, paper_of(FORM))
    typed = inside("name", "……", "An")(inside("name", "<w:showingPlcHdr/>", "")(blank))

    assert read(typed) == {"name": "An"}


@pytest.mark.parametrize(
    ("edit", "error", "field"),
    [
        (inside("kind:b", "☒", "☐"), BoxDisagrees, "kind"),
        (inside("kind:b", "☒", "x"), BoxDisagrees, "kind"),
        (inside("urgent:true", 'w14:val="1"', 'w14:val="0"'), BoxDisagrees, "urgent"),
        (Edit(r'w14:val="0"(.*?)☐', r'w14:val="1"\1☒', 1), TwoBoxesTicked, "kind"),
        (inside("day", " 05 ", " 32 "), DateUnreadable, "day"),
        (inside("moment", "08 giờ 30", "08 giờ 61"), DateUnreadable, "moment"),
        (inside("sign", "TL. GIÁM ĐỐC</w:t>", "TM. GIÁM ĐỐC</w:t>"), ChoiceUnknown, "sign"),
        (inside("sign", 'w:value="TL"', 'w:value="XX"'), ChoiceUnknown, "sign"),
        (inside("count", ">07<", ">bảy<"), NumberUnreadable, "count"),
        (inside("name", "Hiền", "Hiển"), CopiesDiffer, "name"),
        (Edit(control("story"), "", 1), ControlsGone, "story"),
        (Edit(control("kind:a"), "", 1), ControlsGone, "kind"),
    ],
)
def test_a_contradiction_is_named_with_its_field(
    edit: Callable[[bytes], bytes], error: type[FieldUnreadable], field: str
) -> None:
    with pytest.raises(error) as caught:
        read(edit(FILLED))

    assert caught.value.field == field
    assert "Vui lòng" in caught.value.label.vi


def test_a_file_that_lost_its_controls_is_refused_in_a_sentence_that_says_so() -> None:
    with pytest.raises(ControlsGone, match="LibreOffice"):
        read(without_controls(render(FORM, TEMPLATE, toy.FILLED, paper_of(FORM))))


def test_a_file_of_no_form_of_ours_is_refused() -> None:
    with pytest.raises(FormUnknown):
        read(toy.template(toy.p(toy.run("Công văn"), toy.text("content"))))


@settings(max_examples=200)
@given(st.lists(st.tuples(st.integers(0, len(FILLED) - 1), st.integers(0, 255)), max_size=8))
def test_a_damaged_file_is_refused_or_read_but_never_crashes(
    damage: list[tuple[int, int]],
) -> None:
    package = bytearray(FILLED)
    for place, byte in damage:
        package[place] = byte

    with suppress(UnreadableDocument):
        read(bytes(package))


def holding(document: bytes) -> bytes:
    """A Word file sound in all but its main part."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in {**unpack(FILLED), "word/document.xml": document}.items():
            archive.writestr(name, content)
    return out.getvalue()


def cut() -> bytes:
    damaged = bytearray(FILLED)
    place = damaged.find(b"word/document.xml") + 40
    damaged[place : place + 200] = b"\0" * 200
    return bytes(damaged)


@pytest.mark.parametrize(
    "package",
    [
        b"",
        b"PK\3\4",
        b"%PDF-1.7",
        FILLED[:500],
        cut(),
        holding(b" " * 60_000_000),
        pack({"[Content_Types].xml": b"<a/>"}),
        holding(b"<!DOCTYPE a [<!ENTITY b 'c'>]>" + DOCUMENT.partition(b"?>")[2]),
        holding(DOCUMENT[:-9]),
    ],
    ids=["empty", "start", "pdf", "half", "damaged", "bomb", "no document", "entity", "open"],
)
def test_what_is_no_word_file_is_refused_safely(package: bytes) -> None:
    with pytest.raises(NotADocument):
        read(package)


@pytest.mark.parametrize(
    ("edit", "field"),
    [
        (inside("name", "Hiền", "Hiển"), "name"),
        (inside("story", "một", "hai"), "story"),
        (inside("day", "2026-03-05T00", "2025-01-01T00"), "day"),
        (inside("kind:b", "☒", "☐"), "kind"),
        (inside("people[].who", "An", "Ân"), "people"),
        (Edit(control("count"), "", 1), "count"),
        (inside("story", "<w:text ", "<w:showingPlcHdr/><w:text "), "story"),
    ],
)
def test_a_document_that_does_not_say_its_answers_is_not_issued(
    edit: Callable[[bytes], bytes], field: str
) -> None:
    prove(FORM, TEMPLATE, FILLED, toy.FILLED)

    with pytest.raises(DocumentMismatch) as caught:
        prove(FORM, TEMPLATE, edit(FILLED), toy.FILLED)

    assert caught.value.field == field
