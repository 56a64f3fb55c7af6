"""Passwords and tokens: how they are made, hashed and checked (argon2 and SHA-256)."""

from __future__ import annotations

import hashlib
import secrets
import unicodedata
from dataclasses import dataclass, field
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError

from service.formkit import vietnamese
from service.formkit.labels import Label
from service.workflow.errors import WorkflowError

SHORTEST_PASSWORD = 10


class PasswordTooWeak(WorkflowError):
    """The new password is too short or is the old one or the user name."""


@dataclass
class Cost:
    """What hashing a password costs: argon2's own advice; a test that signs in often takes less."""

    hasher: PasswordHasher = field(default_factory=PasswordHasher)
    first: PasswordHasher = field(
        default_factory=lambda: PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)
    )

    def lower(self) -> None:
        """Hash cheaply from now on; hashes made before still fit."""
        self.hasher = self.first = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)


COST = Cost()


def hash_password(password: str) -> str:
    """Return the argon2id hash of a password."""
    return COST.hasher.hash(_as_bytes(password))


def hash_first_password(password: str) -> str:
    """Return the argon2id hash of what `new_password` made, at the least cost that is advised.

    59 random bits need no slow hash to withstand guessing, and an office enters fifty at once.
    """
    return COST.first.hash(_as_bytes(password))


def password_fits(password: str, hashed: str) -> bool:
    """Return whether the password is the one that was hashed; takes the same time when not."""
    try:
        return COST.hasher.verify(hashed, _as_bytes(password))
    except (VerifyMismatchError, InvalidHashError):
        return False


@cache
def nobodys_hash() -> str:
    """Return a hash nothing fits: checked for unknown names, so that time does not betray them."""
    return COST.hasher.hash(secrets.token_urlsafe(32))


def new_token() -> str:
    """Return a secret of 256 random bits as text for a cookie or a header."""
    return secrets.token_urlsafe(32)


def new_password() -> str:
    """Return a first password to be told to a person and changed at the first sign-in."""
    letters = "abcdefghjkmnpqrstuvwxyz23456789"
    groups = ("".join(secrets.choice(letters) for _ in range(4)) for _ in range(3))
    return "-".join(groups)


def hash_token(token: str) -> str:
    """Return the SHA-256 under which a token is kept; the token itself is kept nowhere."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


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
