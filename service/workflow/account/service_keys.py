"""Keys that the service makes for itself once and keeps beside its database, nobody else's."""

import os
import secrets
from pathlib import Path


def service_key(folder: Path, name: str) -> str:
    """Return the key of that name in the data folder, made at the first asking: 384 random bits.

    Two processes that ask at once get the same one: it appears under its name whole or not at all.
    """
    path = folder / name
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        fresh = folder / f".{name}-{secrets.token_hex(8)}"
        fresh.touch(mode=0o600)
        try:
            fresh.write_text(secrets.token_urlsafe(48), encoding="ascii")
            _name_unless_named(fresh, path)
        finally:
            fresh.unlink()
    return path.read_text(encoding="ascii").strip()


def _name_unless_named(fresh: Path, path: Path) -> None:
    try:
        os.link(fresh, path)
    except FileExistsError:
        # Another process was first; its key is the key.
        return
