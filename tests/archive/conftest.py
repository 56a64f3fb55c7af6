"""The databases of the store's tests and a vault of their own."""

from pathlib import Path

import pytest

from service.archive.vault import Vault
from tests.store.databases import (  # noqa: F401
    database,
    lasting_database,
    memory_database,
    migrated_postgres,
)


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    """An empty vault."""
    return Vault(tmp_path / "vault")
