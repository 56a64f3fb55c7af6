"""The settings of the process: each once, with its type, its default and its environment name."""

import os
from dataclasses import dataclass, field
from functools import cached_property
from ipaddress import ip_address
from pathlib import Path
from typing import Self
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parent.parent
LOOPBACK = ("localhost", "127.0.0.1", "::1")
REDIS = ("redis", "rediss", "unix")
TLS = ("starttls", "tls", "none")
MOST_LIBREOFFICES = 16


def usual_libreoffices() -> int:
    """Return how many LibreOffices there are at most where nobody says: a core each, up to 4."""
    return min(len(os.sched_getaffinity(0)), 4)


class SettingWrong(Exception):
    """An environment variable holds something the service cannot use; the text names it."""


@dataclass(frozen=True)
class Settings:
    """Where the service lives and listens, and what it may do there."""

    data: Path
    database_url: str
    host: str = "127.0.0.1"
    port: int = 8000
    secure_cookies: bool = False
    sample_data: bool = True
    behind_proxy: bool = False
    session_hours: int = 10
    public_url: str = ""
    redis_url: str = ""
    worker: bool = True
    smtp_host: str = ""
    smtp_port: int = 587
    smtp_user: str = ""
    smtp_password: str = field(default="", repr=False)
    smtp_tls: str = "starttls"
    mail_from: str = ""
    session_most_hours: int = 24
    health_for_all: bool = False
    libreoffices: int = field(default_factory=usual_libreoffices)
    forms_folders: tuple[Path, ...] = (ROOT / "forms",)
    templates_folders: tuple[Path, ...] = (ROOT / "templates_docx",)

    @cached_property
    def listens_beyond_loopback(self) -> bool:
        """True when other machines can reach the service, be it through a proxy."""
        if self.behind_proxy:
            return True
        if self.host == "localhost":
            return False
        try:
            return not ip_address(self.host).is_loopback
        except ValueError:
            return True

    @cached_property
    def admits_sample_people(self) -> bool:
        """True where people whose password everybody knows may sign in."""
        return self.sample_data and not self.listens_beyond_loopback

    @property
    def address(self) -> str:
        """The address people open the service at, without a slash at its end; mails link to it."""
        return (self.public_url or f"http://{self.host}:{self.port}").rstrip("/")

    @cached_property
    def under_tls(self) -> bool:
        """True when browsers come by https alone; cookies and answers then say so."""
        return self.secure_cookies or urlsplit(self.public_url).scheme == "https"

    @cached_property
    def own_hosts(self) -> frozenset[str]:
        """The names we answer under, once it is said where people open us; else empty: any.

        This machine may always ask after our health by its own names.
        """
        name = urlsplit(self.public_url).hostname or ""
        if not name:
            return frozenset()
        return frozenset({_as_asked(name), *LOOPBACK})

    @property
    def sends_mail(self) -> bool:
        """True when the office's SMTP is configured; else reminders stay in the inbox."""
        return bool(self.smtp_host and self.mail_from)

    @property
    def companions_folders(self) -> tuple[Path, ...]:
        """The folders of companion documents, which no one fills and moves of records issue."""
        return tuple(p for folder in self.forms_folders if (p := folder / "companions").is_dir())

    @property
    def vault(self) -> Path:
        """The folder of issued files, by hash."""
        return self.data / "vault"

    @classmethod
    def from_environment(cls) -> Self:
        """Return the settings the environment asks for; raises SettingWrong naming the variable."""
        # environs is wanted by the service alone; `ctcl bulk` must start lean.
        from environs import Env, EnvError

        env = Env()
        try:
            data = Path(env.str("CTCL_DATA", str(ROOT / "var"))).resolve()
            return cls(
                data=data,
                database_url=env.str("CTCL_DATABASE_URL", f"sqlite:///{data / 'ctcl.sqlite3'}"),
                host=env.str("CTCL_HOST", "127.0.0.1"),
                port=_port(env.str("PORT", "8000")),
                secure_cookies=env.bool("CTCL_SECURE_COOKIES", False),
                sample_data=env.bool("CTCL_SAMPLE_DATA", True),
                behind_proxy=env.bool("CTCL_BEHIND_PROXY", False),
                session_hours=env.int("CTCL_SESSION_HOURS", 10),
                public_url=env.str("CTCL_PUBLIC_URL", ""),
                redis_url=_redis(env.str("CTCL_REDIS_URL", "")),
                worker=env.bool("CTCL_WORKER", True),
                smtp_host=env.str("CTCL_SMTP_HOST", ""),
                smtp_port=env.int("CTCL_SMTP_PORT", 587),
                smtp_user=env.str("CTCL_SMTP_USER", ""),
                smtp_password=env.str("CTCL_SMTP_PASSWORD", ""),
                smtp_tls=_one_of(env.str("CTCL_SMTP_TLS", "starttls"), "CTCL_SMTP_TLS", TLS),
                mail_from=env.str("CTCL_MAIL_FROM", ""),
                session_most_hours=env.int("CTCL_SESSION_MOST_HOURS", 24),
                health_for_all=env.bool("CTCL_HEALTH_FOR_ALL", False),
                libreoffices=_libreoffices(env.int("CTCL_LIBREOFFICES", usual_libreoffices())),
                forms_folders=_folders(env.str("CTCL_FORMS", ""), ROOT / "forms"),
                templates_folders=_folders(env.str("CTCL_TEMPLATES", ""), ROOT / "templates_docx"),
            )
        except EnvError as error:
            raise SettingWrong(str(error)) from error


def _as_asked(name: str) -> str:
    """Return a host's name as browsers send it: `sở.vn` is asked as `xn--s-6hb.vn`."""
    return name if ":" in name else name.encode("idna").decode().lower()


def _port(value: str) -> int:
    """Return the number of a port; raises SettingWrong for what no socket can listen on."""
    number = int(value) if value.isascii() and value.isdecimal() and len(value) < 6 else 0
    if not 0 < number < 65536:
        raise SettingWrong(f"PORT={value}: 1–65535")
    return number


def _libreoffices(number: int) -> int:
    """Return that number; raises SettingWrong for none, and for more than any machine is for."""
    if not 0 < number <= MOST_LIBREOFFICES:
        raise SettingWrong(f"CTCL_LIBREOFFICES={number}: 1–{MOST_LIBREOFFICES}")
    return number


def _redis(value: str) -> str:
    """Return the address of a Redis; raises SettingWrong, which does not repeat its password."""
    if value and urlsplit(value).scheme not in REDIS:
        raise SettingWrong(f"CTCL_REDIS_URL: {', '.join(f'{each}://' for each in REDIS)}")
    return value


def _one_of(value: str, name: str, known: tuple[str, ...]) -> str:
    if value not in known:
        raise SettingWrong(f"{name}: one of {', '.join(known)}")
    return value


def _folders(more: str, own: Path) -> tuple[Path, ...]:
    """Return our own folder and the extra ones named in a `:`-separated list."""
    return (own, *(Path(each).resolve() for each in more.split(":") if each))
