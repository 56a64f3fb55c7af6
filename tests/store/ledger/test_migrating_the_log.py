"""What a house had before its log was chained: every line kept, in order, and whole."""

from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import Engine, create_engine, text

from service.store.database import Database
from service.store.engine.migrate import MIGRATIONS
from service.store.ledger.security_log import LogQuery, read_log
from service.store.ledger.verify_chains import verify_all
from service.store.people.role_tenures import list_tenures
from tests.needs import fresh_postgres_database

BEFORE = (
    "INSERT INTO person (id, username, username_key, full_name, sort_key, sort_rank, title, active,"
    " is_sample, password_hash, must_change_password) VALUES"
    " (1, 'nam', 'nam', 'Đỗ Hoàng Nam', 'nam', 0, '', true, false, 'x', false),"
    " (2, 'mau', 'mau', 'Người Mẫu', 'mau', 0, '', false, true, 'x', false)",
    "INSERT INTO person_role VALUES (1, 'administrator', '2026-03-01T01:00:00.000000Z', NULL),"
    " (2, 'official', '2026-03-02T01:00:00.000000Z', 1)",
    "INSERT INTO security_log (id, at, kind, actor_id, address, payload) VALUES"
    " (3, '2026-03-03T01:00:00.000000Z', 'download', 2, '', '{\"record\":\"r1\"}'),"
    " (7, '2026-03-04T01:00:00.000000Z', 'refused', 1, '::1', '{\"deed\":\"sửa\"}'),"
    " (9, '2026-03-05T01:00:00.000000Z', 'sign_in_refused', NULL, '::1', '{}')",
    "INSERT INTO calendar_feed VALUES ('a', 1, '2026-03-01T01:00:00.000000Z', NULL),"
    " ('b', 2, '2026-03-01T01:00:00.000000Z', NULL)",
)


def house_of_before(engine: Engine, revision: str) -> None:
    """Make the tables of that revision, with people and lines in them."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with engine.begin() as bind:
        config.attributes["connection"] = bind
        command.upgrade(config, revision)
        for statement in BEFORE:
            bind.execute(text(statement))


@pytest.mark.parametrize("kind", ["file", "postgres"])
def test_the_lines_there_were_are_chained_and_whole(kind: str, tmp_path: Path) -> None:
    if kind == "postgres":
        with fresh_postgres_database() as url:
            _migrate_and_look(url)
    else:
        _migrate_and_look(f"sqlite:///{tmp_path / 'store.db'}")


def _migrate_and_look(url: str) -> None:
    engine = create_engine(url.replace("postgresql://", "postgresql+psycopg://"))
    house_of_before(engine, "0011")
    engine.dispose()
    with Database.open(url) as database:
        database.migrate()

        with database.reading() as uow:
            real = read_log(uow, LogQuery(is_sample=False))
            sample = read_log(uow, LogQuery(is_sample=True))
            assert verify_all(uow) == ()
            assert [(x.sequence, x.kind, x.actor_name) for x in (*sample, *reversed(real))] == [
                (1, "download", "Người Mẫu"),
                (2, "refused", "Đỗ Hoàng Nam"),
                (3, "sign_in_refused", ""),
            ]
            assert [(x.role, x.given_by) for x in list_tenures(uow, 2)] == [
                ("official", "Đỗ Hoàng Nam")
            ]
            alive = uow.session.scalars(
                text("SELECT token_hash FROM calendar_feed WHERE revoked_at IS NULL")
            )
            assert alive.all() == ["a"]
