"""What a machine must have for PDF and page pictures, where it is, and who makes them now."""

import os
import shutil
import subprocess
from functools import cache, lru_cache
from hashlib import sha256
from pathlib import Path

SYSTEM_PYTHON = "/usr/bin/python3"
"""Debian's own Python: the only one that can import Debian's `uno`."""

_LIBREOFFICE_FOLDERS = (
    Path("/usr/lib/libreoffice/program"),
    Path("/usr/lib64/libreoffice/program"),
    Path("/opt/libreoffice/program"),
)
_QUICK = 20


def soffice_path() -> Path | None:
    """Return LibreOffice's starter if its Word reader is installed too, else None."""
    on_path = shutil.which("soffice")
    folders = [Path(on_path).resolve().parent] if on_path else []
    for folder in (*folders, *_LIBREOFFICE_FOLDERS):
        word_reader = folder.parent / "share/registry/writer.xcd"
        if (folder / "soffice").exists() and word_reader.exists():
            return folder / "soffice"
    return None


def soffice_version() -> str:
    """Return which LibreOffice is installed, as it says itself, and which build; else nothing."""
    soffice = soffice_path()
    if soffice is None:
        return ""
    try:
        # A security update of Debian's leaves the number as it is.
        built = (soffice.parent / "versionrc").stat().st_mtime_ns
        return f"{_said_version(soffice, built)}, {built // 1_000_000_000}"
    except (OSError, subprocess.SubprocessError):
        return ""


@lru_cache(maxsize=4)
def _said_version(soffice: Path, _built: int) -> str:
    # It would make folders for its settings in a home, only to say this.
    nowhere = {"PATH": os.environ.get("PATH", "/usr/bin:/bin"), "HOME": "/nonexistent"}
    command = [str(soffice), "--version"]
    answer = subprocess.run(
        command, capture_output=True, timeout=_QUICK, check=True, text=True, env=nowhere
    )
    return answer.stdout.strip()


def missing_parts() -> list[str]:
    """Return the Debian packages to install before PDF works; empty when nothing is missing."""
    missing = []
    if soffice_path() is None:
        missing.append("libreoffice-writer-nogui")
    if not _python_has_uno():
        missing.append("python3-uno")
    if not _fonts_with(":charset=2610 2612", glob="DejaVuSans.ttf"):
        missing.append("fonts-dejavu-core")
    if not _fonts_with("Liberation Serif", glob="LiberationSerif-Regular.ttf"):
        missing.append("fonts-liberation")
    return missing


def _python_has_uno() -> bool:
    if not os.access(SYSTEM_PYTHON, os.X_OK):
        return False
    try:
        answer = subprocess.run(
            [SYSTEM_PYTHON, "-I", "-c", "import uno"],
            capture_output=True,
            timeout=_QUICK,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return answer.returncode == 0


def _fonts_with(pattern: str, *, glob: str) -> bool:
    """Return whether a font answers the fontconfig pattern, or a file of that name is there."""
    fc_list = shutil.which("fc-list")
    if fc_list is None:
        return any(Path("/usr/share/fonts").rglob(glob))
    try:
        answer = subprocess.run(
            [fc_list, pattern, "family"], capture_output=True, timeout=_QUICK, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return bool(answer.stdout.strip())


def pdf_maker() -> str:
    """Return what makes PDFs now, as two of the same give the same pages; empty where nobody can.

    A PDF that another made may be broken into pages otherwise.
    """
    version = soffice_version()
    return f"{version}, {_way()}" if version else ""


@cache
def _way() -> str:
    """Return a mark of this package: fonts, options and what is made ready for LibreOffice.

    All of it, so that nobody has to remember which change of which module shows on a page.
    """
    digest = sha256()
    for source in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(source.read_bytes())
    return digest.hexdigest()[:12]
