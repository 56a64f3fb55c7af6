"""The kinds of jobs there are: found in the features' own folders, in their modules `jobs`."""

from importlib import import_module
from importlib.util import find_spec
from pkgutil import iter_modules

from service import workflow
from service.workflow.job_kinds import JobKind, JobKinds


def _declared() -> JobKinds:
    """Return every feature's kinds; raises ValueError where two have one name."""
    found: dict[str, JobKind] = {}
    for feature in iter_modules(workflow.__path__, f"{workflow.__name__}."):
        if not feature.ispkg or find_spec(f"{feature.name}.jobs") is None:
            continue
        declared: JobKinds = import_module(f"{feature.name}.jobs").JOBS
        if twice := found.keys() & declared.keys():
            raise ValueError(f"two kinds of jobs are called {sorted(twice)}")
        found.update(declared)
    return found


KINDS: JobKinds = _declared()
