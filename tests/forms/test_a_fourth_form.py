"""A fourth form dropped into folders works on page, in the API and in Word; no other file knows it.

`dropped/` holds what somebody adds: the declaration, the page drawn with content controls and the
samples. The tests copy them into temporary folders and name these in the settings.
"""

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from service.app import create_app
from service.cli import main
from service.documents.read.read_back import read_document
from service.documents.render.render import prove, render
from service.settings import ROOT
from service.workflow.drafts.drafts import open_draft
from service.workflow.office import Office
from templates_docx.source.package import packed
from tests.builders import BUDGET, Crew, Staff, a_staff, an_office
from tests.documents.form_values import paper_of
from tests.docx_text import printed_lines
from tests.forms.dropped.record_loan_page import template
from tests.needs import need, word_validator
from tests.store.databases import in_memory
from tests.web.api.clients import Program, a_program
from tests.web.conftest import Browser

CODE, KEY = "BM.CTCL.04", "record_loan"
DROPPED = Path(__file__).parent / "dropped"
SAMPLES = DROPPED / "samples" / KEY


@dataclass(frozen=True)
class Folders:
    """Where the fourth form's three things were put."""

    forms: Path
    templates: Path
    samples: Path


@dataclass(frozen=True)
class Site:
    """A running office with the fourth form, and its staff."""

    office: Office
    staff: Staff
    app: Flask


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> Folders:
    """Temporary folders with the form, its template and its samples."""
    tmp_path = tmp_path_factory.mktemp("dropped")
    found = Folders(tmp_path / "forms_more", tmp_path / "templates_more", tmp_path / "samples")
    found.forms.mkdir()
    found.templates.mkdir()
    shutil.copy(DROPPED / f"{KEY}.py", found.forms)
    shutil.copytree(SAMPLES, found.samples / KEY)
    (found.templates / f"{CODE}.docx").write_bytes(packed(template()))
    return found


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, folders: Folders) -> Iterator[Site]:
    """The whole application, with the temporary folders beside its own."""
    data = tmp_path_factory.mktemp("data")
    crew = Crew(
        forms=(ROOT / "forms", folders.forms),
        templates=(ROOT / "templates_docx", folders.templates),
    )
    with in_memory() as database:
        office = an_office(data, database, crew)
        staff = a_staff(office)
        app = create_app(office)
        app.testing = True
        yield Site(office, staff, app)
        office.pdf.stop()


@pytest.fixture
def clerk(site: Site) -> Browser:
    """A browser of a clerk."""
    return Browser(site.app.test_client()).sign_in("official")


@pytest.fixture
def program(site: Site) -> Program:
    """A program with a clerk's token."""
    return a_program(site.app, site.office, site.staff.official)


def sample(folders: Folders, name: str) -> dict[str, Any]:
    """One of the fourth form's samples."""
    text = (folders.samples / KEY / f"{name}.json").read_text(encoding="utf-8")
    values: dict[str, Any] = json.loads(text)
    return values


def test_the_catalogue_and_the_library_find_it(site: Site) -> None:
    assert [form.code for form in site.office.catalogue][-1] == CODE
    assert site.office.library.broken == {}


@pytest.mark.parametrize("name", ["filled", "hard"])
def test_its_samples_go_to_word_and_come_back(
    site: Site, folders: Folders, name: str, tmp_path: Path
) -> None:
    form, values = site.office.form(CODE), sample(folders, name)
    loan = site.office.library.template(form)

    docx = render(form, loan, values, paper_of(form))

    prove(form, loan, docx, values)
    assert read_document(site.office.catalogue, site.office.library, docx) == (form, values)
    script = word_validator()
    need(script, "../shared/ooxml/validate.py")
    (tmp_path / "loan.docx").write_bytes(docx)
    command = [sys.executable, str(script), str(tmp_path / "loan.docx")]
    assert subprocess.run(command, check=False, capture_output=True).returncode == 0


def test_its_page_shows_the_expected_text(site: Site, folders: Folders) -> None:
    form = site.office.form(CODE)
    expected = (folders.samples / KEY / "expected.txt").read_text(encoding="utf-8").splitlines()

    docx = render(
        form, site.office.library.template(form), sample(folders, "filled"), paper_of(form)
    )

    assert printed_lines(docx) == expected


def test_a_clerk_can_choose_it_and_every_field_is_on_its_pages(site: Site, clerk: Browser) -> None:
    form = site.office.form(CODE)

    chosen = clerk.get("/forms").text
    draft = clerk.start(CODE)
    pages = {box.key: clerk.get(f"/drafts/{draft}/parts/{box.key}").text for box in form.boxes}

    assert CODE in chosen
    assert "Phiếu mượn hồ sơ" in chosen
    for box in form.boxes:
        for field in box.fields:
            assert field.label.vi in pages[box.key], field.name
    assert 'name="borrower_name"' in pages["borrower"]
    assert 'name="purpose"' in pages["records"]
    assert 'value="Phạm Quốc Bảo"' in pages["borrower"]


def test_a_clerk_fills_it_part_by_part_sends_it_and_takes_the_word_file_away(
    site: Site, clerk: Browser
) -> None:
    draft = clerk.start(CODE)
    parts = {
        "borrower": {"borrowing_unit": BUDGET, "borrower_name": "Phạm Quốc Bảo",
                     "borrowed_on": "05/03/2026"},
        "records": {"purpose": "Đối chiếu số liệu\r\nquý I", "loan_kind": "original",
                    "files-0-file_code": "HS-1 <A&B>", "files-0-file_title": "",
                    "files-0-sheets": "7", "files": ""},
    }  # fmt: skip

    for part, values in parts.items():
        sent = {"version": _version(site, draft), "go": "next", **values}
        assert clerk.post(f"/drafts/{draft}/parts/{part}", sent).status_code == 303
    check = clerk.get(f"/drafts/{draft}/check").text
    submission = check.split('name="submission" value="')[1].split('"')[0]
    sent = {"move": "lend", "version": _version(site, draft), "submission": submission}
    record = clerk.post(f"/drafts/{draft}/send", sent).location
    lines = printed_lines(clerk.get(f"{record}/versions/1.docx").data)

    assert re.search(r"Phiếu mượn \d\d/2026", clerk.get(record).text)
    assert lines[lines.index("Đối chiếu số liệu") + 1] == "quý I"
    assert "Bản chính  ☒  Bản sao  ☐" in lines
    assert lines[lines.index("HS-1 <A&B>") + 1] == "07"


def _version(site: Site, draft: str) -> str:
    return str(open_draft(site.office, site.staff.official, draft).version)


def test_the_api_lists_it_describes_it_issues_it_and_hands_out_its_word_file(
    program: Program, folders: Folders
) -> None:
    values = sample(folders, "filled") | {"borrower_name": "Phạm Quốc Bảo"}
    del values["loan_number"]

    listed = [form["code"] for form in program.get("/forms").get_json()]
    paths = program.get("/openapi.json").get_json()["paths"]
    draft = program.post(f"/forms/{CODE}/drafts", {"answers": values}).get_json()
    preview = printed_lines(program.get(f"/drafts/{draft['id']}/document.docx").data)
    made = program.post(
        f"/forms/{CODE}/drafts/{draft['id']}/moves/lend",
        {"version": draft["version"], "submission": "cho-muon-1"},
    ).get_json()
    word = program.get(f"/records/{made['record_id']}/documents/1.docx").data
    said = program.post("/read-back", data=word, content_type="application/octet-stream").get_json()

    assert CODE in listed
    assert f"/forms/{CODE}/drafts" in paths
    assert "Số: …………" in preview
    assert made["number"].endswith("/2026")
    assert f"Số: {made['number']}" in printed_lines(word)
    assert said["form"] == CODE
    assert said["answers"] == {**values, "loan_number": made["number"]}


def test_the_api_refuses_its_bad_values_beside_their_fields(program: Program) -> None:
    bad = {"borrowed_on": "2026-03-05", "due_back_on": "2026-03-04", "files": [{}] * 13}
    draft = program.post(f"/forms/{CODE}/drafts", {"answers": bad}).get_json()

    refused = program.post(
        f"/forms/{CODE}/drafts/{draft['id']}/moves/lend",
        {"version": draft["version"], "submission": "cho-muon-2"},
    )

    errors = refused.get_json()["errors"]
    assert refused.status_code == 422
    assert set(errors) == {"due_back_on", "files", "loan_kind", "purpose"}
    assert errors["due_back_on"][0]["vi"] == "Ngày trả trước ngày mượn."


def test_the_command_line_knows_it_by_its_code(
    folders: Folders,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("CTCL_FORMS", str(folders.forms))
    monkeypatch.setenv("CTCL_TEMPLATES", str(folders.templates))
    monkeypatch.setenv("CTCL_DATA", str(tmp_path / "data"))
    data, out = folders.samples / KEY / "filled.json", tmp_path / "loan.docx"

    main(["check"])
    checked = capsys.readouterr().out
    main(["render", CODE, str(data), "-o", str(out)])
    main(["read", str(out)])

    assert CODE in checked
    assert json.loads(capsys.readouterr().out) == sample(folders, "filled")
