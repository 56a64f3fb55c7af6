"""Text of the old fonts: the office's sample pairs, and good Unicode left in peace."""

import re
import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.formkit.vietnamese import LegacyEncoding, convert_legacy, recognise_legacy
from service.formkit.vietnamese.letters import TCVN3_LETTERS, VNI_LETTERS

WORDS = re.findall(
    r"\w+",
    "Sở Tài chính Khánh Hòa phiếu yêu cầu hành động khắc phục cải tiến chất lượng nội bộ người "
    "được thưởng trước sau việc xử lý hồ sơ chậm trễ quá hạn bà bá cá về cũ mũ kĩ à á là và có "
    "không phải nguyên nhân quyết định giữ gìn thuế khuỷu ngoằn ngoèo quýt yếu xoong rượu ghế",
)
TEXTS = st.lists(st.sampled_from(WORDS), min_size=1, max_size=12)
CASES = st.sampled_from([str.lower, str.upper, str.title, str.capitalize, str])
TO_TCVN3 = {letter: code for code, letter in TCVN3_LETTERS.items()}
TO_VNI = {letter: code for code, letter in VNI_LETTERS.items()}


@pytest.mark.parametrize(
    ("typed", "encoding", "meant"),
    [
        ("hép møt tÕt", "TCVN3", "hộp mứt tết"),
        ("Së Tµi chÝnh Kh¸nh Hßa", "TCVN3", "Sở Tài chính Khánh Hòa"),
        ("PhiÕu yªu cÇu hµnh ®éng kh¾c phôc", "TCVN3", "Phiếu yêu cầu hành động khắc phục"),
        ("®\u00adîc th\u00adëng", "TCVN3", "được thưởng"),
        ("Xin chaøo caùc baïn", "VNI", "Xin chào các bạn"),
        ("CHAÁT LÖÔÏNG NOÄI BOÄ", "VNI", "CHẤT LƯỢNG NỘI BỘ"),
        ("Sôû Taøi chính Khaùnh Hoøa", "VNI", "Sở Tài chính Khánh Hòa"),
    ],
)
def test_a_sample_of_an_old_font_is_recognised(
    typed: str, encoding: LegacyEncoding, meant: str
) -> None:
    legacy = recognise_legacy(typed)

    assert legacy is not None
    assert (legacy.encoding, legacy.converted, legacy.original) == (encoding, meant, typed)
    assert encoding in legacy.vi
    assert encoding in legacy.en


def test_the_tables_hold_every_pair_of_the_specification() -> None:
    assert len(TCVN3_LETTERS) == len(set(TCVN3_LETTERS.values())) == 74
    assert len(VNI_LETTERS) == len(set(VNI_LETTERS.values())) == 134


def test_the_longest_vni_match_comes_first() -> None:
    assert convert_legacy("ôù ô ôn öù ö aù aâ ÔÙ Ô", "VNI") == "ớ ơ ơn ứ ư á â Ớ Ơ"


@given(TEXTS, CASES)
def test_good_unicode_is_never_recognised(words: list[str], case: Callable[[str], str]) -> None:
    text = " ".join(map(case, words))

    assert recognise_legacy(text) is None
    assert recognise_legacy(unicodedata.normalize("NFD", text)) is None


@given(st.text("abcdeghiklmnopqrstuvxy àáâãèéêìíòóôõùúýÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝ,."))
def test_vietnamese_letters_of_latin_1_alone_prove_nothing(text: str) -> None:
    assert recognise_legacy(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "ISO 9001:2015",
        "Größe für schöne Bäume",
        "señor, año, niño",
        "10 µm, 20 µm và 5 µg",
        "«quan trọng» © 2026 ® §5",
        "Où êtes-vous? Très bien, merci!",
        "một møt",
        "12 m² × 3 ½",
    ],
)
def test_other_languages_units_and_signs_are_left_alone(text: str) -> None:
    assert recognise_legacy(text) is None


@given(TEXTS)
def test_everything_typed_in_vni_converts_back(words: list[str]) -> None:
    meant = " ".join([*words, "người", "việt"])
    typed = "".join(TO_VNI.get(letter, letter) for letter in meant)

    legacy = recognise_legacy(typed)

    assert legacy is not None
    assert (legacy.encoding, legacy.converted) == ("VNI", meant)


@given(TEXTS)
def test_everything_typed_in_tcvn3_converts_back(words: list[str]) -> None:
    meant = " ".join([*words, "Sở", "việt", "tài"]).lower()
    typed = "".join(TO_TCVN3.get(letter, letter) for letter in meant)

    legacy = recognise_legacy(typed)

    assert legacy is not None
    assert (legacy.encoding, legacy.converted) == ("TCVN3", meant)
