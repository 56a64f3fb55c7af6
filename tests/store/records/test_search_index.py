"""The words a record is found by."""

from hypothesis import given
from hypothesis import strategies as st

from service.store.records.access import (
    LONGEST_WORD,
    MOST_WORDS,
    after_prefix,
    sought_words,
    words_of,
)


def test_a_number_is_kept_whole_and_in_its_pieces() -> None:
    assert words_of("phieu (12/2026).") == {"phieu", "12/2026", "12", "2026"}


def test_the_longest_word_is_sought_first() -> None:
    assert sought_words("  chu ky, nghiem  thu ") == ("nghiem", "chu", "thu", "ky")


def test_marks_alone_are_not_words() -> None:
    assert words_of("… – () !") == frozenset()
    assert sought_words(" … ") == ()


def test_a_very_long_text_is_kept_to_so_many_words() -> None:
    assert len(words_of(" ".join(f"w{number}" for number in range(10_000)))) <= MOST_WORDS + 1


@given(text=st.text(), places=st.tuples(st.integers(0, 60), st.integers(1, 60)))
def test_the_beginning_of_any_written_word_finds_it(text: str, places: tuple[int, int]) -> None:
    written = text.split()
    if not written:
        return
    sought = sought_words(written[places[0] % len(written)][: places[1]])

    kept = words_of(text)

    for prefix in sought:
        assert any(prefix <= word < after_prefix(prefix) for word in kept)
        assert len(prefix) <= LONGEST_WORD
