"""Text at the door: one form, nothing hidden, nothing that Word cannot hold."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from service.formkit.vietnamese import (
    dots,
    find_forbidden,
    fold,
    normalise,
    only_invisible,
    shortened,
    words_heard,
)

NASTY = "\r\n\u0085\u2028\u2029\u00a0\u202f\u00ad\u200b\u200c\u200d\u2060\ufeff\ufe0f"
PIECES = st.text(
    st.one_of(st.characters(), st.sampled_from(NASTY + "↔\u0338\u0301\u0302ea👩💻µ¸tm "))
)
FAMILY = "👨\u200d👩\u200d👧"


def test_a_name_typed_in_parts_becomes_its_fifteen_code_points() -> None:
    in_parts = unicodedata.normalize("NFD", "Nguyễn Thị Hiền")

    name = normalise(in_parts)

    assert (len(in_parts), len(name)) == (20, 15)
    assert name == "Nguyễn Thị Hiền"


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n", "\u0085", "\u2028", "\u2029"])
def test_every_line_end_becomes_one_line_feed(end: str) -> None:
    assert normalise(f"một{end}hai") == "một\nhai"


@pytest.mark.parametrize("space", ["\u00a0", "\u202f"])
def test_a_hard_space_becomes_a_space(space: str) -> None:
    assert normalise(f"Điều{space}5") == "Điều 5"


@pytest.mark.parametrize("hidden", list("\u200b\u200c\u200d\u2060\ufeff\u00ad\u180e\u2062"))
def test_a_hidden_character_goes(hidden: str) -> None:
    assert normalise(f"{hidden}Khánh{hidden} Hòa{hidden}") == "Khánh Hòa"


@pytest.mark.parametrize(
    "emoji", [FAMILY, "👩🏽\u200d💻", "❤\ufe0f\u200d🔥", "🏃\u200d♀\ufe0f\u200d➡\ufe0f"]
)
def test_the_joiner_inside_an_emoji_stays(emoji: str) -> None:
    assert normalise(f"a {emoji} b") == f"a {emoji} b"


@pytest.mark.parametrize(
    "text", ["👩\u200da", "a\u200d👩", "👩\u200d\u200d👩", "👩\u200d", "a\ufe0f\u200d👩"]
)
def test_a_joiner_that_joins_nothing_goes(text: str) -> None:
    assert normalise(text) == text.replace("\u200d", "")


def test_the_letter_that_hides_in_a_soft_hyphen_of_tcvn3_is_kept() -> None:
    typed = "®­îc th­ëng n¨m tr­íc"

    assert normalise(typed) == typed


def test_spaces_tabs_and_quotes_are_left_as_typed() -> None:
    typed = "  hai  dấu cách,\ttab, “ngoặc” …… \n\n"

    assert normalise(typed) == typed


@given(PIECES)
@example("🙂\u200d↔\u200d\u0338")
@example("e\u200b\u0301")
def test_normalising_twice_changes_nothing_more_and_gives_nfc(text: str) -> None:
    once = normalise(text)

    assert normalise(once) == once
    assert unicodedata.is_normalized("NFC", once)


@pytest.mark.parametrize(
    ("character", "code"),
    [
        ("\x00", "U+0000"),
        ("\x07", "U+0007"),
        ("\x0b", "U+000B"),
        ("\x0c", "U+000C"),
        ("\x7f", "U+007F"),
        ("\x80", "U+0080"),
        ("\x9f", "U+009F"),
        ("\ud800", "U+D800"),
        ("\udfff", "U+DFFF"),
        ("\ufdd0", "U+FDD0"),
        ("\ufffe", "U+FFFE"),
        ("\uffff", "U+FFFF"),
        ("\U0001fffe", "U+1FFFE"),
        ("\U0010ffff", "U+10FFFF"),
        ("\u200e", "U+200E"),
        ("\u200f", "U+200F"),
        ("\u202a", "U+202A"),
        ("\u202e", "U+202E"),
        ("\u2066", "U+2066"),
        ("\u2069", "U+2069"),
    ],
)
def test_a_forbidden_character_is_named_with_its_place(character: str, code: str) -> None:
    forbidden = find_forbidden(f"Sổ{character}tay\x01")

    assert forbidden is not None
    assert (forbidden.character, forbidden.code, forbidden.position) == (character, code, 3)
    assert code in forbidden.vi
    assert code in forbidden.en
    assert "Vui lòng" in forbidden.vi


@pytest.mark.parametrize(
    "text", ["", "Khánh Hòa\t2026\r\n\u0085\u2028\u2029", "{{7*7}} <w:p> &", FAMILY, "\u00ad\u200b"]
)
def test_what_a_clerk_may_type_is_not_forbidden(text: str) -> None:
    assert find_forbidden(text) is None


@given(st.characters())
def test_exactly_what_xml_and_the_eye_cannot_hold_is_forbidden(character: str) -> None:
    number = ord(character)
    control = unicodedata.category(character) == "Cc" and character not in "\t\n\r\u0085"
    turning = (
        unicodedata.bidirectional(character)
        in {
            *("LRE", "RLE", "PDF", "LRO", "RLO", "LRI", "RLI", "FSI", "PDI"),
        }
        or character in "\u061c\u200e\u200f"
    )
    broken = number & 0xFFFE == 0xFFFE or 0xFDD0 <= number <= 0xFDEF or 0xD800 <= number <= 0xDFFF

    assert (find_forbidden(character) is not None) == (control or turning or broken)


@given(PIECES.filter(lambda text: find_forbidden(text) is None))
def test_normalising_never_makes_a_forbidden_character(text: str) -> None:
    assert find_forbidden(normalise(text)) is None


@pytest.mark.parametrize(
    "text", ["\u200b", "\u200b \u2060\n", "\u00ad", "\ufe0f", "\u3164", "\u2800", "  "]
)
def test_text_without_anything_to_see_is_only_invisible(text: str) -> None:
    assert only_invisible(text)


@pytest.mark.parametrize("text", ["", "ư", ".", " a\u200b", "👩", "…"])
def test_text_with_something_to_see_is_not_only_invisible(text: str) -> None:
    assert not only_invisible(text)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Nguyễn Thị Hiền", "nguyen thi hien"),
        ("ĐỖ ĐỨC", "do duc"),
        ("hoà", "hoa"),
        ("hòa", "hoa"),
        ("thuỷ", "thuy"),
        ("thủy", "thuy"),
        ("Phòng\u00a0Tổ\u200b chức", "phong to chuc"),
        ("Straße", "strasse"),
        ("\u00d0ặng V\u0103n \u00d0\u1ee9c, \u0189ồng \u0256i", "dang van duc, dong di"),
        ("D\u0335u", "du"),
    ],
)
def test_folded_text_has_small_letters_without_marks(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(PIECES)
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text("aáàảãạăằâđêôơưựỹ hoàHÒAĐ"))
def test_capitals_and_typed_parts_fold_alike(text: str) -> None:
    assert fold(text.upper()) == fold(text) == fold(unicodedata.normalize("NFD", text))


@pytest.mark.parametrize(
    "written", ["Cán bộ", "CÁN  BỘ", "Cán\u00a0bộ ", "Ca\u0301n\nbo\u0323\u0302", "\tcán bộ\u200b"]
)
def test_fixed_words_are_heard_however_they_are_written(written: str) -> None:
    assert words_heard(written) == words_heard("Cán bộ")
    assert words_heard(written) != words_heard("Cán bộ khác")


@pytest.mark.parametrize("count", [0, 2, 9, 34])
def test_dots_are_that_many_ellipses(count: int) -> None:
    assert dots(count) == "\u2026" * count


def test_a_text_with_room_stays_as_it_is() -> None:
    assert shortened("Trả kết quả trễ.", 16) == "Trả kết quả trễ."


@pytest.mark.parametrize(
    ("text", "most", "short"),
    [
        ("Trả kết quả trễ hạn", 16, "Trả kết quả trễ…"),
        ("Trả kết quả trễ hạn", 15, "Trả kết quả…"),
        ("Trả kết quả, trễ hạn", 15, "Trả kết quả…"),
        ("Một dòng\nhai dòng", 12, "Một dòng…"),
        ("a" * 20, 5, "aaaa…"),
        ("Số " + "a" * 20, 10, "Số aaaaaa…"),
    ],
)
def test_a_longer_text_ends_at_a_word(text: str, most: int, short: str) -> None:
    assert shortened(text, most) == short


@given(PIECES, st.integers(2, 40))
def test_a_shortened_text_has_the_room_it_was_given(text: str, most: int) -> None:
    assert len(shortened(text, most)) <= most
