"""Many records in one file over the API: the pages' use cases, by token."""

import io
import zipfile
from hashlib import sha256

import pytest

from service.workflow.bundles.request_bundle import list_bundles
from tests.builders import House, a_slip
from tests.web.api.conftest import Programs
from tests.workflow.bundling import work


@pytest.fixture
def slip(house: House) -> str:
    """A slip that the clerk has submitted; no PDF is made here."""
    house.office.pdf.stop()
    return a_slip(house.office, house.staff.official).record_id


def test_a_file_is_asked_for_followed_and_fetched(
    house: House, program: Programs, slip: str
) -> None:
    secretary = program("secretary")
    asked = secretary.post("/bundles", {"records": [slip], "kind": "zip"})
    told = asked.get_json()
    assert (asked.status_code, told["state"], told["file"]) == (202, "waiting", None)
    assert work(house, list_bundles(house.office, house.staff.secretary)[0])

    ready = secretary.get(f"/bundles/{told['id']}").get_json()
    with secretary.get(f"/bundles/{told['id']}/file") as answer:
        content, media_type = answer.data, answer.mimetype

    assert (ready["state"], ready["done"], ready["total"]) == ("ready", 1, 1)
    assert ready["file"].endswith(f"/api/v1/bundles/{told['id']}/file")
    assert "PDF" in ready["said"]["en"]
    assert (media_type, sha256(content).hexdigest()) == ("application/zip", ready["sha256"])
    assert "BM.CTCL.01_01-2026_v01.docx" in zipfile.ZipFile(io.BytesIO(content)).namelist()
    assert [each["id"] for each in secretary.get("/bundles").get_json()] == [told["id"]]


def test_it_is_stopped_by_who_asked_and_nobody_else(program: Programs, slip: str) -> None:
    secretary, director = program("secretary"), program("director")
    asked = secretary.post("/bundles", {"records": [slip], "kind": "pdf"}).get_json()

    assert director.post(f"/bundles/{asked['id']}/stop").status_code == 404
    assert director.get(f"/bundles/{asked['id']}/file").status_code == 404
    stopped = secretary.post(f"/bundles/{asked['id']}/stop")

    assert (stopped.status_code, stopped.get_json()["state"]) == (200, "stopped")
    assert secretary.get("/bundles").get_json() == []


def test_what_may_not_be_asked_is_refused_beside_its_field(program: Programs, slip: str) -> None:
    secretary = program("secretary")

    for sent, faulty in (
        ({"records": [], "kind": "zip"}, "records"),
        ({"records": ["r"] * 3 + [f"r{n}" for n in range(101)], "kind": "zip"}, "records"),
        ({"records": [slip], "kind": "exe"}, "kind"),
        ({"kind": "zip"}, "records"),
    ):
        answer = secretary.post("/bundles", sent)
        assert (answer.status_code, list(answer.get_json()["errors"])) == (422, [faulty])
    hidden = program("stranger").post("/bundles", {"records": [slip], "kind": "zip"})
    assert hidden.status_code == 404
