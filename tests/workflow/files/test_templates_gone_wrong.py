"""A template that is corrupted or prints less than was typed: named, and nothing is issued."""

import shutil
import zipfile
from pathlib import Path

import pytest
from lxml import etree

from service.settings import ROOT
from service.store.database import Database
from service.store.ledger.counters import next_number
from service.workflow.errors import DocumentNotProved, TemplateUnusable
from service.workflow.files.document_files import blank_word, draft_word
from service.workflow.office import Office
from service.workflow.records.read_records import RecordFilter, list_records
from tests.builders import (
    MINUTES,
    SLIP,
    Crew,
    a_draft,
    a_slip,
    a_staff,
    an_office,
    mandatory_values,
    slip_values,
    submit,
)

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


@pytest.fixture
def templates(tmp_path: Path) -> Path:
    """A folder with all templates, to be spoilt."""
    folder = tmp_path / "templates"
    folder.mkdir()
    for path in (ROOT / "templates_docx").glob("**/*.docx"):
        kept = folder / path.relative_to(ROOT / "templates_docx")
        kept.parent.mkdir(exist_ok=True)
        shutil.copy(path, kept)
    return folder


def office_with(templates: Path, database: Database) -> Office:
    return an_office(templates.parent, database, Crew(templates=(templates,)))


def print_only_in_drafts(template: Path, tag: str) -> None:
    """Put the control of that tag under a condition, as a slip of the hand in Word may."""
    with zipfile.ZipFile(template) as package:
        members = {name: package.read(name) for name in package.namelist()}
    document = etree.fromstring(members["word/document.xml"])
    control = document.xpath(f"//w:sdt[w:sdtPr/w:tag[@w:val='{tag}']]", namespaces={"w": W})[0]
    condition = etree.fromstring(
        f'<w:sdt xmlns:w="{W}"><w:sdtPr><w:tag w:val="if:doc.draft"/></w:sdtPr>'
        "<w:sdtContent/></w:sdt>"
    )
    control.addprevious(condition)
    condition[1].append(control)
    members["word/document.xml"] = etree.tostring(document, xml_declaration=True, encoding="UTF-8")
    with zipfile.ZipFile(template, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in members.items():
            package.writestr(name, content)


@pytest.mark.parametrize("spoilt", ["cut short", "gone", "not Word"])
def test_a_corrupted_template_is_named_and_the_others_work(
    templates: Path, memory_database: Database, spoilt: str
) -> None:
    path = templates / "BM.CTCL.02.docx"
    if spoilt == "gone":
        path.unlink()
    else:
        path.write_bytes(path.read_bytes()[:5000] if spoilt == "cut short" else b"xin chao")
    office = office_with(templates, memory_database)
    staff = a_staff(office)

    (problem,) = office.library.problems()

    assert "BM.CTCL.02.docx" in problem.label.vi
    assert a_slip(office, staff.official).number == "01/2026"
    with pytest.raises(TemplateUnusable) as refused:
        blank_word(office, MINUTES)
    assert "BM.CTCL.02" in refused.value.label.vi


def test_minutes_typed_without_a_template_are_kept_and_take_no_number(
    templates: Path, memory_database: Database
) -> None:
    (templates / "BM.CTCL.02.docx").write_bytes(b"")
    office = office_with(templates, memory_database)
    secretary = a_staff(office).secretary
    draft = a_draft(office, secretary, MINUTES, mandatory_values(office, MINUTES))

    with pytest.raises(TemplateUnusable):
        submit(office, secretary, draft, move="issue")

    with office.database.reading() as uow:
        assert next_number(uow, "minutes", 2026) == 1
    assert list_records(office, secretary, RecordFilter()).rows == ()


def test_a_document_that_does_not_say_what_was_typed_is_not_issued(
    templates: Path, memory_database: Database
) -> None:
    print_only_in_drafts(templates / "BM.CTCL.01.docx", "related_documents")
    office = office_with(templates, memory_database)
    official = a_staff(office).official
    draft = a_draft(office, official, SLIP, slip_values(related_documents="QT-0612"))

    with pytest.raises(DocumentNotProved) as refused:
        submit(office, official, draft, submission="a")

    assert "Tài liệu liên quan" in refused.value.label.vi
    assert list_records(office, official, RecordFilter()).rows == ()
    assert list(office.vault.digests()) == []
    assert draft_word(office, official, draft.id)
    assert a_slip(office, official).number == "01/2026"


def test_once_the_template_is_mended_the_same_click_goes_through(
    templates: Path, memory_database: Database
) -> None:
    print_only_in_drafts(templates / "BM.CTCL.01.docx", "related_documents")
    office = office_with(templates, memory_database)
    official = a_staff(office).official
    draft = a_draft(office, official, SLIP, slip_values(related_documents="QT-0612"))
    with pytest.raises(DocumentNotProved):
        submit(office, official, draft, submission="a")

    mended = an_office(templates.parent, memory_database)

    assert submit(mended, official, draft, submission="a").number == "01/2026"
