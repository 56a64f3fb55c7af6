"""Every day what is over is forgotten: by the schedule, in small batches, and nothing else."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from service.store.base import Base
from service.store.tables.jobs import JobRow
from service.store.tables.ledger.submissions import SubmissionRow
from service.store.tables.people.sessions import SessionRow, SignInAttemptRow
from service.store.tables.records.drafts import DraftRow
from service.workflow.account.sign_in import REMEMBERED, sign_in, who_is
from service.workflow.bundles.request_bundle import ask_bundle
from service.workflow.drafts.drafts import discard_draft, list_drafts, restore_draft
from service.workflow.errors import NotSignedIn, SignInRefused
from service.workflow.jobs.kinds import KINDS
from service.workflow.jobs.run_job import run_job
from service.workflow.jobs.schedule import ask_for_what_is_due
from service.workflow.tidying import forget as tidying
from tests.builders import PASSWORD, House, a_draft, a_slip, submit


def the_days_jobs(house: House) -> dict[str, Any]:
    """What the jobs of the day answered, by their kinds; each has been run to its end."""
    told = {}
    for job_id in ask_for_what_is_due(house.office):
        assert run_job(house.office, KINDS, job_id)
        with house.office.database.reading() as uow:
            job = uow.session.get(JobRow, job_id)
            assert job is not None
            told[job.kind] = job.result
    return told


def forgotten(house: House) -> dict[str, int]:
    """How many rows of each kind the day's job forgot, those of which none were left out."""
    return {kind: many for kind, many in the_days_jobs(house)["forget"].items() if many}


def count(house: House, table: type[Base]) -> int:
    """How many rows there are."""
    with house.office.database.reading() as uow:
        return uow.session.scalar(select(func.count()).select_from(table)) or 0


def test_sessions_that_ended_are_forgotten_and_living_ones_stay(house: House) -> None:
    sign_in(house.office, "bao", PASSWORD, "")
    house.clock.forward(hours=house.office.settings.session_hours, minutes=1)
    # An expired session tells for a week whose page it was.
    assert "sessions" not in forgotten(house)
    house.clock.forward(days=REMEMBERED.days)
    living = sign_in(house.office, "bao", PASSWORD, "").token

    assert forgotten(house) == {"sessions": 1}
    assert who_is(house.office, living).username == "bao"
    assert count(house, SessionRow) == 1


def test_tries_that_count_no_more_are_forgotten(house: House) -> None:
    with pytest.raises(SignInRefused):
        sign_in(house.office, "bao", "sai", "10.0.0.1")
    assert "tries" not in forgotten(house)

    house.clock.forward(days=1, minutes=1)

    assert forgotten(house)["tries"] == 2
    assert count(house, SignInAttemptRow) == 0


def test_a_discarded_draft_can_be_taken_back_for_thirty_days_and_is_gone_then(house: House) -> None:
    office, official = house.office, house.staff.official
    early, late, kept = (a_draft(office, official).id for _ in range(3))
    discard_draft(office, official, early)
    house.clock.forward(days=1)
    discard_draft(office, official, late)
    house.clock.forward(days=29, minutes=1)

    assert forgotten(house)["drafts"] == 1
    assert [each.id for each in list_drafts(office, official, removed=True)] == [late]
    restore_draft(office, official, late)
    house.clock.forward(days=400)
    assert "drafts" not in forgotten(house)
    assert {each.id for each in list_drafts(office, official)} == {late, kept}


def test_a_submit_is_answered_once_more_for_three_months(house: House) -> None:
    office, official = house.office, house.staff.official
    draft = a_draft(office, official)
    first = submit(office, official, draft, submission="lan-mot")
    house.clock.forward(days=89)

    assert "submissions" not in forgotten(house)
    assert submit(office, official, draft, submission="lan-mot").record_id == first.record_id

    house.clock.forward(days=2)
    assert forgotten(house)["submissions"] == 1
    assert count(house, SubmissionRow) == 0


def test_jobs_long_over_are_forgotten_and_what_a_bundle_tells_of_stays(house: House) -> None:
    office, official = house.office, house.staff.official
    slip = a_slip(office, official).record_id
    the_days_jobs(house)
    ask_bundle(office, official, [slip], "zip")
    before = count(house, JobRow)
    house.clock.forward(days=91)

    told = forgotten(house)

    # The day's three of three months ago went; today's three came, the bundle's is still there.
    assert told["jobs"] == before - 1
    assert count(house, JobRow) == 1 + 3


def test_a_job_is_not_asked_for_again_because_it_was_forgotten(house: House) -> None:
    the_days_jobs(house)

    assert ask_for_what_is_due(house.office) == ask_for_what_is_due(house.office)
    assert count(house, JobRow) == 3


def test_many_rows_are_forgotten_in_small_batches_and_the_rest_another_day(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tidying, "BATCH", 3)
    monkeypatch.setattr(tidying, "MOST_BATCHES", 2)
    for _ in range(8):
        discard_draft(
            house.office, house.staff.official, a_draft(house.office, house.staff.official).id
        )
    house.clock.forward(days=31)

    assert forgotten(house)["drafts"] == 6
    assert count(house, DraftRow) == 2

    house.clock.forward(days=1)
    assert forgotten(house)["drafts"] == 2


def test_who_comes_with_a_session_that_was_forgotten_is_asked_to_sign_in(house: House) -> None:
    token = sign_in(house.office, "bao", PASSWORD, "").token
    house.clock.now += timedelta(days=2)
    forgotten(house)

    with pytest.raises(NotSignedIn):
        who_is(house.office, token)


def test_a_copy_of_a_pdf_goes_with_the_word_file_it_was_made_of(house: House) -> None:
    a_slip(house.office, house.staff.official)
    copies, (kept,) = house.office.pdf_copies, house.office.vault.digests()
    copies.put(kept, "LibreOffice", b"%PDF")
    copies.put("0" * 64, "LibreOffice", b"%PDF")

    assert forgotten(house) == {"pdf_copies": 1}
    assert copies.get(kept, "LibreOffice") == b"%PDF"
