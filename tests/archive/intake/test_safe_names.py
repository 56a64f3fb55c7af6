"""What a kept file is called: harmless on every system, in every header and in every ZIP."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from service.archive.intake.safe_names import LONGEST_NAME, kept_ascii_name, kept_name


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("Biên bản.pdf", "Biên bản.pdf"),
        ("Bie\u0302n ba\u0309n.PDF", "Biên bản.pdf"),
        ("a.exe", "a.exe.pdf"),
        ("C:\\Users\\a\\b.pdf", "b.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("a\u202efdp.exe", "afdp.exe.pdf"),
        ("a\x00b\r\nc.pdf", "abc.pdf"),
        ('a"b;c%d.pdf', "a_b_c_d.pdf"),
        ("CON", "_CON.pdf"),
        ("nul.2026.pdf", "_nul.2026.pdf"),
        ("com¹.pdf", "_com¹.pdf"),
        ("", "tep.pdf"),
        (" . . ", "tep.pdf"),
        (".pdf", "pdf.pdf"),
        ("...a   b...pdf", "a b.pdf"),
        ("x" * 400 + ".pdf", "x" * 116 + ".pdf"),
    ],
)
def test_a_name_is_made_harmless(name: str, kept: str) -> None:
    assert kept_name(name, ".pdf") == kept


def test_an_ending_that_means_the_same_stays() -> None:
    assert kept_name("Ảnh.JPEG", ".jpg", (".jpeg",)) == "Ảnh.jpeg"


@given(st.text(max_size=300))
@example("\u1100" * 119 + "\u1161")
@example("e" * 116 + "\u0301\u0323")
def test_any_name_at_all_becomes_one_that_may_stand_anywhere(name: str) -> None:
    kept = kept_name(name, ".pdf")

    assert kept.endswith(".pdf")
    assert 4 < len(kept) <= LONGEST_NAME
    assert unicodedata.is_normalized("NFC", kept)
    assert not set(kept) & set('/\\<>:"|?*;%')
    assert kept.isprintable()
    assert kept == kept.strip(" .")
    assert kept_name(kept, ".pdf") == kept
    assert kept.encode()
    assert kept_ascii_name(kept).isascii()
