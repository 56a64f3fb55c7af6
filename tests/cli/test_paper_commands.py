"""`ctcl render`, `blank`, `read` and `check`: values to Word and back, errors in one sentence."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from service.documents.pdf.page_images import page_text
from service.settings import ROOT
from tests.archive.evidence_samples import OLD_OFFICE
from tests.cli.conftest import Ctcl, one_sentence
from tests.docx_text import printed_lines
from tests.needs import REPOSITORY, libreoffice, need

FORMS = {
    "BM.CTCL.01": "corrective_action_request",
    "BM.CTCL.02": "management_review_minutes",
    "BM.CTCL.03": "quality_objective_plan",
}
SLIP = ROOT / "samples/corrective_action_request/filled.json"


def json_file(folder: Path, **values: Any) -> Path:
    path = folder / "values.json"
    path.write_text(json.dumps(values), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("form", "name"), [("BM.CTCL.01", "hard"), ("BM.CTCL.02", "filled"), ("BM.CTCL.03", "hard")]
)
def test_a_rendered_sample_is_read_back_as_it_was(
    ctcl: Ctcl, tmp_path: Path, form: str, name: str
) -> None:
    sample = ROOT / "samples" / FORMS[form] / f"{name}.json"

    rendered = ctcl("render", form, sample, "-o", tmp_path / "out.docx")
    read = ctcl("read", tmp_path / "out.docx")

    assert (rendered.code, rendered.out, rendered.err) == (0, "", "")
    assert json.loads(read.out) == json.loads(sample.read_text(encoding="utf-8"))


def test_the_same_values_make_the_same_bytes(ctcl: Ctcl, tmp_path: Path) -> None:
    for name in ("one.docx", "two.docx"):
        ctcl("render", "BM.CTCL.01", SLIP, "-o", tmp_path / name)

    assert (tmp_path / "one.docx").read_bytes() == (tmp_path / "two.docx").read_bytes()


def test_a_draft_is_marked(ctcl: Ctcl, tmp_path: Path) -> None:
    ctcl("render", "BM.CTCL.01", SLIP, "--draft", "-o", tmp_path / "out.docx")

    assert "DỰ THẢO" in printed_lines((tmp_path / "out.docx").read_bytes())[-1]


def test_a_pdf_lies_beside_the_word_file(ctcl: Ctcl, tmp_path: Path) -> None:
    need(libreoffice(), "LibreOffice")

    done = ctcl("render", "BM.CTCL.01", SLIP, "--pdf", "-o", tmp_path / "out.docx")

    assert done.code == 0, done
    (page, *_) = page_text((tmp_path / "out.pdf").read_bytes())
    assert "PHIẾU YÊU CẦU HÀNH ĐỘNG KHẮC PHỤC/CẢI TIẾN" in page.replace("\n", " ")


def test_the_blank_of_a_level_holds_no_answers_but_its_defaults(ctcl: Ctcl, tmp_path: Path) -> None:
    made = ctcl("blank", "BM.CTCL.03", "--level", "unit", "-o", tmp_path / "blank.docx")

    said = json.loads(ctcl("read", tmp_path / "blank.docx").out)
    assert made.code == 0
    assert said == {"plan_level": "unit", "issue_place": "Khánh Hòa"}


def test_a_form_without_levels_is_asked_for_none(ctcl: Ctcl, tmp_path: Path) -> None:
    refused = ctcl("blank", "BM.CTCL.01", "--level", "unit", "-o", tmp_path / "blank.docx")

    assert "BM.CTCL.01" in one_sentence(refused)


def test_every_form_and_template_is_sound(ctcl: Ctcl) -> None:
    checked = ctcl("check")

    assert checked.code == 0
    assert all(form in checked.out for form in FORMS)


def test_check_names_a_form_whose_template_is_corrupted(
    ctcl: Ctcl, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    forms, templates = tmp_path / "forms", tmp_path / "templates"
    forms.mkdir()
    templates.mkdir()
    source = (ROOT / "forms/corrective_action_request.py").read_text(encoding="utf-8")
    source = source.replace("BM.CTCL.01", "BM.CTCL.04")
    source = source.replace('key="corrective_action_request"', 'key="fourth"')
    (forms / "fourth.py").write_text(source, encoding="utf-8")
    (templates / "BM.CTCL.04.docx").write_bytes(b"hong")
    monkeypatch.setenv("CTCL_FORMS", str(forms))
    monkeypatch.setenv("CTCL_TEMPLATES", str(templates))

    checked = ctcl("check")

    assert checked.code == 2
    assert "BM.CTCL.04.docx" in checked.err
    assert ctcl("blank", "BM.CTCL.01", "-o", tmp_path / "blank.docx").code == 0


def test_an_unknown_form_is_told_with_the_known_ones(ctcl: Ctcl, tmp_path: Path) -> None:
    refused = ctcl("render", "BM.CTCL.99", SLIP, "-o", tmp_path / "out.docx")

    assert all(form in one_sentence(refused) for form in FORMS)


@pytest.mark.parametrize(
    "content",
    [b"[1]", b'{"a": NaN}', b"\xff\xfe", b'{"a":' * 5_000],
    ids=["a list", "NaN", "bytes", "too deep"],
)
def test_what_is_no_json_object_is_refused(ctcl: Ctcl, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "values.json"
    path.write_bytes(content)

    refused = ctcl("render", "BM.CTCL.01", path, "-o", tmp_path / "out.docx")

    assert "values.json" in one_sentence(refused)
    assert not (tmp_path / "out.docx").exists()


def test_every_faulty_field_is_named(ctcl: Ctcl, tmp_path: Path) -> None:
    path = json_file(tmp_path, la="?", issue_date="31/02/2026", related_documents="a\u202eb")

    sentence = one_sentence(ctcl("render", "BM.CTCL.01", path, "-o", tmp_path / "out.docx"))

    assert all(name in sentence for name in ("la:", "issue_date:", "related_documents:"))


def test_files_that_are_not_there_are_named(ctcl: Ctcl, tmp_path: Path) -> None:
    missing, folder = tmp_path / "khong co.json", tmp_path / "khong co" / "out.docx"

    assert "khong co.json" in one_sentence(ctcl("render", "BM.CTCL.01", missing, "-o", folder))
    assert "out.docx" in one_sentence(ctcl("render", "BM.CTCL.01", SLIP, "-o", folder))
    assert "khong co.json" in one_sentence(ctcl("read", missing))


def test_what_is_no_word_file_is_refused(ctcl: Ctcl, tmp_path: Path) -> None:
    path = tmp_path / "in.docx"
    path.write_bytes(b"PK\x03\x04")

    assert "Word" in one_sentence(ctcl("read", path))


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (OLD_OFFICE + "EncryptedPackage".encode("utf-16-le"), "bỏ mật khẩu"),
        (OLD_OFFICE, "Lưu thành (Save As) dạng .docx"),
    ],
    ids=["password", ".doc"],
)
def test_a_closed_file_is_told_how_to_open_it(
    ctcl: Ctcl, tmp_path: Path, content: bytes, told: str
) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(content)

    assert told in one_sentence(ctcl("read", path))


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("khong-co",), "khong-co"),
        (("render", "BM.CTCL.01"), "DATA"),
        (("blank", "BM.CTCL.01"), "-o"),
        (("render", "--khong-co"), "--khong-co"),
    ],
)
def test_a_command_asked_wrongly_says_so(ctcl: Ctcl, arguments: tuple[str, ...], says: str) -> None:
    assert says in one_sentence(ctcl(*arguments))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "tam nghin"),
        ("PORT", "99999"),
        ("PORT", "0"),
        ("PORT", "-1"),
        ("CTCL_SAMPLE_DATA", "vâng"),
        ("CTCL_SESSION_HOURS", "1.5"),
        ("CTCL_SESSION_MOST_HOURS", "cả ngày"),
    ],
)
def test_a_wrong_setting_is_named(
    ctcl: Ctcl, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)

    assert name in one_sentence(ctcl("blank", "BM.CTCL.01", "-o", tmp_path / "blank.docx"))


def test_a_broken_form_is_named(
    ctcl: Ctcl, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "hong.py").write_text("1 / 0", encoding="utf-8")
    monkeypatch.setenv("CTCL_FORMS", str(tmp_path))

    for command in (("check",), ("verify",)):
        assert "hong.py" in one_sentence(ctcl(*command))


def test_the_commands_run_by_their_module_too(tmp_path: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "service.cli", "read", str(tmp_path)],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=False,
    )

    assert ran.returncode == 2
    assert len(ran.stderr.splitlines()) == 1


def test_a_name_given_twice_is_named_and_nothing_is_made(ctcl: Ctcl, tmp_path: Path) -> None:
    data, out = tmp_path / "hai-lan.json", tmp_path / "hai-lan.docx"
    data.write_text('{"requesting_unit": "A", "requesting_unit": "B"}', encoding="utf-8")

    said = one_sentence(ctcl("render", "BM.CTCL.01", data, "-o", out))

    assert "«requesting_unit» có mặt hai lần" in said
    assert not out.exists()


def test_companions_are_printed_blank_and_filled_and_read_back(ctcl: Ctcl, tmp_path: Path) -> None:
    sample = ROOT / "samples/companions/resource_request/filled.json"

    blank = ctcl("blank", "O-01", "-o", tmp_path / "blank.docx")
    filled = ctcl("render", "O-05", sample, "-o", tmp_path / "filled.docx")
    read = ctcl("read", tmp_path / "filled.docx")

    assert (blank.code, filled.code) == (0, 0)
    assert "NGƯỜI LẬP" in printed_lines((tmp_path / "blank.docx").read_bytes())
    assert json.loads(read.out) == json.loads(sample.read_text(encoding="utf-8"))
