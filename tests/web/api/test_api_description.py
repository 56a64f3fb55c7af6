"""The description is OpenAPI 3.1, valid, whole, and made of the forms' own declarations."""

from typing import Any

import pytest
from flask import Flask
from openapi_spec_validator import validate

from service.web.api import create_api
from tests.builders import MINUTES, SLIP, House
from tests.web.api.clients import Program
from tests.web.api.conftest import Programs


@pytest.fixture
def described(site: Flask) -> dict[str, Any]:
    """What /api/v1/openapi.json says, asked without a token."""
    answer = Program(site.test_client()).get("/openapi.json")
    assert answer.status_code == 200
    found: dict[str, Any] = answer.get_json()
    return found


def operations(described: dict[str, Any]) -> list[dict[str, Any]]:
    """Every operation described."""
    return [
        operation
        for methods in described["paths"].values()
        for method, operation in methods.items()
        if method != "parameters"
    ]


def test_the_description_is_valid_openapi_3_1(described: dict[str, Any]) -> None:
    validate(described)

    assert described["openapi"] == "3.1.0"
    assert described["servers"] == [{"url": "/api/v1"}]


def test_every_operation_has_a_name_words_and_the_answers_that_are_errors(
    described: dict[str, Any],
) -> None:
    found = operations(described)
    names = [each["operationId"] for each in found]

    assert len(set(names)) == len(names) > 30
    assert all("·" in each["summary"] and each["description"] for each in found)
    assert all({"401", "403", "500", "503", "507"} <= set(each["responses"]) for each in found)


def test_whatever_takes_a_body_says_how_it_refuses_one(described: dict[str, Any]) -> None:
    taking = [each for each in operations(described) if "requestBody" in each]

    assert len(taking) > 15
    assert all({"400", "413", "415", "422"} <= set(each["responses"]) for each in taking)


def test_a_token_is_the_only_way_in(described: dict[str, Any]) -> None:
    schemes = described["components"]["securitySchemes"]

    assert schemes == {"token": {"type": "http", "scheme": "bearer"}}
    assert described["security"] == [{"token": []}]


def test_each_form_s_fields_are_described_with_their_labels_and_limits(
    house: House, described: dict[str, Any]
) -> None:
    for form in house.office.catalogue:
        name = "".join(part.title() for part in form.key.split("_"))
        properties = described["components"]["schemas"][name]["properties"]

        assert list(properties) == [each.name for each in form.fields]
        assert [p["title"] for p in properties.values()] == [f.label.vi for f in form.fields]
    slip = described["components"]["schemas"]["CorrectiveActionRequest"]["properties"]
    minutes = described["components"]["schemas"]["ManagementReviewMinutes"]["properties"]
    assert slip["root_cause"]["maxLength"] == 2000
    assert "corrective" in slip["request_type"]["enum"]
    assert minutes["attendees"]["maxItems"] == 60
    assert minutes["archive_copies"]["type"] == ["integer", "null"]


def test_a_form_is_told_whole_in_both_languages(program: Programs) -> None:
    form = program("official").get(f"/forms/{SLIP}").get_json()

    fields = {each["name"]: each for box in form["boxes"] for each in box["fields"]}
    assert form["title"]["vi"] == "Phiếu yêu cầu hành động khắc phục/cải tiến"
    assert form["may_open"] is True
    assert form["moves"][0]["key"] == "submit"
    assert fields["root_cause"]["kind"] == "lines"
    assert fields["request_type"]["options"][0]["label"]["en"] == "Corrective action"
    assert fields["plan_updates"]["fields"][0]["name"] == "updated_on"
    assert fields["requesting_unit"]["kind"] == "unit"


def test_the_forms_are_listed_with_whether_one_may_open_them(program: Programs) -> None:
    forms = program("official").get("/forms").get_json()

    assert {each["code"]: each["may_open"] for each in forms}[MINUTES] is False


def test_the_docs_page_holds_nothing_inline(site: Flask) -> None:
    answer = Program(site.test_client()).get("/docs")

    assert answer.status_code == 200
    assert "<script>" not in answer.text
    assert "style=" not in answer.text
    policy = answer.headers["Content-Security-Policy"]
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy


def test_json_answers_are_neither_kept_nor_drawn(house: House) -> None:
    answer = create_api(house.office).test_client().get("/me")

    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")
