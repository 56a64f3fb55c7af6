"""What a file says of itself: the moment it was made, by which program, in a PDF with tags."""

import io
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pikepdf
import pytest

from service.documents.core_properties import made_at
from service.documents.pdf.converter import PdfOffice
from service.documents.render.render import context, render
from service.documents.template.prepare import unpack, without_controls
from tests.documents.extreme_papers import PaperCase, every_paper
from tests.documents.form_values import defects, paper_of, reference, xml_parts
from tests.documents.pdf_papers import word_file

MADE = datetime(2026, 3, 5, 15, 30, tzinfo=timezone(timedelta(hours=7)))
FILLED = [case for case in every_paper() if case.name.endswith("-filled")]
EVERY_FORM = pytest.mark.parametrize("case", FILLED, ids=lambda case: case.name)
SLIP = FILLED[0]


def printed(moment: datetime | None, case: PaperCase = SLIP) -> bytes:
    paper = replace(paper_of(case.form), made_at=moment)
    return render(case.form, case.template, case.answers, paper)


def test_a_file_says_when_it_was_made_by_the_clock_it_was_given(tmp_path: Path) -> None:
    docx = printed(MADE)
    core = unpack(docx)["docProps/core.xml"].decode()

    assert core.count(">2026-03-05T08:30:00Z</dcterms:") == 2
    assert made_at(docx) == MADE
    assert docx == printed(MADE.astimezone(UTC))
    assert docx != printed(MADE + timedelta(seconds=1))
    assert defects(tmp_path, docx, without_controls(docx)) == ""


def test_a_file_made_without_a_clock_says_no_date(tmp_path: Path) -> None:
    docx = printed(None)

    assert b"dcterms:created" not in unpack(docx)["docProps/core.xml"]
    assert made_at(docx) is None
    assert defects(tmp_path, docx) == ""


@pytest.mark.parametrize("moment", [MADE, None], ids=["with a clock", "without"])
def test_docxtpl_writes_the_same_dates(moment: datetime | None) -> None:
    paper = replace(paper_of(SLIP.form), made_at=moment)
    values = context(SLIP.form, SLIP.answers, paper)

    assert xml_parts(printed(moment)) == xml_parts(reference(SLIP.template.prepared, values))


@EVERY_FORM
def test_no_file_says_that_word_made_it(case: PaperCase) -> None:
    application = unpack(case.word)["docProps/app.xml"].decode()

    assert "<Application>CTCL</Application>" in application
    assert "Microsoft" not in application


@EVERY_FORM
def test_a_pdf_is_tagged_and_names_title_author_and_dates(
    pdf_office: PdfOffice, case: PaperCase
) -> None:
    pdf = pikepdf.open(io.BytesIO(pdf_office.convert(without_controls(printed(MADE, case)))))

    about = pdf.open_metadata()
    assert pdf.Root.MarkInfo.Marked
    assert len(pdf.Root.StructTreeRoot.K) > 0
    assert pdf.Root.Lang == "vi-VN"
    assert about["dc:title"] == case.form.title.vi == str(pdf.docinfo.Title)
    assert about["dc:creator"] == ["Sở Tài chính Khánh Hòa"]
    assert about["xmp:CreateDate"] == about["xmp:ModifyDate"] == "2026-03-05T08:30:00+00:00"


def test_the_pdf_of_a_file_without_dates_says_when_it_was_printed(pdf_office: PdfOffice) -> None:
    pdf = pikepdf.open(io.BytesIO(pdf_office.convert(word_file("Một trang"))))

    assert pdf.open_metadata()["xmp:CreateDate"]
