"""A LibreOffice that says it is another one, and works as the installed one does."""

from pathlib import Path

import pytest

from service.documents.pdf.requirements import soffice_path


def another_libreoffice(folder: Path, patch: pytest.MonkeyPatch, version: str = "24.8.1.1") -> None:
    """Let that one be found first on this machine from now on, until `patch` is undone."""
    installed = soffice_path()
    assert installed is not None
    program = folder / "program"
    program.mkdir(parents=True)
    (folder / "share").symlink_to(installed.parent.parent / "share")
    (program / "versionrc").write_text(f"[Version]\n{version}\n", encoding="utf-8")
    soffice = program / "soffice"
    soffice.write_text(
        "#!/bin/sh\n"
        f'[ "$1" = --version ] && echo "LibreOffice {version}" && exit\n'
        f'exec {installed} "$@"\n',
        encoding="utf-8",
    )
    soffice.chmod(0o755)
    patch.setenv("PATH", f"{program}:/usr/bin:/bin")
