"""What a file really is: told by its bytes, whatever it is called."""

import time
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from service.archive.intake.accept_file import LARGEST_FILE, judge_file
from service.archive.intake.kinds import ACCEPTED
from service.archive.intake.refusals import FileRefused, Reason
from tests.archive.evidence_samples import (
    OLD_OFFICE,
    a_pdf,
    a_zip,
    office,
    picture,
    picture_said_to_be,
    sound_files,
)
from tests.needs import REPOSITORY

SOUND = sound_files()


def refused(name: str, content: bytes) -> Reason | None:
    """Why the file is refused; None when it is taken in."""
    try:
        judge_file(name, content)
    except FileRefused as error:
        return error.reason
    return None


@pytest.mark.parametrize("reason", Reason)
def test_every_refusal_says_what_to_do_instead(reason: Reason) -> None:
    label = FileRefused(reason).label

    assert "Vui lòng" in label.vi
    assert "lease" in label.en


@pytest.mark.parametrize("ending", SOUND)
def test_every_kind_is_known_by_its_bytes_and_named_after_them(ending: str) -> None:
    content, media_type = SOUND[ending]

    found = judge_file("Ảnh chụp.lạ", content)

    assert found.media_type == media_type
    assert found.file_name == f"Ảnh chụp.lạ{ending}"
    assert judge_file(f"bang-chung{ending.upper()}", content).file_name == f"bang-chung{ending}"


def test_every_kind_that_is_taken_in_has_its_example() -> None:
    assert {kind.media_type for kind in ACCEPTED} - {"text/csv"} == {m for _, m in SOUND.values()}


def test_a_sheet_as_text_keeps_its_ending() -> None:
    found = judge_file("so-lieu.csv", "Đơn vị;Số phiếu\nThanh tra;4\n".encode())

    assert (found.media_type, found.file_name) == ("text/csv", "so-lieu.csv")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-be"])
def test_a_text_with_the_mark_of_its_encoding_is_taken_in(encoding: str) -> None:
    mark = "\ufeff" if encoding.endswith("be") else ""

    assert judge_file("ghi-chep.txt", f"{mark}Họp lúc 8 giờ\r\n".encode(encoding)).media_type == (
        "text/plain"
    )


@pytest.mark.parametrize("encoding", ["utf-16", "cp1258"])
def test_a_sheet_as_text_in_another_encoding_is_told_how_excel_saves_it(encoding: str) -> None:
    with pytest.raises(FileRefused) as refusal:
        judge_file("so-lieu.csv", "Đơn vị;Số\nSở;4\n".encode(encoding, "replace"))

    assert "CSV UTF-8" in refusal.value.label.vi


@pytest.mark.parametrize("path", sorted((REPOSITORY / "templates_docx").rglob("*.docx")))
def test_the_offices_own_forms_are_taken_in(path: Path) -> None:
    assert judge_file(path.name, path.read_bytes()).file_name == path.name


def test_a_telephones_picture_with_another_behind_it_is_taken_in() -> None:
    file = BytesIO()
    frames = [Image.new("RGB", (8, 8), colour) for colour in ("red", "blue")]
    frames[0].save(file, "MPO", save_all=True, append_images=frames[1:])

    assert judge_file("IMG_1.jpg", file.getvalue() + b"\0" * 40).media_type == "image/jpeg"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", Reason.EMPTY),
        (b" \n\t\n", Reason.EMPTY),
        (b"x" * (LARGEST_FILE + 1), Reason.TOO_LARGE),
        (b"<!DOCTYPE html><p>", Reason.MARKUP),
        (b"\xef\xbb\xbf\n <svg onload=alert(1)>", Reason.MARKUP),
        (b"<?xml version='1.0'?><a/>", Reason.MARKUP),
        ("Kính gửi\n<script>alert(1)</script>".encode(), Reason.MARKUP),
        (b"#!/bin/sh\nrm -rf /", Reason.PROGRAM),
        (b"@echo off\r\ndel *", Reason.PROGRAM),
        (b"[InternetShortcut]\nURL=http://x", Reason.PROGRAM),
        (b"MZ\x90\0\x03" + b"\0" * 60, Reason.PROGRAM),
        (b"\x7fELF\x02\x01", Reason.PROGRAM),
        (b"%!PS-Adobe-3.0\n", Reason.PROGRAM),
        (b"Rar!\x1a\x07\x01\0", Reason.ARCHIVE),
        (b"7z\xbc\xaf\x27\x1c\0\4", Reason.ARCHIVE),
        (b"\x1f\x8b\x08\0", Reason.ARCHIVE),
        (a_zip({"a.txt": "a"}), Reason.ARCHIVE),
        (a_zip({}), Reason.ARCHIVE),
        (OLD_OFFICE, Reason.OLD_OFFICE),
        (b"{\\rtf1\\ansi}", Reason.OLD_OFFICE),
        (OLD_OFFICE + "EncryptedPackage".encode("utf-16-le"), Reason.ENCRYPTED),
        (b"\0\0\0\x18ftypheic\0\0\0\0", Reason.HEIC),
        (b"\0\0\0\x18ftypmp42\0\0\0\0", Reason.UNKNOWN),
        ("Chữ".encode("utf-16")[:-1], Reason.UNKNOWN),
        ("Chữ".encode("utf-16-le"), Reason.UNKNOWN),
        ("Chữ\0".encode("utf-16"), Reason.UNKNOWN),
        (" \n".encode("utf-16"), Reason.EMPTY),
        ("<html>".encode("utf-16"), Reason.MARKUP),
        ("#!/bin/sh".encode("utf-16"), Reason.PROGRAM),
        ("Chữ %PDF-1.7".encode("utf-16"), Reason.TWO_KINDS),
        (b"\xff\xfe" + b"%PDF-1.7  ", Reason.TWO_KINDS),
        ("Việt".encode("cp1258", "replace") + b"\xf0", Reason.NOT_UTF8),
    ],
)
def test_what_is_not_taken_in_is_told_why(content: bytes, reason: Reason) -> None:
    assert refused("bang-chung.txt", content) == reason


@pytest.mark.parametrize(
    "line", ["\"=cmd|'/C calc'!A0\",1", "1;@SUM(1)|x!a", "=1+2+cmd|' /C calc'!A0", "1,  -x|y!z"]
)
def test_a_sheet_that_calls_a_program_is_refused(line: str) -> None:
    assert refused("a.csv", f"ten,so\n{line}\n".encode()) == Reason.DDE
    assert refused("a.txt", f"ten,so\n{line}\n".encode()) is None


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("a.bat", Reason.PROGRAM),
        ("a.txt.PS1 ", Reason.PROGRAM),
        ("a.js", Reason.PROGRAM),
        ("a.html", Reason.MARKUP),
        ("a.svg", Reason.MARKUP),
        ("a.xml", Reason.MARKUP),
    ],
)
def test_a_text_called_a_script_or_a_page_is_believed(name: str, reason: Reason) -> None:
    assert refused(name, b"x = 1") == reason


@pytest.mark.parametrize("ending", SOUND)
def test_a_zip_behind_a_file_makes_it_two_kinds(ending: str) -> None:
    content = SOUND[ending][0] + a_zip({"a.exe": b"MZ"})

    assert refused(f"a{ending}", content) in {Reason.TWO_KINDS, Reason.BROKEN}


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "TIFF", "WEBP"])
@pytest.mark.parametrize("behind", [b"<script>alert(1)</script>", b"%PDF-1.7", b"<?php x"])
def test_something_else_behind_a_picture_makes_it_two_kinds(kind: str, behind: bytes) -> None:
    assert refused("a", picture(kind) + behind) == Reason.TWO_KINDS


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "TIFF", "WEBP"])
def test_a_head_without_a_picture_is_broken(kind: str) -> None:
    assert refused("a", picture(kind)[:14]) == Reason.BROKEN


@pytest.mark.parametrize("side", [11_000, 60_000])
def test_a_picture_of_too_many_pixels_is_a_bomb(side: int) -> None:
    assert refused("a.png", picture_said_to_be(side, side)) == Reason.BOMB


@pytest.mark.parametrize("piece", [b'"=', b",=a|", b"\n ", b"=a|b!", b"|!"])
def test_hostile_text_is_read_in_a_moment(piece: bytes) -> None:
    begin = time.process_time()

    refused("a.csv", b"x" + piece * (2_000_000 // len(piece)))

    # Read again from each piece on, two million signs would take minutes.
    assert time.process_time() - begin < 10


@given(st.sampled_from(sorted(SOUND)), st.data())
def test_a_damaged_file_is_taken_in_or_refused_by_name(ending: str, data: st.DataObject) -> None:
    content = bytearray(SOUND[ending][0])
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(content) - 1))
        content[at] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(content)))

    refused("a", bytes(content))
    refused("a", bytes(content[:cut]))


@given(
    st.sampled_from([b"", b"%PDF-1.7\n", b"PK\x03\x04", b"\x89PNG\r\n\x1a\n", b"RIFF\0\0\0\0WEBP"]),
    st.binary(max_size=400),
)
def test_any_bytes_at_all_are_taken_in_or_refused_by_name(head: bytes, content: bytes) -> None:
    refused("a", head + content)


def test_a_file_may_be_two_kinds_in_no_order() -> None:
    assert refused("a.docx", a_pdf() + office()) == Reason.TWO_KINDS
    assert refused("a.pdf", office() + a_pdf()) in {Reason.TWO_KINDS, Reason.BROKEN}
