"""The printed words around a box: headings and labels that are there while it is empty."""

from collections.abc import Collection

import pytest

from service.documents.preview.box_anchor import BoxWords, box_words
from service.documents.render.render import render
from tests.documents.form_values import library, paper_of
from tests.forms.form_samples import form_of


def words_of(code: str, box: str, variant: str = "") -> BoxWords:
    """The words around that box of the blank form."""
    form = form_of(code)
    answers = {form.variant_field: variant} if form.variant_field else {}
    word = render(form, library().template(form, variant), answers, paper_of(form))
    fields = {each.name for boxed in form.boxes if boxed.key == box for each in boxed.fields}
    return box_words(word, fields, {each.name for each in form.fields})


@pytest.mark.parametrize(
    ("code", "variant", "box", "inside", "follows"),
    [
        (
            "BM.CTCL.01",
            "",
            "nonconformity",
            {"Tài liệu liên quan (nếu có):", "1. Mô tả sự không phù hợp:", "Người đề nghị:"},
            "2. Xác định nguyên nhân và đề xuất biện pháp:",
        ),
        ("BM.CTCL.02", "", "reports", {"1. Các báo cáo"}, "2. Phần thảo luận"),
        ("BM.CTCL.02", "", "discussion", {"2.1. Vấn đề bên ngoài:"}, "3. Kết luận"),
        ("BM.CTCL.03", "agency", "head", {"KẾ HOẠCH"}, None),
    ],
)
def test_an_empty_box_is_known_by_its_headings_and_by_what_follows(
    code: str, variant: str, box: str, inside: Collection[str], follows: str | None
) -> None:
    found = words_of(code, box, variant)

    assert set(inside) <= set(found.inside)
    assert follows is None or found.after[0] == follows


def test_a_name_printed_once_more_at_the_end_does_not_stretch_the_box() -> None:
    found = words_of("BM.CTCL.02", "people")

    assert "II. Chủ trì:" in found.inside
    assert "3. Kết luận" not in found.inside


def test_a_box_that_is_not_printed_has_no_words() -> None:
    assert words_of("BM.CTCL.01", "sources") == BoxWords()
