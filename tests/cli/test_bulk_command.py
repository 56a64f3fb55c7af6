"""`ctcl bulk`: a Word file a row, bad rows named by line and reason, the others made."""

import io
import json
import zipfile
from pathlib import Path

import pytest

from service.settings import ROOT
from tests.cli.conftest import Ctcl, one_sentence

SLIP = json.loads(
    (ROOT / "samples/corrective_action_request/filled.json").read_text(encoding="utf-8")
)


def rows_file(folder: Path, *lines: object) -> Path:
    path = folder / "rows.jsonl"
    texts = [line if isinstance(line, str) else json.dumps(line) for line in lines]
    path.write_text("\n".join(texts) + "\n", encoding="utf-8")
    return path


def members(path: Path) -> list[str]:
    with zipfile.ZipFile(path) as package:
        assert package.testzip() is None
        return package.namelist()


def test_each_row_becomes_the_file_that_render_makes(ctcl: Ctcl, tmp_path: Path) -> None:
    second = {**SLIP, "car_number": "02/2026"}
    (tmp_path / "second.json").write_text(json.dumps(second), encoding="utf-8")
    ctcl("render", "BM.CTCL.01", tmp_path / "second.json", "-o", tmp_path / "second.docx")

    done = ctcl("bulk", "BM.CTCL.01", rows_file(tmp_path, SLIP, second), "-o", tmp_path / "out.zip")

    assert done.code == 0, done
    assert members(tmp_path / "out.zip") == ["BM.CTCL.01_00001.docx", "BM.CTCL.01_00002.docx"]
    with zipfile.ZipFile(tmp_path / "out.zip") as package:
        made = package.read("BM.CTCL.01_00002.docx")
    assert made == (tmp_path / "second.docx").read_bytes()
    assert zipfile.ZipFile(io.BytesIO(made)).testzip() is None


def test_a_bad_row_is_told_with_line_and_reason_and_the_others_are_made(
    ctcl: Ctcl, tmp_path: Path
) -> None:
    rows = rows_file(
        tmp_path,
        SLIP,
        '{"hong',
        {**SLIP, "issue_date": "31/02/2026"},
        "",
        {**SLIP, "la": "?"},
        "[1]",
        SLIP,
    )

    done = ctcl("bulk", "BM.CTCL.01", rows, "-o", tmp_path / "out.zip")

    assert done.code == 1
    assert members(tmp_path / "out.zip") == ["BM.CTCL.01_00001.docx", "BM.CTCL.01_00007.docx"]
    told = [line for line in done.err.splitlines() if line.startswith("Dòng ")]
    assert [line.split(":")[0] for line in told] == ["Dòng 2", "Dòng 3", "Dòng 5", "Dòng 6"]
    assert "issue_date" in told[1]
    assert "la:" in told[2]
    assert "4 dòng" in done.err
    assert "Traceback" not in done.err


def test_rows_that_are_not_there_leave_no_archive(ctcl: Ctcl, tmp_path: Path) -> None:
    refused = ctcl("bulk", "BM.CTCL.01", tmp_path / "khong co", "-o", tmp_path / "out.zip")

    assert "khong co" in one_sentence(refused)
    assert list(tmp_path.glob("out*")) == []


def test_an_unknown_form_leaves_no_archive(ctcl: Ctcl, tmp_path: Path) -> None:
    refused = ctcl("bulk", "BM.CTCL.9", rows_file(tmp_path, SLIP), "-o", tmp_path / "out.zip")

    assert "BM.CTCL.9" in one_sentence(refused)
    assert list(tmp_path.glob("out*")) == []


@pytest.mark.parametrize("place", ["khong co/out.zip", "."])
def test_an_archive_that_cannot_be_written_is_told(ctcl: Ctcl, tmp_path: Path, place: str) -> None:
    refused = ctcl("bulk", "BM.CTCL.01", rows_file(tmp_path, SLIP), "-o", tmp_path / place)

    assert one_sentence(refused)


def test_no_rows_make_an_empty_archive(ctcl: Ctcl, tmp_path: Path) -> None:
    done = ctcl("bulk", "BM.CTCL.01", rows_file(tmp_path), "-o", tmp_path / "out.zip")

    assert done.code == 0
    assert members(tmp_path / "out.zip") == []


def test_a_row_that_names_a_field_twice_is_told_with_its_line(ctcl: Ctcl, tmp_path: Path) -> None:
    rows = rows_file(tmp_path, SLIP, '{"issue_place": "a", "issue_place": "b"}')

    done = ctcl("bulk", "BM.CTCL.01", rows, "-o", tmp_path / "out.zip")

    assert done.code == 1
    assert "dòng 2: Ô «issue_place» có mặt hai lần" in done.err
    assert members(tmp_path / "out.zip") == ["BM.CTCL.01_00001.docx"]


@pytest.mark.parametrize(
    "encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-be"]
)
def test_rows_are_read_in_whichever_unicode_they_were_written(
    ctcl: Ctcl, tmp_path: Path, encoding: str
) -> None:
    """PowerShell's `>` writes UTF-16, Notepad a mark before UTF-8."""
    told = json.dumps({**SLIP, "car_number": "02/2026"}, ensure_ascii=False)
    (tmp_path / "second.json").write_text(told, encoding=encoding)
    ctcl("render", "BM.CTCL.01", tmp_path / "second.json", "-o", tmp_path / "second.docx")
    first = json.dumps(SLIP, ensure_ascii=False)
    rows = tmp_path / "rows.jsonl"
    rows.write_bytes(f"{first}\r\n\r\n{told}\r\n".encode(encoding))

    done = ctcl("bulk", "BM.CTCL.01", rows, "-o", tmp_path / "out.zip")

    assert done.code == 0, done
    assert members(tmp_path / "out.zip") == ["BM.CTCL.01_00001.docx", "BM.CTCL.01_00003.docx"]
    with zipfile.ZipFile(tmp_path / "out.zip") as package:
        made = package.read("BM.CTCL.01_00003.docx")
    assert made == (tmp_path / "second.docx").read_bytes()


def test_a_mark_before_an_empty_first_line_is_no_row(ctcl: Ctcl, tmp_path: Path) -> None:
    rows = tmp_path / "rows.jsonl"
    rows.write_text("\n" + json.dumps(SLIP), encoding="utf-8-sig")

    done = ctcl("bulk", "BM.CTCL.01", rows, "-o", tmp_path / "out.zip")

    assert done.code == 0, done
    assert members(tmp_path / "out.zip") == ["BM.CTCL.01_00002.docx"]


def test_a_torn_text_is_told_to_be_saved_as_utf_8(ctcl: Ctcl, tmp_path: Path) -> None:
    rows = tmp_path / "rows.jsonl"
    rows.write_bytes(json.dumps(SLIP).encode("utf-16")[:-1])

    refused = ctcl("bulk", "BM.CTCL.01", rows, "-o", tmp_path / "out.zip")

    assert "UTF-8" in one_sentence(refused)
    assert list(tmp_path.glob("out*")) == []


def test_rows_that_are_all_bad_leave_no_archive(ctcl: Ctcl, tmp_path: Path) -> None:
    refused = ctcl(
        "bulk", "BM.CTCL.01", rows_file(tmp_path, '{"hong', "[1]"), "-o", tmp_path / "out.zip"
    )

    assert refused.code == 1
    assert "Cả 2 dòng" in refused.err
    assert list(tmp_path.glob("out*")) == []
