"""A data folder that the user may not write in: named with its owner, before anything is tried."""

import subprocess
import sys
from pathlib import Path

NOBODY = 65534
TRIED = """
import os, sys
from pathlib import Path
from service.settings import SettingWrong
from service.workflow.office import require_writable
if os.geteuid() == 0:
    os.setuid(int(sys.argv[2]))
try:
    require_writable(Path(sys.argv[1]))
except SettingWrong as wrong:
    print(wrong)
"""


def told(folder: Path) -> str:
    """What somebody is told who is not root."""
    done = subprocess.run(
        [sys.executable, "-c", TRIED, str(folder), str(NOBODY)],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return done.stdout


def let_through(folder: Path) -> None:
    """Nothing; whoever tries it gets as far as what lies in the test's own folder."""
    for each in (folder, *folder.parents[:2]):
        each.chmod(each.stat().st_mode | 0o011)


def test_a_folder_of_somebody_else_is_named_with_its_owner_and_the_cure(tmp_path: Path) -> None:
    folder = tmp_path / "var"
    folder.mkdir(mode=0o500)
    let_through(tmp_path)

    said = told(folder)

    assert f"CTCL_DATA={folder}" in said
    assert folder.owner() in said
    assert "chown -R" in said


def test_a_folder_of_ones_own_is_taken(tmp_path: Path) -> None:
    folder = tmp_path / "var"
    folder.mkdir(mode=0o777)
    folder.chmod(0o777)
    let_through(tmp_path)

    assert told(folder) == ""
