"""JSON means one thing at every door: only the strict reader takes it in."""

import re

import pytest

from service.formkit.strict_json import NameTwice, read_strict_json
from service.settings import ROOT

OWN_WRITING = {
    "service/cli/document_tools.py",
    "service/formkit/strict_json.py",
    "service/store/base.py",
    "service/store/ledger/events.py",
    "service/store/migrations/versions/0018_privileged_deeds.py",
    "service/workflow/job_queue.py",
}
"""The reader itself, and what reads back JSON that the service has written."""


def test_json_from_outside_is_read_in_one_place() -> None:
    loading = {
        str(path.relative_to(ROOT))
        for path in (ROOT / "service").rglob("*.py")
        if re.search(r"\bjson\.loads?\(|get_json\(", path.read_text(encoding="utf-8"))
    }

    assert loading == OWN_WRITING


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "utf-32"])
@pytest.mark.parametrize("sent", ['{"ô": 1, "ô": 2}', '[{"a": {"ô": 1, "b": 2, "ô": 1}}]'])
def test_a_name_twice_is_told_by_its_name_in_every_unicode(encoding: str, sent: str) -> None:
    with pytest.raises(NameTwice) as caught:
        read_strict_json(sent.encode(encoding))

    assert "«ô»" in caught.value.label.vi
    assert "“ô”" in caught.value.label.en
