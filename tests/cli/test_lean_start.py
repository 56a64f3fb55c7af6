"""What a start waits for: no library that neither `--help` nor the first visitor needs."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.needs import REPOSITORY

HELP = """
from service.cli import main
main(["--help"])
"""
FIRST_PAGE = """
import service.cli.logs
import service.cli.serve
from service.app import create_app
from service.settings import Settings
from service.workflow.office import Office
office = Office.open(Settings(Path("data").resolve(), "sqlite:///first.sqlite3"))
assert create_app(office).test_client().get("/sign-in").status_code == 200
office.close()
"""
READERS = {"openpyxl", "docx", "docxtpl", "pikepdf", "pypdfium2", "PIL"}
"""What reads and writes files: it comes with the first file."""
TELLING = """
import sys
print("imported", *sys.modules, sep="\\n")
"""


@pytest.mark.parametrize(
    ("program", "not_needed"),
    [
        (HELP, {*READERS, "sqlalchemy", "flask", "lxml", "jinja2", "babel", "marshmallow"}),
        (FIRST_PAGE, {*READERS, "psycopg", "huey", "xlsxwriter", "flask_smorest", "apispec"}),
    ],
    ids=["help", "the first page"],
)
def test_nobody_waits_for_a_library_that_is_not_needed_yet(
    tmp_path: Path, program: str, not_needed: set[str]
) -> None:
    done = subprocess.run(
        [sys.executable, "-c", f"from pathlib import Path{program}{TELLING}"],
        cwd=tmp_path,
        env={"PYTHONPATH": str(REPOSITORY), "PATH": "/usr/bin:/bin", "CTCL_DATA": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )

    imported = set(done.stdout.partition("imported\n")[2].split())
    assert "service.cli" in imported
    assert imported & not_needed == set()
