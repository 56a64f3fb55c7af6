"""Everybody knows the sample people's password: beside real people they reach nothing real."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from service.workflow.account.api_tokens import issue_token
from service.workflow.drafts.drafts import open_draft
from service.workflow.errors import NotFound
from tests.builders import BUDGET, House, Staff, a_draft, a_house, a_slip, a_staff
from tests.store.databases import in_memory
from tests.web.api.clients import Program

ENTRY = {"username": "ten-moi", "full_name": "Tên Mới", "title": "Cán bộ", "unit_name": BUDGET}
CHANGED = {**ENTRY, "roles": ["administrator"]}


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    """A house where real people work, and sample people learn."""
    with in_memory() as database:
        yield a_house(tmp_path, database)


@pytest.fixture
def samples(house: House) -> Staff:
    """The sample people, one a role."""
    return a_staff(house.office, is_sample=True, prefix="mau.")


def of_sample(site: Flask, house: House, samples: Staff, role: str) -> Program:
    """A program with the token of the sample person in that role."""
    actor = getattr(samples, role)
    return Program(site.test_client(), issue_token(house.office, actor, "thử").secret)


def test_the_sample_administrator_finds_no_real_person(
    site: Flask, house: House, samples: Staff
) -> None:
    administrator = of_sample(site, house, samples, "administrator")
    real = house.staff.administrator.person_id

    listed = {person["username"] for person in administrator.get("/people").get_json()}
    reset = administrator.post(f"/people/{real}/password")
    changed = administrator.ask("PUT", f"/people/{real}", CHANGED)

    assert listed
    assert all(name.startswith("mau.") for name in listed)
    assert (reset.status_code, changed.status_code) == (404, 404)


def test_where_a_real_administrator_is_the_sample_one_enters_sample_people_only(
    site: Flask, house: House, samples: Staff
) -> None:
    administrator = of_sample(site, house, samples, "administrator")

    refused = administrator.post("/people", CHANGED)
    entered = administrator.post("/people", {**CHANGED, "is_sample": True})

    assert refused.status_code == 422
    assert entered.status_code == 201
    assert entered.get_json()["person"]["is_sample"]


def test_the_real_administrator_looks_after_both(site: Flask, house: House, samples: Staff) -> None:
    token = issue_token(house.office, house.staff.administrator, "thử").secret
    administrator = Program(site.test_client(), token)

    reset = administrator.post(f"/people/{samples.official.person_id}/password")

    assert reset.status_code == 200


def test_the_sample_secretary_corrects_no_real_record(
    site: Flask, house: House, samples: Staff
) -> None:
    slip = a_slip(house.office, house.staff.official).record_id
    correction = {"answers": {}, "version": 1, "reason": "Sửa", "submission": "k"}

    answer = of_sample(site, house, samples, "secretary").post(
        f"/forms/BM.CTCL.01/records/{slip}/corrections", correction
    )

    assert answer.status_code in {403, 404}


def test_a_sample_official_of_the_like_named_unit_sees_no_real_record(
    site: Flask, house: House, samples: Staff
) -> None:
    slip = a_slip(house.office, house.staff.official).record_id
    draft = a_draft(house.office, house.staff.official)

    sample = of_sample(site, house, samples, "official")

    assert sample.get(f"/records/{slip}").status_code == 404
    assert sample.get("/records").get_json()["total"] == 0
    with pytest.raises(NotFound):
        open_draft(house.office, samples.official, draft.id)
