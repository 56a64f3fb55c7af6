"""Mail through the office's SMTP, and the digest that tells a person the day's reminders."""

import logging
import smtplib
import ssl
from collections.abc import Callable
from datetime import date, datetime
from email.message import EmailMessage
from email.utils import format_datetime

from service.formkit.form import Form
from service.settings import Settings
from service.store.base import Json
from service.store.database import UnitOfWork
from service.store.jobs import Job, JobWish, ask_job
from service.store.people import persons
from service.store.turns import reminders
from service.store.turns.reminders import Reminder
from service.workflow.account.sign_in import is_admitted
from service.workflow.office import Office, calendar_of

TIMEOUT = 30.0
_log = logging.getLogger(__name__)
WHY = {
    "due_today": "đến hạn hôm nay",
    "overdue": "đã quá hạn",
    "asked": "được đề nghị nhắc",
    "report_missing": "chưa có báo cáo hằng tháng",
    "may_begin": "đã đến hạn mà chưa có báo cáo, anh/chị có thể bắt đầu kiểm tra",
    "repetition": "lặp lại quá số lần cho cùng một nội dung",
}
TO_WHOM = {
    "unit_head": " (đơn vị anh/chị phụ trách)",
    "secretary": " (báo Thư ký ISO)",
    "board": " (báo Lãnh đạo Ban ISO)",
}


def ask_for_digests(
    office: Office, uow: UnitOfWork, person_ids: frozenset[int], day: date, now: datetime
) -> tuple[str, ...]:
    """Return the ids of jobs that mail the day's reminders: one a person a day, who has an address.

    Without an SMTP of the office there are none, and sample people get no mail at all.
    """
    if not office.settings.sends_mail or not person_ids:
        return ()
    return tuple(
        ask_job(
            uow,
            JobWish(
                kind="mail_digest",
                payload={"person_id": person.id, "day": day.isoformat()},
                once_key=f"mail {person.id} {day.isoformat()}",
            ),
            now,
        )
        for person in persons.list_people(uow, active_only=True)
        if person.id in person_ids and person.email and not person.is_sample
    )


def mail_digest(office: Office, job: Job) -> Json:
    """Return how many reminders the job's mail told; none when nothing is owed any more.

    Raises SMTPException or OSError when the server does not take it; the job is tried again, with
    the same Message-ID, so that a mail sent twice after a crash can be known as one.
    """
    person_id, day = job.payload["person_id"], date.fromisoformat(str(job.payload["day"]))
    if not isinstance(person_id, int) or not office.settings.sends_mail:
        return {"told": 0}
    with office.database.reading() as uow:
        person = persons.get_person(uow, person_id)
        wanted = [
            each for each in reminders.reminders_for(uow, person_id, day) if each.mailed_at is None
        ]
        calendar = calendar_of(uow)
    if not wanted or not person.email or not is_admitted(office, person):
        return {"told": 0}
    lines = [_line(office, each, calendar.next_working) for each in wanted]
    message = _message(office.settings, person, day, lines)
    message["Date"] = format_datetime(office.now())
    message["Message-ID"] = f"<{job.id}@{_domain(office.settings)}>"
    try:
        send(office.settings, message)
    except OSError as trouble:
        _tell_away(office.settings, trouble)
        raise
    with office.database.writing() as uow:
        reminders.note_mailed(uow, [each.id for each in wanted], office.now())
    return {"told": len(wanted)}


def send(settings: Settings, message: EmailMessage) -> None:
    """Hand the message to the office's SMTP; raises SMTPException, OSError."""
    trusting = ssl.create_default_context()
    if settings.smtp_tls == "tls":
        server: smtplib.SMTP = smtplib.SMTP_SSL(
            settings.smtp_host, settings.smtp_port, timeout=TIMEOUT, context=trusting
        )
    else:
        server = smtplib.SMTP(settings.smtp_host, settings.smtp_port, timeout=TIMEOUT)
    with server:
        if settings.smtp_tls == "starttls":
            server.starttls(context=trusting)
        if settings.smtp_user:
            server.login(settings.smtp_user, settings.smtp_password)
        server.send_message(message)


def _tell_away(settings: Settings, trouble: OSError) -> None:
    """Write down that the server did not take a mail, and what it said, but not whose mail."""
    reason = getattr(trouble, "smtp_code", None) or trouble.strerror or ""
    details = {"host": settings.smtp_host, "port": settings.smtp_port}
    _log.error(
        "mail away", extra={**details, "cause": f"{type(trouble).__name__} {reason}".strip()}
    )


def _message(
    settings: Settings, person: persons.Person, day: date, lines: list[str]
) -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"] = settings.mail_from, person.email
    message["Subject"] = f"CTCL: {len(lines)} việc cần anh/chị xem, {day.strftime('%d/%m/%Y')}"
    message["Auto-Submitted"] = "auto-generated"
    body = [
        f"Kính gửi anh/chị {person.full_name},",
        "",
        *lines,
        f"Việc của tôi: {settings.address}/",
        "",
        "Thư này được gửi tự động, mỗi ngày làm việc nhiều nhất một thư. Vui lòng không trả lời.",
    ]
    message.set_content("\n".join(body))
    return message


def _line(office: Office, reminder: Reminder, working: Callable[[date], date]) -> str:
    form = office.catalogue.get(reminder.form_code)
    title = form.title.vi if form else reminder.form_code
    named = f"{title} số {reminder.number}" if reminder.number else title
    until = f", hạn {working(reminder.due_on).strftime('%d/%m/%Y')}" if reminder.due_on else ""
    return (
        f"- {named}: {WHY.get(reminder.kind, '')}{TO_WHOM.get(reminder.level, '')}\n"
        f"  Bước: {_stage(form, reminder.stage)}{until}\n"
        f"  {office.settings.address}/records/{reminder.record_id}\n"
    )


def _stage(form: Form | None, key: str) -> str:
    return form.stage(key).label.vi if form else key


def _domain(settings: Settings) -> str:
    return settings.mail_from.rpartition("@")[2].strip("> ") or "ctcl"
