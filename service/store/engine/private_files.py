"""Files and folders that are nobody's on this machine but the service's, whatever the umask."""

from contextlib import suppress
from itertools import takewhile
from pathlib import Path

FOLDER, FILE = 0o700, 0o600


def private_folder(folder: Path) -> None:
    """Make the folder unless it is there, every level made for it private too.

    `Path.mkdir` gives its mode to the last level alone.
    """
    for level in reversed(missing_levels(folder)):
        level.mkdir(mode=FOLDER, exist_ok=True)
    # An older version, or whoever restored a copy, may have left it open.
    _close_to_others(folder, FOLDER)


def missing_levels(folder: Path) -> list[Path]:
    """The folder and those above it that are not there, the lowest first."""
    return [*takewhile(lambda level: not level.exists(), (folder, *folder.parents))]


def private_file(path: Path) -> None:
    """Make the file, empty, unless it is there; private in either case.

    Where this user may not make or change it, whoever opens it is told, not who prepares it.
    """
    with suppress(OSError):
        path.touch(mode=FILE)
    _close_to_others(path, FILE)


def _close_to_others(path: Path, mode: int) -> None:
    with suppress(OSError):
        if path.stat().st_mode & 0o777 & ~mode:
            path.chmod(mode)
