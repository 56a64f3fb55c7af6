"""Reminders by mail: one digest a person a day, through a real SMTP server, tried again."""

import smtplib
import socket
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from sqlalchemy import select, update

from service.store.tables.jobs import JobRow
from service.store.tables.people.persons import PersonRow
from service.web.api.operations.record.reminders import KINDS as API_KINDS
from service.workflow.jobs.kinds import KINDS
from service.workflow.jobs.run_job import run_job
from service.workflow.reminders.mail import WHY
from service.workflow.reminders.send_reminders import remind, remind_now
from tests.builders import House, a_staff
from tests.workflow.turning import a_turn, done, of

TODAY = date(2026, 3, 5)


@dataclass
class PostOffice:
    """An SMTP server of the test: it keeps what it gets, and may be out of order."""

    port: int = 0
    out_of_order: bool = False
    letters: list[EmailMessage] = field(default_factory=list)

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        """The server's answer to a letter."""
        if self.out_of_order:
            return "451 Out of order"
        letter = message_from_bytes(envelope.content, policy=policy.default)
        assert isinstance(letter, EmailMessage)
        self.letters.append(letter)
        return "250 OK"


@pytest.fixture(scope="module")
def server() -> Iterator[PostOffice]:
    """A real SMTP server on a free port of this machine."""
    post = PostOffice()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        post.port = free.getsockname()[1]
    controller = Controller(post, hostname="127.0.0.1", port=post.port)
    controller.start()
    yield post
    controller.stop()


@pytest.fixture
def post(server: PostOffice) -> PostOffice:
    """The server, empty and in order."""
    server.letters.clear()
    server.out_of_order = False
    return server


@pytest.fixture
def mailing(house: House, post: PostOffice) -> House:
    """The house with an SMTP and an address for everybody in it."""
    settings = replace(
        house.office.settings,
        smtp_host="127.0.0.1",
        smtp_port=post.port,
        smtp_tls="none",
        mail_from="CTCL <ctcl@stc.example.gov.vn>",
        public_url="https://ctcl.example.gov.vn/",
    )
    with house.office.database.writing() as uow:
        address = PersonRow.username + "@stc.example.gov.vn"
        uow.session.execute(update(PersonRow).values(email=address))
    return House(replace(house.office, settings=settings), house.clock, house.staff)


def mails(house: House) -> list[str]:
    """The ids of the jobs that mail, done or not."""
    with house.office.database.reading() as uow:
        query = select(JobRow.id).where(JobRow.kind == "mail_digest").order_by(JobRow.made_at)
        return list(uow.session.scalars(query))


def test_a_person_gets_one_letter_with_all_that_is_owed(mailing: House, post: PostOffice) -> None:
    official = mailing.staff.official
    slips = [a_turn(mailing, of(official), due_on=day) for day in (TODAY, date(2026, 3, 4))]
    remind(mailing.office)

    (job_id,) = mails(mailing)
    assert run_job(mailing.office, KINDS, job_id)

    (letter,) = post.letters
    body = letter.get_content()
    assert letter["To"] == "bao@stc.example.gov.vn"
    assert letter["Subject"] == "CTCL: 2 việc cần anh/chị xem, 05/03/2026"
    assert letter["Auto-Submitted"] == "auto-generated"
    assert "anh/chị Phạm Quốc Bảo" in body
    assert "đã quá hạn" in body
    assert "đến hạn hôm nay" in body
    assert all(f"https://ctcl.example.gov.vn/records/{slip}" in body for slip in slips)
    assert "hạn 04/03/2026" in body


def test_once_a_day_is_all_even_when_asked_by_hand(mailing: House, post: PostOffice) -> None:
    official = mailing.staff.official
    a_turn(mailing, of(official), due_on=TODAY)
    other = a_turn(mailing, of(official), due_on=None)
    remind(mailing.office)
    remind(mailing.office)
    (job_id,) = mails(mailing)
    run_job(mailing.office, KINDS, job_id)

    remind_now(mailing.office, mailing.staff.secretary, other)

    assert mails(mailing) == [job_id]
    assert not run_job(mailing.office, KINDS, job_id)
    assert len(post.letters) == 1


def test_a_server_out_of_order_gets_it_later_under_the_same_name(
    mailing: House, post: PostOffice
) -> None:
    a_turn(mailing, of(mailing.staff.official), due_on=TODAY)
    remind(mailing.office)
    (job_id,) = mails(mailing)
    post.out_of_order = True

    first = run_job(mailing.office, KINDS, job_id)
    post.out_of_order = False
    mailing.clock.forward(minutes=1)
    second = run_job(mailing.office, KINDS, job_id)

    assert (first, second) == (False, True)
    assert post.letters[0]["Message-ID"] == f"<{job_id}@stc.example.gov.vn>"


def test_what_was_done_meanwhile_is_not_told(mailing: House, post: PostOffice) -> None:
    slip = a_turn(mailing, of(mailing.staff.official), due_on=TODAY)
    remind(mailing.office)
    done(mailing, slip)

    (job_id,) = mails(mailing)

    assert run_job(mailing.office, KINDS, job_id)
    assert post.letters == []


def test_without_an_smtp_the_inbox_alone_reminds(house: House) -> None:
    a_turn(house, of(house.staff.official), due_on=TODAY)

    assert remind(house.office) == 1
    assert mails(house) == []


def test_who_has_no_address_is_reminded_in_the_inbox_alone(mailing: House) -> None:
    a_turn(mailing, of(mailing.staff.official), due_on=TODAY)
    with mailing.office.database.writing() as uow:
        uow.session.execute(update(PersonRow).values(email=""))

    assert remind(mailing.office) == 1
    assert mails(mailing) == []


def test_sample_people_get_no_mail(mailing: House) -> None:
    sample = a_staff(mailing.office, is_sample=True, prefix="mau-")
    with mailing.office.database.writing() as uow:
        uow.session.execute(update(PersonRow).values(email="mau@stc.example.gov.vn"))
    a_turn(mailing, of(sample.official), due_on=TODAY)

    assert remind(mailing.office) == 1
    assert mails(mailing) == []


def test_a_server_without_tls_is_refused_where_tls_is_asked_for(
    mailing: House, post: PostOffice
) -> None:
    settings = replace(mailing.office.settings, smtp_tls="starttls")
    office = replace(mailing.office, settings=settings)
    a_turn(mailing, of(mailing.staff.official), due_on=TODAY)
    remind(office)
    (job_id,) = mails(mailing)

    assert not run_job(office, KINDS, job_id)

    with mailing.office.database.reading() as uow:
        failure = uow.session.scalars(select(JobRow.failure).where(JobRow.id == job_id)).one()
    assert smtplib.SMTPNotSupportedError.__name__ in str(failure)
    assert post.letters == []


def test_the_letter_has_words_for_every_kind_of_reminder_the_api_names() -> None:
    assert set(WHY) == set(API_KINDS)
