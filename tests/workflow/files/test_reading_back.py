"""A filled Word file is read back; what cannot be read is told beside its field."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from service.formkit.labels import FieldErrors
from service.workflow.files.document_files import blank_word, draft_word
from service.workflow.files.read_back import LARGEST_FILE, read_back
from tests.builders import PLAN, House, a_draft, a_house
from tests.store.databases import in_memory


@pytest.fixture
def quiet_house(tmp_path: Path) -> Iterator[House]:
    """A house in memory: nothing here is written that PostgreSQL would do otherwise."""
    with in_memory() as database:
        yield a_house(tmp_path, database)


def test_a_draft_s_word_file_gives_its_answers_back(quiet_house: House) -> None:
    office, official = quiet_house.office, quiet_house.staff.official
    draft = a_draft(office, official)

    said = read_back(office, draft_word(office, official, draft.id).content)

    printed = {n: v for n, v in draft.answers.items() if draft.form.field(n).printed}
    assert said.form == draft.form
    assert said.answers == printed


def test_a_blank_plan_says_whose_plan_it_is(quiet_house: House) -> None:
    said = read_back(quiet_house.office, blank_word(quiet_house.office, PLAN, "unit").content)

    assert (said.form.code, said.variant) == (PLAN, "unit")


def test_a_file_that_is_no_word_file_is_refused_as_a_whole(quiet_house: House) -> None:
    with pytest.raises(FieldErrors) as refused:
        read_back(quiet_house.office, b"%PDF-1.7")

    assert list(refused.value.faults) == [""]


def test_a_file_over_the_limit_is_not_even_opened(quiet_house: House) -> None:
    with pytest.raises(FieldErrors) as refused:
        read_back(quiet_house.office, b"\0" * (LARGEST_FILE + 1))

    assert "25 MB" in refused.value.faults[""][0].vi
