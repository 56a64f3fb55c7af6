"""An address that is no Redis' is refused at the start, and its password is repeated nowhere."""

import pytest

from tests.cli.conftest import Ctcl, one_sentence


@pytest.mark.parametrize("address", ["http://:mat-khau@redis/0", "127.0.0.1:6379"])
def test_an_address_of_another_kind_is_named_by_its_variable(
    ctcl: Ctcl, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    monkeypatch.setenv("CTCL_REDIS_URL", address)

    outcome = ctcl("work")

    assert outcome.code == 2
    assert "CTCL_REDIS_URL" in one_sentence(outcome)
    assert "mat-khau" not in outcome.err
