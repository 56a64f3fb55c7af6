"""First passwords (mật khẩu tạm): made here, kept under a keyed hash until the person's own."""

import hashlib
import hmac
import secrets
from pathlib import Path

from service.workflow.account.service_keys import service_key

KEY = "first-password-key"
"""The file in the data folder; without it the hashes in the database cannot even be guessed at."""
LETTERS = "abcdefghijkmnpqrstuvwxyz23456789"
"""32 that nobody takes for another when reading them from paper: 5 random bits each."""
GROUPS, IN_A_GROUP = 4, 4
_MARK = "hmac-sha256$"


def new_password() -> str:
    """Return a first password of 80 random bits, to be changed at the first sign-in."""
    groups = ("".join(secrets.choice(LETTERS) for _ in range(IN_A_GROUP)) for _ in range(GROUPS))
    return "-".join(groups)


def hash_first_password(password: str, folder: Path) -> str:
    """Return how what `new_password` made is kept: HMAC-SHA-256 under the key in that folder.

    80 random bits withstand guessing without a slow hash, and an office enters 500 people at once.
    No salt either: no two people have one such password. What a person chose gets argon2.
    """
    key = service_key(folder, KEY).encode()
    return _MARK + hmac.new(key, password.encode("utf-8", "replace"), hashlib.sha256).hexdigest()


def is_first(hashed: str) -> bool:
    """Return whether a hash is that of a first password."""
    return hashed.startswith(_MARK)


def first_password_fits(password: str, hashed: str, folder: Path) -> bool:
    """Return whether the password is the one so kept; the comparison takes the same time always."""
    return hmac.compare_digest(hash_first_password(password, folder), hashed)
