"""The kinds of jobs there are: a line each, from its name to the use case that does it."""

from __future__ import annotations

from service.workflow.bundles import JOB as BUNDLE
from service.workflow.fetching_bundles import clear_bundles
from service.workflow.jobs import JobKind, JobKinds
from service.workflow.mailing import mail_digest
from service.workflow.making_bundles import LEASE, make_bundle
from service.workflow.reminders import remind_of_the_day

KINDS: JobKinds = {
    "remind": JobKind(remind_of_the_day),
    "mail_digest": JobKind(mail_digest),
    BUNDLE: JobKind(make_bundle, LEASE),
    "clear_bundles": JobKind(clear_bundles),
}
