"""What an operator reads of what went wrong: a line each, no secret, no needless trace."""

import logging
from dataclasses import replace
from datetime import date
from smtplib import SMTPRecipientsRefused

import pytest
from sqlalchemy import select, update

from service.store.base import Json
from service.store.jobs import MOST_ATTEMPTS, Job, JobWish
from service.store.tables.jobs import JobRow
from service.store.tables.people.persons import PersonRow
from service.workflow.account.sign_in import sign_in
from service.workflow.account.sign_in_tries import TRIES_PER_NAME
from service.workflow.bundles.download import fetch_bundle
from service.workflow.errors import FileAltered, FileMissing, SignInRefused, TooManyTries
from service.workflow.files.document_files import issued_word
from service.workflow.job_kinds import JobKind
from service.workflow.jobs.kinds import KINDS
from service.workflow.jobs.run_job import ask, run_job
from service.workflow.reminders.send_reminders import remind
from tests.builders import House, a_slip
from tests.workflow.bundling import made
from tests.workflow.turning import a_turn, of

SECRET = "mat-khau-that-dai"
FROM = "10.1.2.3"
Lines = pytest.LogCaptureFixture


def only(caplog: Lines, message: str) -> dict[str, object]:
    """What the one line of that name says."""
    (line,) = [each for each in caplog.records if each.getMessage() == message]
    return vars(line)


def traces(caplog: Lines) -> int:
    """How many lines come with a trace."""
    return sum(each.exc_info is not None for each in caplog.records)


@pytest.mark.parametrize("known", [True, False])
def test_a_sign_in_refused_is_told_with_whose_it_is_and_nothing_typed(
    house: House, caplog: Lines, known: bool
) -> None:
    username = house.staff.official.username if known else SECRET

    with pytest.raises(SignInRefused):
        sign_in(house.office, username, SECRET, FROM)

    told = only(caplog, "sign-in refused")
    assert told["person"] == (house.staff.official.person_id if known else None)
    assert told["address"] == FROM
    assert SECRET not in str([vars(each) for each in caplog.records])


def test_tries_that_are_held_up_are_told_once_not_at_each(house: House, caplog: Lines) -> None:
    official = house.staff.official
    for _ in range(TRIES_PER_NAME):
        with pytest.raises(SignInRefused):
            sign_in(house.office, official.username, SECRET, FROM)
    for _ in range(3):
        with pytest.raises(TooManyTries):
            sign_in(house.office, official.username, SECRET, FROM)

    told = only(caplog, "sign-in held up")
    assert (told["person"], told["held"]) == (official.person_id, "name")
    assert SECRET not in str([vars(each) for each in caplog.records])


@pytest.mark.parametrize("damage", ["altered", "missing"])
def test_a_damaged_file_is_told_by_record_and_place(
    house: House, caplog: Lines, damage: str
) -> None:
    slip = a_slip(house.office, house.staff.official).record_id
    (digest,) = house.office.vault.digests()
    path = house.office.vault.path_of(digest)
    if damage == "altered":
        path.write_bytes(b"khac")
    else:
        path.unlink()

    with pytest.raises(FileAltered if damage == "altered" else FileMissing):
        issued_word(house.office, house.staff.official, slip, 1)

    told = only(caplog, "file damaged")
    assert (told["record"], told["what"]) == (slip, "BM.CTCL.01 v1")
    assert told["file"] == path.relative_to(house.office.vault.root).as_posix()
    assert told["cause"] == ("FileAltered" if damage == "altered" else "FileMissing")


def test_a_damaged_bundle_is_told_too(house: House, caplog: Lines) -> None:
    house.office.pdf.stop()
    slip = a_slip(house.office, house.staff.official).record_id
    bundle = made(house, house.staff.official, [slip])
    house.office.shelf.path_of(bundle.id).write_bytes(b"khac")

    with pytest.raises(FileAltered):
        fetch_bundle(house.office, house.staff.official, bundle.id)

    assert only(caplog, "file damaged")["file"] == bundle.id


def run(house: House, failure: Exception, times: int = 1) -> None:
    """Try a job so often, failing of that each time."""

    def fail(_office: object, _job: Job) -> Json:
        raise failure

    job_id = ask(house.office, JobWish(kind="odd", payload={}))
    for _ in range(times):
        assert not run_job(house.office, {"odd": JobKind(fail)}, job_id)
        house.clock.forward(hours=2)


def test_a_job_that_fails_of_what_is_foreseen_is_one_line_and_says_when_it_gives_up(
    house: House, caplog: Lines
) -> None:
    run(house, OSError("ổ đĩa\nrút ra"), times=MOST_ATTEMPTS)

    lines = [vars(each) for each in caplog.records if each.getMessage() == "job failed"]
    assert [each["attempt"] for each in lines] == list(range(1, MOST_ATTEMPTS + 1))
    assert [each["gives_up"] for each in lines] == [False] * (MOST_ATTEMPTS - 1) + [True]
    assert {each["cause"] for each in lines} == {"OSError: ổ đĩa rút ra"}
    assert {each["kind"] for each in lines} == {"odd"}
    assert traces(caplog) == 0


def test_a_mail_that_is_refused_is_told_without_whose_it_is(house: House, caplog: Lines) -> None:
    run(house, SMTPRecipientsRefused({"bao@stc.example.gov.vn": (550, b"no such box")}))

    assert only(caplog, "job failed")["cause"] == "SMTPRecipientsRefused"


def test_a_job_that_fails_of_what_nobody_foresaw_is_told_whole(house: House, caplog: Lines) -> None:
    run(house, ZeroDivisionError("nobody saw it coming"))

    assert "ZeroDivisionError" in str(only(caplog, "job failed unforeseen")["cause"])
    assert traces(caplog) == 1


def test_a_mail_server_that_is_away_is_told_by_its_name_and_nobody_s_address(
    house: House, caplog: Lines
) -> None:
    settings = replace(
        house.office.settings,
        smtp_host="127.0.0.1",
        smtp_port=1,
        smtp_tls="none",
        smtp_password=SECRET,
        mail_from="ctcl@stc.example.gov.vn",
    )
    office = replace(house.office, settings=settings)
    with office.database.writing() as uow:
        uow.session.execute(update(PersonRow).values(email="bao@stc.example.gov.vn"))
    a_turn(house, of(house.staff.official), due_on=date(2026, 3, 5))
    remind(office)
    with office.database.reading() as uow:
        (job_id,) = uow.session.scalars(select(JobRow.id).where(JobRow.kind == "mail_digest"))

    assert not run_job(office, KINDS, job_id)

    told = only(caplog, "mail away")
    assert (told["host"], told["port"]) == ("127.0.0.1", 1)
    assert "ConnectionRefusedError" in str(told["cause"])
    everything = str([vars(each) for each in caplog.records if each.levelno >= logging.WARNING])
    assert "bao@" not in everything
    assert SECRET not in everything
    assert traces(caplog) == 0
