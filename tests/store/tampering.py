"""The guards taken away, as somebody could who owns the database, and put back."""

from sqlalchemy import text

from service.store.database import Database, UnitOfWork

GUARDED = ("event", "issued_document", "daily_seal", "counter_start", "evidence", "security_log")


def disarm(uow: UnitOfWork) -> None:
    """Take the guards away, as somebody who owns the database may."""
    for table in GUARDED:
        if uow.dialect == "postgresql":
            uow.session.execute(text(f"ALTER TABLE {table} DISABLE TRIGGER USER"))
        else:
            uow.session.execute(text(f"DROP TRIGGER {table}_is_final"))
            uow.session.execute(text(f"DROP TRIGGER {table}_is_kept"))


def rearm(database: Database) -> None:
    """Give the PostgreSQL database, which other tests use too, its guards again."""
    if database.dialect == "postgresql":
        with database.writing() as uow:
            for table in GUARDED:
                uow.session.execute(text(f"ALTER TABLE {table} ENABLE TRIGGER USER"))
