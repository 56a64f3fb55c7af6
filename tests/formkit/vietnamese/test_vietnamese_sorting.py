"""The order of the Vietnamese alphabet, for texts and for people's names."""

import random
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.formkit.vietnamese import name_sort_key, sort_key

VIETNAMESE = st.text("aàảãáạăâđeêhinoôơuưyAÀĂÂĐƠƯ 12-/", max_size=20)


@pytest.mark.parametrize(
    "ordered",
    [
        "Hà Giang, Hà Nam, Hà Nội, Hà Tĩnh, Hải Dương, Hải Phòng, Hậu Giang, Hòa Bình, Hưng Yên",
        "a, ă, â, b, c, d, đ, e, ê, f, g, h, i, j, k, l, m, n, o, ô, ơ, p, q, r, s, t, u, ư, v, "
        "w, x, y, z",
        "ma, mà, mả, mã, má, mạ",
        "a, A, à, À, ạ, ă, Ă",
        "bá an, ba sao",
        "an, an ninh, ang, anh",
        "Phòng 1, Phòng A, Phòng Đ, Phòng E",
        "thuế, thuệ, thư, thừa",
        "dũng, \u00d0ặng, Điệp, \u0256ông, \u00f0ức, em",
    ],
)
def test_a_shuffled_list_finds_its_order(ordered: str) -> None:
    expected = ordered.split(", ")
    shuffled = random.Random(1).sample(expected, len(expected))

    assert sorted(shuffled, key=sort_key) == expected


def test_people_stand_by_given_name_then_middle_then_family() -> None:
    expected = ["Đỗ An", "Lê Ánh", "Trần Văn Ân", "Võ Dung", "Phạm Đức", "Nguyễn Thị Hiền"]
    expected += ["Nguyễn Xuân Hòa", "Vĩnh Thông"]
    shuffled = random.Random(1).sample(expected, len(expected))

    assert sorted(shuffled, key=name_sort_key) == expected


def test_namesakes_stand_by_middle_name_before_family_name() -> None:
    expected = ["Vũ An", "Trần Bích An", "Lê Văn An", "Ngô Văn An", "Hồ Thị Kim Anh"]
    shuffled = random.Random(1).sample(expected, len(expected))

    assert sorted(shuffled, key=name_sort_key) == expected


def test_an_empty_name_has_a_key_and_stands_first() -> None:
    assert name_sort_key("") < name_sort_key("An")
    assert name_sort_key("An") < name_sort_key("Lê An")


def test_both_ways_to_place_a_tone_stand_together() -> None:
    assert sort_key("hoà") == sort_key("hòa")


@given(VIETNAMESE)
def test_typed_parts_sort_like_the_whole(text: str) -> None:
    assert sort_key(unicodedata.normalize("NFD", text)) == sort_key(text)


@given(VIETNAMESE, VIETNAMESE)
def test_bytes_and_code_points_order_keys_alike(one: str, other: str) -> None:
    first, second = sort_key(one), sort_key(other)

    assert (first < second) == (first.encode() < second.encode())


@given(st.text())
def test_any_text_has_a_key_that_a_database_can_hold(text: str) -> None:
    assert "\x00" not in sort_key(text)
