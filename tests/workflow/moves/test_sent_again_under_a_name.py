"""A slip that came back is sent again under one's own name, or the name that stands there."""

import pytest

from service.formkit.features.record_rules import author_field
from service.workflow.errors import FieldErrors
from service.workflow.moves.parts import OWN_NAME_ONLY
from tests.builders import House
from tests.workflow.slips.walking import Slip, a_sent_slip


@pytest.fixture
def returned(memory_house: House) -> Slip:
    """A slip that the unit head sent back to the official who wrote it."""
    slip = a_sent_slip(memory_house)
    slip.move(memory_house.staff.unit_head, "return", reason="Cần ghi rõ hồ sơ nào trễ.")
    return slip


def author(slip: Slip) -> str:
    """The field of the slip that names who asks for the action."""
    return author_field(slip.house.office.form(slip.record.form_code))


def test_a_colleague_is_not_named_in_ones_place(returned: Slip) -> None:
    staff = returned.house.staff

    with pytest.raises(FieldErrors) as refused:
        returned.move(staff.official, "submit", {author(returned): staff.stranger.full_name})

    assert refused.value.faults == {author(returned): (OWN_NAME_ONLY,)}
    assert returned.stage == "draft"


def test_ones_own_name_may_stay(returned: Slip) -> None:
    official = returned.house.staff.official

    returned.move(official, "submit", {author(returned): official.full_name})

    assert returned.stage == "with_unit_head"
    assert returned.answers[author(returned)] == official.full_name
