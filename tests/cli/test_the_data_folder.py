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
# From inside: what lies above the folder is nobody's business here.
os.chdir(sys.argv[1])
if os.geteuid() == 0:
    os.setuid(int(sys.argv[2]))
try:
    require_writable(Path("var"))
except SettingWrong as wrong:
    print(wrong)
"""


def told(above: Path) -> str:
    """What somebody is told of the folder `var` who is not root."""
    done = subprocess.run(
        [sys.executable, "-c", TRIED, str(above), str(NOBODY)],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return done.stdout


def test_a_folder_of_somebody_else_is_named_with_its_owner_and_the_cure(tmp_path: Path) -> None:
    folder = tmp_path / "var"
    folder.mkdir(mode=0o500)
    tmp_path.chmod(0o711)

    said = told(tmp_path)

    assert "CTCL_DATA=var" in said
    assert folder.owner() in said
    assert "chown -R" in said


def test_a_folder_of_ones_own_is_taken(tmp_path: Path) -> None:
    folder = tmp_path / "var"
    folder.mkdir(mode=0o777)
    folder.chmod(0o777)
    tmp_path.chmod(0o711)

    assert told(tmp_path) == ""
