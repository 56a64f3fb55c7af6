"""`make templates` makes again what the builder made last, and leaves alone what Word edited."""

import hashlib
import json
import subprocess
import sys
import zipfile
from pathlib import Path
from shutil import copytree

import docx
import pytest

from templates_docx.built import RECORD, rebuild
from templates_docx.source.catalogue import COMPANIONS, TEMPLATES
from templates_docx.source.package import packed
from templates_docx.tag_list import BEGIN, END
from tests.templates_docx.word_page import FOLDER, WordPage, value

SLIP, LIST = "BM.CTCL.01.docx", "companions/O-01.docx"
BUILT = {template.file_name: template for template in TEMPLATES}
BUILT |= {f"companions/{template.file_name}": template for template in COMPANIONS}


def make(folder: Path) -> list[str]:
    """What is said of two of the folder's files when they are to be made."""
    return list(rebuild(folder, {name: BUILT[name] for name in (SLIP, LIST)}))


def command(folder: Path) -> None:
    """Runs the command of `make templates` on another folder."""
    asked = [sys.executable, "-m", "templates_docx", str(folder)]
    subprocess.run(asked, cwd=FOLDER.parent, check=True, capture_output=True)


def hashes(folder: Path) -> dict[str, str]:
    """The hash of every Word file of the folder, by its name there."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*.docx")
    }


def edited(path: Path) -> bytes:
    """The file after somebody changed a word of it in Word."""
    document = docx.Document(str(path))
    document.paragraphs[1].runs[0].text = "PHIẾU YÊU CẦU KHẮC PHỤC"
    document.save(str(path))
    return path.read_bytes()


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder whose every template the command has made."""
    folder = tmp_path_factory.mktemp("templates")
    command(folder)
    return folder


@pytest.fixture
def copied(made: Path, tmp_path: Path) -> Path:
    """A copy of that folder to edit."""
    return copytree(made, tmp_path / "templates")


def test_an_empty_folder_gets_every_template_and_their_hashes(made: Path) -> None:
    names = {path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*.docx")}

    assert set(hashes(made)) == names == set(BUILT)
    assert json.loads((made / RECORD).read_text("utf-8")) == hashes(made)


@pytest.mark.parametrize("name", BUILT)
def test_what_is_made_carries_no_clock_and_numbers_its_controls_low(made: Path, name: str) -> None:
    page = WordPage(made / name)
    ids = [int(value(sdt, "w:sdtPr/w:id")) for sdt in page.controls]
    with zipfile.ZipFile(made / name) as archive:
        members = archive.infolist()

    assert {member.date_time for member in members} == {(1980, 1, 1, 0, 0, 0)}
    assert b"created" not in page.parts["docProps/core.xml"]
    assert max(ids) < 1_000_000


def test_another_process_makes_the_same_bytes(made: Path, copied: Path) -> None:
    for name in (SLIP, LIST):
        (copied / name).unlink()

    make(copied)

    assert hashes(copied) == hashes(made)


def test_what_an_earlier_builder_made_is_made_again(made: Path, copied: Path) -> None:
    record = json.loads((copied / RECORD).read_text("utf-8"))
    for name in (SLIP, LIST):
        (copied / name).write_bytes(b"an earlier build")
        record[name] = hashlib.sha256(b"an earlier build").hexdigest()
    (copied / RECORD).write_text(json.dumps(record), "utf-8")

    said = make(copied)

    assert hashes(copied) == hashes(made)
    assert json.loads((copied / RECORD).read_text("utf-8")) == hashes(made)
    assert not any("make templates" in line for line in said)


def test_what_was_edited_in_word_is_left_alone_and_named(made: Path, copied: Path) -> None:
    (copied / LIST).unlink()
    kept = edited(copied / SLIP)

    said = make(copied)

    (named,) = (line for line in said if "make templates" in line)
    assert named.startswith(f"{SLIP}: tệp đã được sửa trong Word nên được giữ nguyên.")
    assert "xóa tệp này rồi chạy lại `make templates`" in named
    assert "It was edited in Word and is left alone." in named
    assert "delete it and run `make templates` again" in named
    assert (copied / SLIP).read_bytes() == kept
    assert hashes(copied)[LIST] == hashes(made)[LIST]
    assert json.loads((copied / RECORD).read_text("utf-8")) == hashes(made)


def test_a_deleted_edit_gives_way_to_the_built_file(made: Path, copied: Path) -> None:
    edited(copied / SLIP)
    (copied / SLIP).unlink()

    make(copied)

    assert hashes(copied) == hashes(made)


def test_a_file_of_which_nothing_is_recorded_is_left_alone(copied: Path) -> None:
    (copied / RECORD).unlink()
    before = hashes(copied)

    said = make(copied)

    assert hashes(copied) == before
    assert len([line for line in said if "make templates" in line]) == 2


def test_the_lists_of_tags_are_read_from_the_files_as_word_left_them(
    made: Path, copied: Path
) -> None:
    (copied / "README.md").write_text(f"Trước\n{BEGIN}\n{END}\nSau\n", "utf-8")
    (copied / SLIP).write_bytes((made / LIST).read_bytes())

    command(copied)

    listed = (copied / "README.md").read_text("utf-8")
    of_the_slip = listed.partition(f"### {SLIP}")[2].partition("###")[0]
    assert "`slips[].secretary_proposal`" in of_the_slip
    assert listed.startswith(f"Trước\n{BEGIN}")
    assert listed.endswith(f"{END}\nSau\n")


def test_a_template_nobody_edited_says_what_its_source_says(tmp_path: Path) -> None:
    recorded = json.loads((FOLDER / RECORD).read_text("utf-8"))
    unedited = {name for name, each in hashes(FOLDER).items() if recorded.get(name) == each}

    for name in unedited:
        (tmp_path / "built.docx").write_bytes(packed(BUILT[name]))
        built, kept = WordPage(tmp_path / "built.docx"), WordPage(FOLDER / name)
        assert kept.blank_text == built.blank_text, f"`make templates` makes {name} again"
        assert kept.tags == built.tags
