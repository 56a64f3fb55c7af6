"""A form dropped into a folder is in the API: described, filled, issued, handed out, read back."""

from collections.abc import Iterator
from pathlib import Path
from shutil import copy

import pytest

from service.settings import ROOT
from service.workflow.office import Office
from tests.builders import Crew, a_staff, an_office
from tests.docx_text import printed_lines
from tests.store.databases import in_memory
from tests.web.api.clients import Program, a_program, a_site

CODE = "BM.CTCL.09"
OWN_SERIES = "move.series and replace(move, series=replace(move.series, key='ninth')) or move"
REPLACED = (
    ('code="BM.CTCL.01"', f'code="{CODE}"'),
    ('key="corrective_action_request"', 'key="ninth_form"'),
    ('"BM.CTCL.01.docx"', f'"{CODE}.docx"'),
    ("from service.formkit.fields", "from dataclasses import replace\nfrom service.formkit.fields"),
    ("with_deeds(OPENING", f"with_deeds(tuple({OWN_SERIES} for move in OPENING)"),
)


@pytest.fixture
def dropped(tmp_path: Path) -> Iterator[tuple[Office, Program]]:
    """An office with one more form, its template in another folder, and a program that asks it."""
    forms, templates = tmp_path / "forms_more", tmp_path / "templates_more"
    forms.mkdir()
    templates.mkdir()
    source = (ROOT / "forms" / "corrective_action_request.py").read_text("utf-8")
    for before, after in REPLACED:
        assert before in source
        source = source.replace(before, after)
    (forms / "ninth_form.py").write_text(source, "utf-8")
    copy(ROOT / "templates_docx" / "BM.CTCL.01.docx", templates / f"{CODE}.docx")
    crew = Crew(forms=(ROOT / "forms", forms), templates=(ROOT / "templates_docx", templates))
    with in_memory() as database:
        office = an_office(tmp_path, database, crew)
        secretary = a_staff(office).secretary
        yield office, a_program(a_site(office), office, secretary)


def test_a_dropped_form_is_described_and_filled_over_the_api(
    dropped: tuple[Office, Program],
) -> None:
    office, secretary = dropped

    described = secretary.get("/openapi.json").get_json()
    listed = [each["code"] for each in secretary.get("/forms").get_json()]
    draft = secretary.post(f"/forms/{CODE}/drafts", {"answers": _values()}).get_json()
    made = secretary.post(
        f"/forms/{CODE}/drafts/{draft['id']}/moves/submit",
        {"version": draft["version"], "submission": "lan-mot"},
    ).get_json()
    word = secretary.get(f"/records/{made['record_id']}/documents/1.docx").data
    said = secretary.post("/read-back", data=word, content_type="application/octet-stream")

    assert CODE in listed
    assert f"/forms/{CODE}/drafts" in described["paths"]
    assert "NinthForm" in described["components"]["schemas"]
    assert made["number"] == "01/2026"
    assert any("Hồ sơ thiếu chữ ký" in line for line in printed_lines(word))
    assert said.get_json()["form"] == CODE
    assert said.get_json()["answers"]["nonconformity_description"] == "Hồ sơ thiếu chữ ký"
    assert office.library.broken == {}


def _values() -> dict[str, object]:
    return {
        "request_type": "corrective",
        "sources": ["internal_audit"],
        "nonconformity_description": "Hồ sơ thiếu chữ ký",
    }
