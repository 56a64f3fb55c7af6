"""Labels in both languages, and the short words that declare fields with them."""

import pytest

from service.formkit.declare import authority, code, lines, person, text, texts, unit, whole
from service.formkit.fields import Choice, Code, Rows, Text
from service.formkit.labels import FieldErrors, Label, gather
from service.formkit.moves import ROLE_LABELS, Role

NAME = Label("Họ tên", "Name")


@pytest.mark.parametrize(
    ("language", "shown"), [("vi", "Họ tên"), ("en", "Name"), ("fr", "Họ tên"), ("", "Họ tên")]
)
def test_a_label_speaks_english_only_when_asked(language: str, shown: str) -> None:
    assert NAME.in_(language) == shown


def test_a_label_prints_as_the_vietnamese_text() -> None:
    assert str(NAME) == "Họ tên"


def test_a_label_takes_values_in_both_languages() -> None:
    label = Label("Tối đa {most} dòng", "At most {most} rows").with_(most=3)

    assert label == Label("Tối đa 3 dòng", "At most 3 rows")


def test_every_role_has_its_name_in_both_languages() -> None:
    assert set(ROLE_LABELS) == set(Role)
    assert ROLE_LABELS[Role.AUDITOR] == Label("Chuyên gia đánh giá", "Auditor")


def test_pairs_of_words_become_hints_and_sentences() -> None:
    field = text("a", "A", "A", 5, hint=("Gợi ý", "Hint"), missing=("Thiếu", "Missing"))

    assert field.hint == Label("Gợi ý", "Hint")
    assert field.missing == Label("Thiếu", "Missing")


def test_people_and_units_have_the_lengths_of_the_decree() -> None:
    assert (person("p", "P", "P").max_length, person("p", "P", "P").kind) == (50, "person")
    assert (unit("u", "U", "U").max_length, unit("u", "U", "U").kind) == (150, "unit")


def test_each_word_declares_its_kind() -> None:
    assert isinstance(code("c", "C", "C"), Code)
    assert lines("l", "L", "L", 9).multiline
    assert not text("t", "T", "T", 9).multiline
    assert (whole("w", "W", "W", 1, 9).minimum, whole("w", "W", "W", 1, 9).maximum) == (1, 9)


def test_a_plain_list_has_one_text_called_text() -> None:
    field = texts("r", "Nơi nhận", "Recipients", 15, 120)

    assert isinstance(field, Rows)
    assert field.plain
    (inner,) = field.fields
    assert isinstance(inner, Text)
    assert (inner.name, inner.max_length) == ("text", 120)


def test_an_authority_is_one_of_the_four_of_the_decree() -> None:
    field = authority("a", "Thẩm quyền", "Authority")

    assert isinstance(field, Choice)
    assert [(o.value, o.printed) for o in field.options] == [
        ("KT", "KT."),
        ("TL", "TL."),
        ("TUQ", "TUQ."),
        ("Q", "Q."),
    ]


def test_messages_of_any_depth_are_gathered_by_path() -> None:
    one, two = Label("Một", "One"), Label("Hai", "Two")
    messages = {"_schema": [one], "rows": {0: {"name": [one, two]}, 3: [two]}}

    assert gather(messages) == {"": (one,), "rows.0.name": (one, two), "rows.3": (two,)}


def test_faults_name_their_fields_when_they_are_raised() -> None:
    error = FieldErrors({"name": (Label("Vui lòng điền.", "Please fill in."),)})

    assert str(error) == "name: Vui lòng điền."
