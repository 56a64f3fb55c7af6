"""The department to learn on: a year of slips over every stage and end, told by days from today."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from service.formkit.moves import Role
from service.store.base import office_day
from service.store.ledger.counters import next_number
from service.store.ledger.verify_chains import verify_all
from service.store.records import records
from service.store.turns.turns import turns_of
from service.workflow.account.sign_in import sign_in
from service.workflow.drafts.drafts import list_drafts
from service.workflow.office import Office
from service.workflow.people.people import list_people
from service.workflow.records.read_records import RecordFilter, RecordRow, list_records, open_record
from service.workflow.recurrence.repetition import repetition_of
from service.workflow.sample_data.load import PASSWORD, load_sample_house, remove_sample_house
from service.workflow.submissions import MoveResult
from tests.builders import SLIP, House, a_house, a_slip
from tests.store.databases import in_memory
from tests.workflow.kept_houses import kept


def a_year_of_samples(house: House) -> MoveResult:
    """The real slip that was there before a year of samples was loaded."""
    before = kept(house, "a slip", lambda: a_slip(house.office, house.staff.official))
    kept(house, "a year of samples", lambda: load_sample_house(house.office))
    return before


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """A house with a year of samples in it, loaded once."""
    with in_memory() as database:
        house = a_house(tmp_path_factory.mktemp("year"), database)
        a_year_of_samples(house)
        yield house.office


def slips(office: Office) -> list[RecordRow]:
    """Every sample slip, newest first."""
    secretary = sign_in(office, "thuky", PASSWORD, "").actor
    return list(list_records(office, secretary, RecordFilter(form=SLIP)).rows)


def test_every_stage_and_every_end_has_a_slip(year: Office) -> None:
    shown = {row.stage.key for row in slips(year)}

    assert shown == {stage.key for stage in year.form(SLIP).stages}


def test_a_slip_is_still_a_draft(year: Office) -> None:
    official = sign_in(year, "canbo", PASSWORD, "").actor

    assert [each for each in list_drafts(year, official) if each.form.code == SLIP]


def test_twelve_people_hold_all_roles(year: Office) -> None:
    with year.database.reading() as uow:
        from service.store.people.persons import list_people as everybody

        sample = [person for person in everybody(uow) if person.is_sample]

    assert len(sample) == 12
    assert {role for person in sample for role in person.roles} == {str(role) for role in Role}


def test_one_slip_is_overdue(year: Office) -> None:
    today = office_day(year.clock())

    shown = slips(year)

    with year.database.reading() as uow:
        due = [t.due_on for row in shown for t in turns_of(uow, row.line.id) if t.due_on]

    assert any(day < today for day in due)
    assert any(day >= today for day in due)


def test_one_content_came_four_times_and_alarms(year: Office) -> None:
    shown = slips(year)

    with year.database.reading() as uow:
        alarms = [
            row.line.number
            for row in shown
            if repetition_of(year, uow, records.get_record(uow, row.line.id)).is_alarm
        ]

    assert alarms


def test_slips_failed_and_go_on_in_others(year: Office) -> None:
    secretary = sign_in(year, "thuky", PASSWORD, "").actor
    failed = [row for row in slips(year) if row.stage.key == "continued"]

    views = [open_record(year, secretary, row.line.id) for row in failed]

    assert views
    assert all(view.answers["follow_up_car_number"].startswith("MẪU ") for view in views)


def test_one_slip_was_verified_by_delegation(year: Office) -> None:
    secretary = sign_in(year, "thuky", PASSWORD, "").actor
    views = [open_record(year, secretary, row.line.id) for row in slips(year)]

    (delegated,) = [view for view in views if view.answers.get("verifier_authority") == "TUQ"]

    assert "Võ Đình Khải ủy quyền cho Lý Thị Hồng Vân" in delegated.answers["authorisation_ref"]


def test_days_lie_in_the_past_year_and_chains_verify(year: Office) -> None:
    now = year.clock()

    with year.database.reading() as uow:
        assert verify_all(uow) == ()
    for row in slips(year):
        assert now - timedelta(days=366) < row.line.created_at <= now


def test_one_command_removes_it_and_leaves_real_numbers_alone(house: House) -> None:
    before = a_year_of_samples(house)

    remove_sample_house(house.office)

    after = a_slip(house.office, house.staff.official)
    assert (before.number, after.number) == ("01/2026", "02/2026")
    with house.office.database.reading() as uow:
        assert verify_all(uow) == ()
        assert next_number(uow, "sample:car", 2026) == 1
    assert all(
        not person.is_sample for person in list_people(house.office, house.staff.administrator)
    )
