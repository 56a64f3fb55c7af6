"""The jobs of reminders: people are reminded on working days alone."""

from service.workflow.job_kinds import Due, JobKind, JobKinds
from service.workflow.reminders.mail import mail_digest
from service.workflow.reminders.send_reminders import remind_of_the_day

JOBS: JobKinds = {
    "remind": JobKind(remind_of_the_day, due=Due.WORKING_DAYS),
    "mail_digest": JobKind(mail_digest),
}
