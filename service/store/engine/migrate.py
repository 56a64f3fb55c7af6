"""Migrations run to the newest; what the newest is, is read from the names of the files."""

import re
from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

from service.store.errors import DatabaseNewer

MIGRATIONS = Path(__file__).parent.parent / "migrations"

# Any constant of our own: two processes that start at once migrate one after the other.
_POSTGRES_LOCK = 7_203_011


def newest() -> str:
    """The revision the tables must have, `0003` from `0003_ledger.py`."""
    names = (path.name for path in (MIGRATIONS / "versions").glob("*.py"))
    return max(match[1] for name in names if (match := re.match(r"(\d{4})_", name)))


def current(bind: Connection) -> str | None:
    """The revision the tables have, or None when there are none."""
    if not inspect(bind).has_table("alembic_version"):
        return None
    return bind.execute(text("SELECT version_num FROM alembic_version")).scalar()


def to_head(engine: Engine) -> None:
    """Bring the tables to the newest revision, or leave them unchanged on any failure."""
    with engine.connect() as bind:
        bind = bind.execution_options()
        if current(bind) == newest():
            return
    with engine.begin() as bind:
        if engine.dialect.name == "postgresql":
            bind.execute(text(f"SELECT pg_advisory_xact_lock({_POSTGRES_LOCK})"))
        revision = current(bind)
        if revision is not None and revision > newest():
            raise DatabaseNewer(f"{revision} > {newest()}")
        if revision != newest():
            _upgrade(bind)


def _upgrade(bind: Connection) -> None:
    # Alembic takes a quarter of a second to import and is needed once in a release.
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = bind
    command.upgrade(config, "head")
