"""The databases of the store's tests."""

from tests.store.databases import (  # noqa: F401
    database,
    file_database,
    lasting_database,
    memory_database,
    migrated_postgres,
)
