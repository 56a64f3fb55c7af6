"""The kinds of jobs there are: a line each, from its name to the use case that does it."""

from __future__ import annotations

from service.workflow.bundles.build_job import LEASE, make_bundle
from service.workflow.bundles.download import clear_bundles
from service.workflow.bundles.request_bundle import JOB as BUNDLE
from service.workflow.jobs.run_job import JobKind, JobKinds
from service.workflow.jobs.tidying import forget_what_is_over
from service.workflow.reminders.mail import mail_digest
from service.workflow.reminders.send_reminders import remind_of_the_day

KINDS: JobKinds = {
    "remind": JobKind(remind_of_the_day),
    "mail_digest": JobKind(mail_digest),
    BUNDLE: JobKind(make_bundle, LEASE),
    "clear_bundles": JobKind(clear_bundles),
    "forget": JobKind(forget_what_is_over),
}
