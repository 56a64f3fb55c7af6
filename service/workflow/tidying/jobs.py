"""The tidying's job: files and sessions end on a day off too."""

from service.workflow.job_kinds import Due, JobKind, JobKinds
from service.workflow.tidying.forget import forget_what_is_over

JOBS: JobKinds = {"forget": JobKind(forget_what_is_over, due=Due.EVERY_DAY)}
