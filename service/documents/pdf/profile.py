"""The folder of one LibreOffice: its profile with the doors shut, fonts, unoserver, scratch."""

import contextlib
import fcntl
import hashlib
import importlib.metadata
import os
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Self

_PREFIX = "libreoffice-"
_LOCK = "in-use"

_SETTINGS = (
    ("Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Common/Security/Scripting", "DisableActiveContent", "true"),
    ("Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Common/Misc", "FirstRun", "false"),
    ("Common/Save/Document", "CreateBackup", "false"),
    ("Recovery/AutoSave", "Enabled", "false"),
    ("Recovery/RecoveryInfo", "Enabled", "false"),
    ("Writer/Content/Update", "Link", "2"),
)

_FONTS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <selectfont><rejectfont><pattern>
    <patelt name="family"><string>Times New Roman</string></patelt>
  </pattern></rejectfont></selectfont>
  <match target="pattern">
    <test name="family"><string>Times New Roman</string></test>
    <edit name="family" mode="assign" binding="strong"><string>Liberation Serif</string></edit>
  </match>
  <match target="pattern">
    <test name="family"><string>MS Gothic</string></test>
    <edit name="family" mode="assign" binding="strong"><string>DejaVu Sans</string></edit>
  </match>
  <match target="pattern">
    <test name="family"><string>Segoe UI Symbol</string></test>
    <edit name="family" mode="assign" binding="strong"><string>DejaVu Sans</string></edit>
  </match>
  <match target="pattern">
    <edit name="family" mode="append"><string>DejaVu Sans</string></edit>
  </match>
</fontconfig>
"""


@dataclass(frozen=True, slots=True)
class Profile:
    """One LibreOffice's own folder, held by a lock so that nobody else sweeps it away."""

    folder: Path
    lock: int

    @classmethod
    def create(cls, root: Path) -> Self:
        """Return a new profile under `root`, after removing those whose owner is gone."""
        root.mkdir(parents=True, exist_ok=True, mode=0o700)
        with _alone_in(root):
            _sweep(root)
            folder = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=root)).resolve()
            profile = cls(folder, _held_lock(folder))
        for part in (profile.user, profile.scratch, profile.modules):
            part.mkdir(parents=True)
        (profile.user / "registrymodifications.xcu").write_text(_registry(), encoding="utf-8")
        profile.font_settings.write_text(_FONTS, encoding="utf-8")
        _link_unoserver(profile.modules)
        return profile

    @property
    def user(self) -> Path:
        """Where LibreOffice keeps its settings."""
        return self.folder / "profile" / "user"

    @property
    def address(self) -> str:
        """The profile as LibreOffice's `UserInstallation` wants it."""
        return (self.folder / "profile").as_uri()

    @property
    def scratch(self) -> Path:
        """Where unoserver and LibreOffice put temporary files."""
        return self.folder / "tmp"

    @property
    def modules(self) -> Path:
        """A folder with nothing but unoserver, for the system's Python."""
        return self.folder / "python"

    @property
    def font_settings(self) -> Path:
        """Fontconfig's rules: Liberation Serif for Times New Roman on every machine."""
        return self.folder / "fonts.conf"

    @property
    def log(self) -> Path:
        """What LibreOffice and unoserver had to say."""
        return self.folder / "log.txt"

    def environment(self) -> dict[str, str]:
        """Return the variables the processes get: nothing of the service's secrets."""
        return {
            "PATH": os.environ.get("PATH", "/usr/bin:/bin"),
            "HOME": str(self.folder),
            "LANG": "C.UTF-8",
            "TZ": "Asia/Ho_Chi_Minh",
            "TMPDIR": str(self.scratch),
            "PYTHONPATH": str(self.modules),
            "PYTHONDONTWRITEBYTECODE": "1",
            "FONTCONFIG_FILE": str(self.font_settings),
            "SAL_USE_VCLPLUGIN": "svp",
        }

    def remove(self) -> None:
        """Return after the folder, and the socket a killed LibreOffice leaves in /tmp, are gone."""
        digest = hashlib.md5(self.address.encode("utf-16-le"), usedforsecurity=False).digest()
        name = f"OSL_PIPE_{os.getuid()}_SingleOfficeIPC_" + "".join(f"{byte:x}" for byte in digest)
        for folder in (Path("/tmp"), Path("/var/tmp")):
            (folder / name).unlink(missing_ok=True)
        shutil.rmtree(self.folder, ignore_errors=True)
        os.close(self.lock)


@contextlib.contextmanager
def _alone_in(root: Path) -> Iterator[None]:
    """Keep two processes that start together from sweeping each other's new folder away."""
    lock = os.open(root, os.O_RDONLY | os.O_CLOEXEC)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
    finally:
        os.close(lock)


def _held_lock(folder: Path) -> int:
    """Return the descriptor of a lock that ends with this process, however it ends."""
    lock = os.open(folder / _LOCK, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600)
    fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    return lock


def _sweep(root: Path) -> None:
    for folder in root.glob(f"{_PREFIX}*"):
        try:
            lock = _held_lock(folder)
        except OSError:
            continue
        Profile(folder.resolve(), lock).remove()


def _registry() -> str:
    items = "".join(
        f'<item oor:path="/org.openoffice.Office.{path}">'
        f'<prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>\n'
        for path, name, value in _SETTINGS
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<oor:items xmlns:oor="http://openoffice.org/2001/registry" '
        'xmlns:xs="http://www.w3.org/2001/XMLSchema" '
        f'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">\n{items}</oor:items>\n'
    )


def _link_unoserver(modules: Path) -> None:
    """Link unoserver alone: the rest of our environment is not for the system's Python."""
    distribution = importlib.metadata.distribution("unoserver")
    files = distribution.files or []
    for top in sorted({file.parts[0] for file in files if file.parts[0].startswith("unoserver")}):
        (modules / top).symlink_to(Path(str(distribution.locate_file(top))).resolve())
