"""Rules as long as their text asks, and the names of all who sign on one height."""

import functools
import shutil
import subprocess
from collections.abc import Iterator
from typing import Any

import pytest
from PIL import ImageFont

from service.documents.pdf.converter import PdfOffice
from service.documents.template.prepare import unpack, without_controls
from service.documents.wordml import CELL, PARAGRAPH, ROW, TEXT, VAL, Element, parse_part, w
from tests.documents.drawn_pages import drawn_pages
from tests.documents.extreme_papers import PaperCase, every_paper
from tests.needs import need

RULED = [case for case in every_paper() if case.form.code != "BM.CTCL.01"]
SIGNED = [
    case for case in RULED if case.name.endswith("-filled") and case.form.code not in ("O-16",)
]
TWIPS_PER_POINT, TWIPS_PER_MM = 20, 1440 / 25.4
ROOMS = {True: 252.0, False: 165.0}


@functools.cache
def bold(size: float) -> ImageFont.FreeTypeFont:
    """Liberation Serif Bold, as wide as Times New Roman Bold, a hundred times its size."""
    asked = shutil.which("fc-match")
    need(asked, "fontconfig")
    command = [str(asked), "-f", "%{file}", "Liberation Serif:bold"]
    file = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    need("LiberationSerif-Bold" in file, "Liberation Serif")
    return ImageFont.truetype(file, size * 100)


def body_of(case: PaperCase) -> Element:
    return parse_part(unpack(case.word)["word/document.xml"])


def said(paragraph: Element) -> str:
    """The words of the paragraph, in capitals where it prints them so."""
    return "".join(
        (text.text or "").upper() if text.find(f"../{w('rPr')}/{w('caps')}") is not None
        else text.text or ""
        for text in paragraph.iter(TEXT)
    )  # fmt: skip


def rules(case: PaperCase) -> Iterator[tuple[Element, Element]]:
    """Every rule that depends on a text, with the paragraph above it."""
    for paragraph in body_of(case).iter(PARAGRAPH):
        style = paragraph.find(f"*/{w('pStyle')}")
        if style is not None and style.get(VAL) == "ShareRule":
            yield paragraph, paragraph.getprevious()


def room_of(rule: Element, case: PaperCase) -> float:
    """The room of a rule in twentieths: its cell without margins, or the text's width."""
    cell = next(rule.iterancestors(CELL), None)
    if cell is not None:
        return float(cell.find(f"*/{w('tcW')}").get(w("w")))
    landscape = b'w:orient="landscape"' in unpack(case.word)["word/document.xml"]
    return ROOMS[landscape] * TWIPS_PER_MM


@pytest.mark.parametrize("case", RULED, ids=lambda case: case.name)
def test_a_rule_is_a_third_to_a_half_of_the_text_above_it(case: PaperCase) -> None:
    found = list(rules(case))
    assert found

    for rule, above in found:
        indent = rule.find(f"*/{w('ind')}")
        room = room_of(rule, case)
        length = room - int(indent.get(w("left"))) - int(indent.get(w("right")))
        size = 14.0 if above.find(f"*/{w('pStyle')}").get(VAL) == "FormTitle" else 12.0
        text = bold(size).getlength(said(above)) / 100 * TWIPS_PER_POINT
        assert 1 / 3 <= length / min(text, room) <= 1 / 2, (said(above), length / min(text, room))


def names_of(case: PaperCase) -> list[list[str]]:
    """The names in each row of names, those side by side together."""
    found: list[list[str]] = []
    for row in body_of(case).iter(ROW):
        named: list[Any] = [
            said(p)
            for p in row.iter(PARAGRAPH)
            if p.find(f"*/{w('pStyle')}[@{w('val')}='SignerName']") is not None
        ]
        if len(named) > 1 and row.find(f".//{ROW}") is None:
            found.append(named)
    return found


@pytest.mark.parametrize("case", SIGNED, ids=lambda case: case.name)
def test_the_names_of_all_who_sign_stand_on_one_height(
    pdf_office: PdfOffice, case: PaperCase
) -> None:
    *_, last = drawn_pages(pdf_office.convert(without_controls(case.word)))

    for names in names_of(case):
        heights = {
            round(line.bottom, 0)
            for name in names
            for line in [line for line in last.lines if name in line.text][-1:]
        }
        assert len(heights) == 1, names
