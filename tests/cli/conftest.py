"""The command `ctcl` as a person at a terminal sees it: exit code, output, errors."""

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from service.cli import main
from service.cli.logs import QUIET
from service.settings import Settings
from service.workflow.office import Office
from service.workflow.sample_data.load import load_sample_house
from tests.store.databases import in_file


@dataclass(frozen=True)
class Outcome:
    """How a command ended and what it said."""

    code: int
    out: str
    err: str


Ctcl = Callable[..., Outcome]


@pytest.fixture
def logging_as_it_was() -> Iterator[None]:
    """Let whoever serves here write the log of the process, which is the tests' own."""
    named = {name: logging.getLogger(name) for name in ("", *QUIET)}
    levels = {name: logger.level for name, logger in named.items()}
    handlers = [*named[""].handlers]
    yield
    named[""].handlers[:] = handlers
    for name, logger in named.items():
        logger.setLevel(levels[name])


@pytest.fixture
def ctcl(
    logging_as_it_was: None,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> Ctcl:
    """The command, with data of its own in `data/`."""
    for name in ("CTCL_DATABASE_URL", "CTCL_FORMS", "CTCL_TEMPLATES", "CTCL_HOST", "PORT"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("CTCL_DATA", str(tmp_path / "data"))

    def run(*arguments: object) -> Outcome:
        try:
            main([str(each) for each in arguments])
            code = 0
        except SystemExit as ended:
            code = int(ended.code or 0)
        said = capsys.readouterr()
        return Outcome(code, said.out, said.err)

    return run


@pytest.fixture(scope="session")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder where the sample data was loaded."""
    folder = tmp_path_factory.mktemp("loaded")
    in_file(folder / "ctcl.sqlite3").close()
    office = Office.open(Settings(folder, f"sqlite:///{folder / 'ctcl.sqlite3'}"))
    load_sample_house(office, whole_year=False)
    office.close()
    return folder


def one_sentence(outcome: Outcome) -> str:
    """The sentence on standard error of a command that failed as commands should."""
    assert outcome.code == 2, outcome
    assert "Traceback" not in outcome.err
    (line,) = outcome.err.strip().splitlines()
    return line
