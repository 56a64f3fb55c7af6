"""`ctcl serve` with its Redis away: said in a sentence, and what people ask for is made."""

import json
import time
from pathlib import Path

from tests.builders import a_slip
from tests.doors.real_service import a_service

NOWHERE = "redis://:mat-khau@127.0.0.1:1/0"
PATIENCE = 60.0


def test_a_bundle_is_made_all_the_same_and_the_operator_is_told_once(tmp_path: Path) -> None:
    with a_service(tmp_path, CTCL_REDIS_URL=NOWHERE) as service:
        slip = a_slip(service.house.office, service.house.staff.official)
        secretary = service.browser("chau")

        asked = secretary.ask("POST", "/bundles", {"pick": slip.record_id, "kind": "zip"})
        address = asked.headers["Location"]
        until = time.monotonic() + PATIENCE
        while not json.loads(secretary.ask("GET", f"{address}/state").text)["over"]:
            assert time.monotonic() < until
            time.sleep(0.2)
        file = secretary.ask("GET", f"{address}/file")
        ready = secretary.ask("GET", "/readyz")
        said = service.log.read_text(encoding="utf-8")

    assert file.status == 200
    assert json.loads(ready.text)["wrong"]["queue"] == "does not answer"
    assert said.count("Chưa kết nối được Redis (CTCL_REDIS_URL)") == 1
    assert said.count('"queue away"') == 1
    assert "Traceback" not in said
    assert "mat-khau" not in said
