"""The jobs of bundles: one is made as it is asked for, old files go every day."""

from service.workflow.bundles.build_job import LEASE, make_bundle
from service.workflow.bundles.download import clear_bundles
from service.workflow.bundles.request_bundle import JOB as BUNDLE
from service.workflow.job_kinds import Due, JobKind, JobKinds

JOBS: JobKinds = {
    BUNDLE: JobKind(make_bundle, LEASE),
    "clear_bundles": JobKind(clear_bundles, due=Due.EVERY_DAY),
}
