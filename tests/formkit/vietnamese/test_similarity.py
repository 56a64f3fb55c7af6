"""Descriptions of nonconformities compared: what is the same content, and what is not."""

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.formkit.vietnamese.similarity import read_content, similarity

LIKELY = 0.5
SAME = {
    "late results": (
        "Hồ sơ QT-0612 trả kết quả trễ 02 ngày & thiếu chữ ký\nTrái quy định tại QT.QLNS.03.",
        "Hồ sơ QT-0733 trả kết quả trễ 05 ngày làm việc so với quy định tại QT.QLNS.03 mục 5.4.",
    ),
    "a month later": (
        "Trễ hạn trả kết quả thẩm định quyết toán\nTừ ngày 01/6 đến ngày 26/6, 05/42 hồ sơ thẩm "
        "định quyết toán ngân sách xã, phường trả kết quả trễ từ 02 đến 04 ngày làm việc.",
        "Trong tháng 8, 03/37 hồ sơ thẩm định quyết toán ngân sách phường trả kết quả trễ 02 ngày "
        "làm việc, trái quy định tại QT.QLNS.03 mục 5.4",
    ),
    "typed without marks": (
        "Trả kết quả thẩm định quyết toán trễ hạn 03 ngày (hồ sơ QT-0811 của xã Diên An).",
        "tra ket qua tham dinh quyet toan tre han 4 ngay, ho so QT-0900",
    ),
    "a gap in the register": (
        "Sổ công văn đến tháng 6 thiếu 03 số liên tiếp, từ số 412 đến số 414 không có dòng "
        "ghi nhận.",
        "Sổ công văn đến quý III thiếu số 512, không có dòng ghi nhận văn bản.",
    ),
    "figures that differ": (
        "Số liệu dự toán hai báo cáo tháng 5 không khớp nhau",
        "Số liệu dự toán trong báo cáo tháng 8 và phụ lục không khớp nhau",
    ),
    "a missing signature": (
        "Biên bản bàn giao tài sản thiếu chữ ký của bên nhận.",
        "Biên bản bàn giao tài sản ngày 12/3 chưa có chữ ký bên nhận tài sản",
    ),
}
OTHERS = (
    "Hồ sơ QT-0612 trả kết quả trễ 02 ngày, trái quy định tại QT.QLNS.03 mục 5.4.",
    "Sổ công văn đến tháng 6 thiếu 03 số liên tiếp",
    "Biên bản bàn giao tài sản thiếu chữ ký của bên nhận.",
    "Phiếu kiểm soát hồ sơ không có chữ ký của người tiếp nhận.",
    "Hồ sơ thanh toán năm 2024 chưa sắp xếp, chưa lập mục lục khi nộp lưu trữ.",
    "Số liệu dự toán hai báo cáo tháng 5 không khớp nhau",
    "Quy trình QT.TCĐT.02 chưa cập nhật theo Nghị định mới",
    "Cải tiến: phiếu hướng dẫn một lần khi trả hồ sơ",
    "Máy photocopy của Văn phòng hỏng 03 ngày, chưa có biên bản sửa chữa",
)
SOME = "trả kết quả hồ sơ trễ 02 ngày; QT-0612 và\nthiếu chữ ký ... Đ & 5%"
SYLLABLES = st.sampled_from(SOME.split(" "))
TEXTS = st.one_of(st.lists(SYLLABLES, max_size=12).map(" ".join), st.text(max_size=80))


def alike(one: str, other: str) -> float:
    """How alike two texts are."""
    return similarity(read_content(one), read_content(other))


@pytest.mark.parametrize("pair", SAME.values(), ids=list(SAME))
def test_two_slips_for_one_content_are_alike(pair: tuple[str, str]) -> None:
    assert alike(*pair) >= LIKELY


@pytest.mark.parametrize("text", OTHERS)
def test_slips_for_other_contents_are_not(text: str) -> None:
    others = [each for each in OTHERS if each != text]

    assert max(alike(text, each) for each in others) < 0.4


def test_a_short_slip_is_not_alike_to_one_that_has_its_syllables_somewhere() -> None:
    assert alike("Hồ sơ trễ", "Máy photocopy hỏng nên hồ sơ nộp lưu trữ trễ") < LIKELY / 2


def test_numbers_and_codes_make_next_to_no_difference() -> None:
    one, other = ("Hồ sơ QT-0612 trễ 02 ngày", "Hồ sơ QT-0999 trễ 11 ngày")

    assert alike(one, other) == 0.99


def test_texts_without_a_telling_word_are_alike_only_when_equal() -> None:
    assert alike("Ngày 05/03/2026", "Ngày 05/03/2026") == 1
    assert alike("Ngày 05/03/2026", "Ngày 06/03/2026") == 0
    assert alike("", "Thiếu chữ ký") == 0


@given(TEXTS, TEXTS)
def test_likeness_is_the_same_both_ways_and_within_bounds(one: str, other: str) -> None:
    likeness = alike(one, other)

    assert likeness == alike(other, one)
    assert 0 <= likeness <= 1


@given(TEXTS)
def test_a_text_is_wholly_like_itself_however_it_is_composed(text: str) -> None:
    assert alike(text, text) == 1
    assert alike(text, unicodedata.normalize("NFD", text)) == 1


def test_two_hundred_slips_are_compared_in_a_blink() -> None:
    texts = [f"{SAME['a month later'][0]} {OTHERS[number % 9]} {number}" for number in range(200)]
    mine = read_content(SAME["a month later"][1])

    def compare() -> float:
        read_content.cache_clear()
        begun = time.process_time()
        assert max(similarity(mine, read_content(each)) for each in texts) >= LIKELY
        return time.process_time() - begun

    # The quickest of some tries: the machine's other work does not count.
    assert min(compare() for _ in range(5)) < 0.020
