"""The paper of a delegated role that does not say what was typed is not handed out."""

from pathlib import Path

import pytest

from service.store.database import Database
from service.workflow.delegation.read_delegations import delegation_word
from service.workflow.errors import DocumentNotProved
from tests.builders import Clock, House, a_staff
from tests.workflow.delegating import give
from tests.workflow.files.test_templates_gone_wrong import (  # noqa: F401
    office_with,
    print_only_in_drafts,
    templates,
)


def test_a_paper_that_leaves_out_the_scope_is_refused_by_the_fields_name(
    templates: Path,  # noqa: F811
    memory_database: Database,
) -> None:
    print_only_in_drafts(templates / "companions/O-07.docx", "scope")
    office = office_with(templates, memory_database)
    staff = a_staff(office)
    house = House(office, Clock(), staff)
    today = office.today()
    made = give(house, staff.director, staff.board, from_day=today, to_day=today)

    with pytest.raises(DocumentNotProved) as refused:
        delegation_word(office, staff.board, made.id)

    assert office.companion("O-07").field("scope").label.vi in refused.value.label.vi
