"""Passwords: how they are hashed and checked (argon2), and which are too weak."""

import secrets
import unicodedata
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError

from service.formkit import vietnamese
from service.formkit.labels import Label
from service.workflow.account.first_passwords import first_password_fits, is_first
from service.workflow.errors import WorkflowError

SHORTEST_PASSWORD = 10


class PasswordTooWeak(WorkflowError):
    """The new password is too short or is the old one or the user name."""


@dataclass
class Cost:
    """What hashing a password costs: argon2's own advice; a test that signs in often takes less."""

    hasher: PasswordHasher = field(default_factory=PasswordHasher)

    def lower(self) -> None:
        """Hash cheaply from now on; hashes made before still fit."""
        self.hasher = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)


COST = Cost()


def hash_password(password: str) -> str:
    """Return the argon2id hash of a password."""
    return COST.hasher.hash(_as_bytes(password))


def password_fits(password: str, hashed: str, folder: Path) -> bool:
    """Return whether the password is the one that was hashed; takes the same time when not.

    The key of first passwords is in the folder. Such a one costs as much time as any other: a quick
    answer would tell which accounts nobody has signed in to yet.
    """
    if is_first(hashed):
        _argon2_fits(password, nobodys_hash())
        return first_password_fits(password, hashed, folder)
    return _argon2_fits(password, hashed)


def _argon2_fits(password: str, hashed: str) -> bool:
    try:
        return COST.hasher.verify(hashed, _as_bytes(password))
    except (VerifyMismatchError, InvalidHashError):
        return False


@cache
def nobodys_hash() -> str:
    """Return a hash nothing fits: checked for unknown names, so that time does not betray them."""
    return COST.hasher.hash(secrets.token_urlsafe(32))


def _as_bytes(password: str) -> bytes:
    # macOS and iOS type accents apart, Windows types them together: one password either way.
    return unicodedata.normalize("NFC", password).encode("utf-8", "surrogatepass")


def require_strong(password: str, username: str, old: str) -> None:
    """Return for a password that may stand; raises PasswordTooWeak saying what is wrong."""
    if len(password) < SHORTEST_PASSWORD:
        raise PasswordTooWeak(
            Label(
                f"Mật khẩu cần ít nhất {SHORTEST_PASSWORD} ký tự. Vui lòng chọn mật khẩu dài hơn.",
                f"A password needs {SHORTEST_PASSWORD} characters or more. Please lengthen it.",
            )
        )
    forbidden = vietnamese.find_forbidden(password)
    if forbidden:
        raise PasswordTooWeak(Label(forbidden.vi, forbidden.en))
    if password == old or password.casefold() == username.casefold():
        raise PasswordTooWeak(
            Label(
                "Vui lòng chọn mật khẩu khác mật khẩu cũ và khác tên đăng nhập.",
                "Please choose a password other than the old one and the user name.",
            )
        )
