"""A table is found where its rows are read and written: one noun a module, the same word beside."""

from pathlib import Path

from service.store.tables import Base
from tests.needs import REPOSITORY

STORE = REPOSITORY / "service" / "store"
TABLES = STORE / "tables"
OF_ALL_TABLES = {Path("sample_rows.py")}


def test_every_module_of_tables_lies_where_the_store_module_of_that_noun_lies() -> None:
    modules = {path.relative_to(TABLES) for path in TABLES.rglob("*.py")} - OF_ALL_TABLES

    assert {str(module) for module in modules if not (STORE / module).is_file()} == set()


def test_every_table_is_known_without_being_listed() -> None:
    declared = {
        line.split('"')[1]
        for path in TABLES.rglob("*.py")
        for line in path.read_text("utf-8").splitlines()
        if line.startswith("    __tablename__ = ")
    }

    assert len(declared) > 30
    assert set(Base.metadata.tables) == declared
