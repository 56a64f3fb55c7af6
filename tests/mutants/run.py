"""Change the rules at 300 places, one at a time, and tell which changes no test notices.

`make mutants` runs it; mutmut makes the changes and runs the tests as `[mutmut]` in setup.cfg
says, in a copy below build/: the checkout stays as it is, however this ends.
"""

import os
import random
import resource
import shutil
import subprocess
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path

from mutmut.__main__ import (
    _run,
    collect_source_file_mutation_data,
    copy_also_copy_files,
    copy_src_dir,
    create_mutants,
)
from mutmut.mutation.data import SourceFileMutationData
from mutmut.mutation.diff_apply import get_diff_for_mutant
from mutmut.stats import status_by_exit_code
from mutmut.utils.format_utils import orig_function_and_class_names_from_key

REPOSITORY = Path(__file__).resolve().parents[2]
COPY = REPOSITORY / "build/mutants"
REPORT, LOG = COPY / "report.txt", COPY / "mutmut.log"
SURVIVORS = Path(__file__).with_name("survivors.toml")
CORES = 2
UNSEEN = ("survived", "no tests")

# First pattern that fits; the folders are those of `only_mutate` in setup.cfg.
ROOMS = {
    "authority and turns": (
        "service/workflow/turns/*",
        "service/workflow/delegation/*",
        "service/workflow/actor.py",
        "service/workflow/authority/visibility.py",
        "service/store/turns/*",
    ),
    "moves": ("service/workflow/moves/*",),
    "ledger and numbers": ("service/store/ledger/*", "service/workflow/records/number_series.py"),
    "working days, features": ("service/formkit/*",),
    "read-back": ("service/documents/read/*",),
}


@dataclass(frozen=True)
class Change:
    """One change that was tried, and what became of it."""

    path: str
    name: str
    fate: str

    @property
    def room(self) -> str:
        return next(
            room for room, paths in ROOMS.items() if any(fnmatch(self.path, each) for each in paths)
        )

    @property
    def function(self) -> str:
        return str(orig_function_and_class_names_from_key(self.name)[0])

    @property
    def lines(self) -> str:
        """The lines taken out and put in, as in a diff without its surroundings."""
        diff = get_diff_for_mutant(self.name, path=self.path).splitlines()[2:]
        return "\n".join(line.rstrip() for line in diff if line.startswith(("-", "+")))

    @property
    def line(self) -> int:
        """The number of the first line taken out; that of its function where it cannot be found."""
        source = Path(self.path).read_text("utf-8").splitlines()
        start = next(n for n, text in enumerate(source) if f"def {self.function}(" in text)
        taken = next(text[1:].strip() for text in self.lines.splitlines() if text[0] == "-")
        found = (n for n, text in enumerate(source) if n >= start and text.strip() == taken)
        return next(found, start) + 1


def main() -> None:
    """Try the changes and report on the page and in build/mutants/report.txt."""
    seed = int(os.environ.get("SEED") or 9)
    count = int(os.environ.get("COUNT") or 300)
    _copy_of_the_house()
    sys.stdout.write(f"{LOG.relative_to(REPOSITORY)} tells how far it is\n")
    with _written_to(LOG):
        os.chdir(COPY)
        Path("mutants").mkdir()
        copy_src_dir()
        copy_also_copy_files()
        create_mutants(CORES)
        every = sorted(name for _, name, _ in collect_source_file_mutation_data(mutant_names=())[0])
        sample = random.Random(seed).sample(every, min(count, len(every)))
        _run(sample, CORES)
    tried = _tried(sample)
    told = _report(tried, f"seed {seed}: {len(tried)} of {len(every)} changes")
    REPORT.write_text(told, "utf-8")
    sys.stdout.write(f"\n{told}\n{REPORT.relative_to(REPOSITORY)}\n")


@contextmanager
def _written_to(log: Path) -> Iterator[None]:
    """Let the file have what is printed meanwhile, by other processes as well."""
    sys.stdout.flush()
    page = os.dup(1)
    with log.open("w", encoding="utf-8") as file:
        os.dup2(file.fileno(), 1)
        try:
            yield
        finally:
            sys.stdout.flush()
            os.dup2(page, 1)


def _copy_of_the_house() -> None:
    """Put every file git knows or would take into the copy; what stood there goes."""
    shutil.rmtree(COPY, ignore_errors=True)
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=REPOSITORY,
        capture_output=True,
        check=True,
        text=True,
    ).stdout
    for name in filter(None, listed.split("\0")):
        if (REPOSITORY / name).is_file():
            (COPY / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(REPOSITORY / name, COPY / name)


def _tried(sample: list[str]) -> list[Change]:
    chosen = collect_source_file_mutation_data(mutant_names=sample)[0]
    known: dict[str, SourceFileMutationData] = {name: data for data, name, _ in chosen}
    fates = {name: status_by_exit_code[known[name].exit_code_by_key[name]] for name in sample}
    # Whoever breaks it off reads of what was tried until then.
    return [
        Change(str(known[name].path), name, fate)
        for name, fate in fates.items()
        if fate != "not checked"
    ]


def _report(tried: list[Change], title: str) -> str:
    return "\n".join([title, "", *_table(tried), "", *_survivors(tried), _time()])


def _table(tried: list[Change]) -> list[str]:
    """One line a room: how many changes, how many noticed, of these by the clock, the share."""
    lines = [f"{'':24}{'changes':>8}{'caught':>8}{'by time':>8}{'unseen':>8}"]
    for room in [*ROOMS, ""]:
        fates = Counter(each.fate for each in tried if each.room == room or not room)
        unseen = sum(fates[fate] for fate in UNSEEN)
        caught = fates.total() - unseen
        share = f"{caught / fates.total():8.1%}" if fates else ""
        lines.append(
            f"{room or 'all':24}{fates.total():8}{caught:8}{fates['timeout']:8}{unseen:8}{share}"
        )
    return lines


def _survivors(tried: list[Change]) -> list[str]:
    """What no test noticed, with place and change, and why where that is written down."""
    known = tomllib.loads(SURVIVORS.read_text("utf-8"))["survivor"]
    why = {(each["file"], each["what"].strip()): each["why"] for each in known}
    lines = []
    for each in sorted(tried, key=lambda change: change.path):
        if each.fate in UNSEEN:
            reason = why.get((each.path, each.lines)) or why.get((each.path, each.function))
            lines += [f"{each.path}:{each.line} {each.fate} ({each.name.rpartition('.')[2]})"]
            lines += [each.lines, f"  {reason or 'NOT EXPLAINED'}", ""]
    return lines


def _time() -> str:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    seconds = sum(each.ru_utime + each.ru_stime for each in used)
    return f"{seconds:.0f} s of CPU: {seconds / CORES / 60:.1f} minutes on {CORES} cores"


if __name__ == "__main__":
    main()
