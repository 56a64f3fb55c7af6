"""A field is added as the README says in five minutes: one line in `forms/`, one control in Word.

The tests follow the README's own words on copies of the forms and of the Word files; nothing is
built.
"""

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from shutil import copytree, ignore_patterns
from typing import Any

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import nsdecls
from docx.oxml.parser import parse_xml
from flask import Flask

from service.app import create_app
from service.settings import ROOT
from service.workflow.office import Office
from tests.builders import Crew, Staff, a_staff, an_office
from tests.docx_text import printed_lines
from tests.needs import REPOSITORY
from tests.store.databases import in_memory
from tests.web.api.clients import Program, a_program
from tests.web.conftest import Browser

CODE = "BM.CTCL.01"
TAG, TITLE, PLACE = "place_of_event", "Địa điểm xảy ra", "Quầy số 3 <Bộ phận Một cửa>"
ANSWERS = {
    "request_type": "corrective",
    "sources": ["internal_audit"],
    "nonconformity_description": "Hồ sơ thiếu chữ ký",
    TAG: PLACE,
}


def steps() -> str:
    """The README's chapter on adding a field, its lines joined."""
    readme = (REPOSITORY / "README.md").read_text("utf-8")
    chapter = readme.partition("## Thêm một ô trong năm phút")[2].partition("\n## ")[0]
    return " ".join(chapter.split())


def declared(folder: Path) -> Path:
    """Step 1: the forms, copied as a package of another name, with the README's line in box 1."""
    said = re.search(
        r"`(forms/[\w/]+\.py)` .*? trong `(\w+)`, thêm một dòng: ``` (.+?) ```", steps()
    )
    assert said is not None
    file, box, line = said.groups()
    package = folder / "forms_with_a_field"
    copytree(ROOT / "forms", package, ignore=ignore_patterns("__pycache__"))
    for path in package.rglob("*.py"):
        source = re.sub(r"\bfrom forms\b", f"from {package.name}", path.read_text("utf-8"))
        if path == package / Path(file).relative_to("forms"):
            before, opening, after = source.partition(f"\n{box} = box(")
            title, end, fields = after.partition("),\n")
            source = f"{before}{opening}{title}{end}    {line}\n{fields}"
            assert line in source
        path.write_text(source, "utf-8")
    return package


def drawn(folder: Path) -> Path:
    """Step 2: the Word files, copied, and a control typed into box 1 as Word writes it."""
    said = re.search(
        r"Mở `templates_docx/(\S+)` bằng Word, xuống dòng dưới phần mô tả, gõ `([^`]+)` rồi thêm "
        r"một ô nhập chữ .*?\*Title\* là `([^`]+)`, \*Tag\* là `(\w+)`, gõ `(…+)`",
        steps(),
    )
    assert said is not None
    file, words, title, tag, dots = said.groups()
    copytree(ROOT / "templates_docx", folder, ignore=ignore_patterns("source", "*.py", "*.json"))
    document = docx.Document(str(folder / file))
    shown = document.styles.add_style("Placeholder Text", WD_STYLE_TYPE.CHARACTER, builtin=True)
    (described,) = (
        row for row in document.tables[0].rows if "nonconformity_description" in row._tr.xml
    )
    last = described.cells[0].paragraphs[-1]
    line = last.insert_paragraph_before(words, style="Box Text")
    line._p.append(
        parse_xml(
            f'<w:sdt {nsdecls("w")}><w:sdtPr><w:alias w:val="{title}"/><w:tag w:val="{tag}"/>'
            '<w:id w:val="1437746789"/><w:placeholder><w:docPart'
            ' w:val="DefaultPlaceholder_-1854013440"/></w:placeholder><w:showingPlcHdr/><w:text/>'
            f'</w:sdtPr><w:sdtContent><w:r w:rsidRPr="00F15A4C"><w:rPr><w:rStyle'
            f' w:val="{shown.style_id}"/></w:rPr><w:t>{dots}</w:t></w:r></w:sdtContent></w:sdt>'
        )
    )
    document.save(str(folder / file))
    return folder


@dataclass(frozen=True)
class Site:
    """An office whose slip has one more field, its staff and the whole application."""

    crew: Crew
    office: Office
    staff: Staff
    app: Flask


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The application on the copies, from which nothing was built."""
    folder = tmp_path_factory.mktemp("with_a_field")
    sys.path.insert(0, str(folder))
    crew = Crew(forms=(declared(folder),), templates=(drawn(folder / "templates"),))
    with in_memory() as database:
        office = an_office(folder / "data", database, crew)
        staff = a_staff(office)
        app = create_app(office)
        app.testing = True
        yield Site(crew, office, staff, app)
        office.pdf.stop()
    sys.path.remove(str(folder))


@pytest.fixture
def program(site: Site) -> Program:
    """A program with the secretary's token."""
    return a_program(site.app, site.office, site.staff.secretary)


def started(program: Program) -> dict[str, Any]:
    """A draft with an answer for the new field."""
    draft: dict[str, Any] = program.post(f"/forms/{CODE}/drafts", {"answers": ANSWERS}).get_json()
    return draft


def test_form_and_word_file_agree(site: Site) -> None:
    form = site.office.form(CODE)

    printed = site.office.library.placeholders(form, form.variants[0])

    assert TAG in {placeholder.tag for placeholder in printed}
    assert list(site.office.library.problems()) == []


def test_the_page_of_box_1_asks_for_it(site: Site) -> None:
    clerk = Browser(site.app.test_client()).sign_in("official")
    draft = clerk.start(CODE)

    page = clerk.get(f"/drafts/{draft}/parts/nonconformity").text

    assert f'name="{TAG}"' in page
    assert TITLE in page


def test_the_api_describes_it(program: Program) -> None:
    schemas = program.get("/openapi.json").get_json()["components"]["schemas"]

    assert any(TAG in schema.get("properties", {}) for schema in schemas.values())


def test_a_blank_slip_shows_its_dots(program: Program) -> None:
    draft = program.post(f"/forms/{CODE}/drafts", {"answers": {}}).get_json()

    lines = printed_lines(program.get(f"/drafts/{draft['id']}/document.docx").data)

    assert f"{TITLE}: ……" in lines


def test_the_issued_word_file_says_it_and_gives_it_back(program: Program) -> None:
    draft = started(program)

    made = program.post(
        f"/forms/{CODE}/drafts/{draft['id']}/moves/submit",
        {"version": draft["version"], "submission": "dia-diem-1"},
    ).get_json()
    word = program.get(f"/records/{made['record_id']}/documents/1.docx").data
    said = program.post("/read-back", data=word, content_type="application/octet-stream").get_json()

    assert f"{TITLE}: {PLACE}" in printed_lines(word)
    assert said["form"] == CODE
    assert said["answers"][TAG] == PLACE


def test_the_answer_does_not_look_like_a_blank(program: Program) -> None:
    word = program.get(f"/drafts/{started(program)['id']}/document.docx").data

    runs = docx.Document(BytesIO(word)).element.body.xpath(f"//w:r[contains(., '{PLACE}')]")

    assert len(runs) == 1
    assert not runs[0].xpath("./w:rPr/w:rStyle")
