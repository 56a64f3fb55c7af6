"""Every operation asked with generated values: no server error, no answer outside the description."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis import Case
from schemathesis.checks import not_a_server_error
from schemathesis.generation import GenerationMode
from schemathesis.schemas import APIOperation
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from service.workflow.actor import Actor
from service.workflow.permissions import may_open
from tests.builders import House, a_draft, a_house, mandatory_values, plan_values, submit
from tests.store.databases import in_memory
from tests.web.api.clients import a_program, a_site

EXAMPLES = 50
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
    response_headers_conformance,
]
FUZZED = settings(
    max_examples=EXAMPLES,
    deadline=None,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
SUBJECTS = ("BM.CTCL.01", "BM.CTCL.02", "BM.CTCL.03", "the rest")
_running = count(1)


@dataclass
class Asked:
    """Programs of two roles asking one house, and what they were answered."""

    house: House
    statuses: Counter[int] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self.app = a_site(self.house.office)
        self.schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", self.app)

    def operations(self, subject: str) -> Iterator[APIOperation[Any, Any, Any, Any]]:
        """The operations of a form, or those that belong to none."""
        for found in self.schema.get_all_operations():
            operation = found.ok()
            tags = operation.definition.raw["tags"]
            belongs = [name for name in SUBJECTS if name in tags] or ["the rest"]
            if belongs == [subject]:
                yield operation

    def fuzz(self, operation: APIOperation[Any, Any, Any, Any]) -> int:
        """How many examples were asked of the operation, each answer checked."""
        sound = operation.as_strategy(generation_mode=GenerationMode.POSITIVE)
        unsound = operation.as_strategy(generation_mode=GenerationMode.NEGATIVE)
        roles = self._roles(operation)
        tokens = {
            role.person_id: a_program(self.app, self.house.office, role).token for role in roles
        }
        asked = 0

        @FUZZED
        @given(
            case=st.one_of(sound, sound, sound, unsound),
            actor=st.sampled_from(roles),
            there=st.booleans(),
        )
        def ask(case: Case, actor: Actor, there: bool) -> None:
            nonlocal asked
            if there:
                self._point_at_what_is_there(case, actor)
            case.headers = {"Authorization": f"Bearer {tokens[actor.person_id]}"}  # type: ignore[assignment]
            response = case.call()
            self.statuses[response.status_code] += 1
            asked += 1
            case.validate_response(response, checks=CHECKS)

        ask()
        return asked

    def _roles(self, operation: APIOperation[Any, Any, Any, Any]) -> list[Actor]:
        staff = self.house.staff
        if "people" in operation.definition.raw["tags"]:
            return [staff.administrator, staff.administrator, staff.official]
        return [staff.secretary, staff.official]

    def _point_at_what_is_there(self, case: Case, actor: Actor) -> None:
        """Put the id of a draft or record of the person in the path, its version in the body."""
        office, parameters = self.house.office, case.path_parameters
        tags = case.operation.definition.raw["tags"]
        form = office.catalogue.get(tags[0]) or office.catalogue.forms[0]
        if not may_open(actor, form) or not {"draft_id", "record_id"} & set(parameters):
            return
        plan = form.variant_field is not None
        values = plan_values(office) if plan else mandatory_values(office, form.code)
        values = {name: value for name, value in values.items() if name != form.author_field}
        draft = a_draft(office, actor, form.code, values)
        version, move = draft.version, form.moves_from("draft", draft.variant)[0]
        if "draft_id" in parameters:
            parameters["draft_id"] = draft.id
        elif actor.holds(*move.roles):
            made = submit(office, actor, draft, move=move.key)
            parameters["record_id"], version = made.record_id, made.record_version
            parameters.update({"version": 1} if "version" in parameters else {})
        if isinstance(case.body, dict) and "version" in case.body:
            case.body["version"] = version
            case.body.update({"submission": f"lan-{next(_running)}"} if "submission" in case.body else {})


@pytest.fixture
def asked(tmp_path: Path) -> Iterator[Asked]:
    """A house in memory with its API, to be asked anything."""
    with in_memory() as database:
        house = a_house(tmp_path, database)
        yield Asked(house)
        house.office.pdf.stop()


@pytest.mark.parametrize("subject", SUBJECTS)
def test_every_answer_to_generated_values_is_one_that_is_described(
    asked: Asked, subject: str
) -> None:
    examples = {each.label: asked.fuzz(each) for each in asked.operations(subject)}

    turned_away = asked.statuses[401] + asked.statuses[403]
    assert len(examples) >= 4
    assert {label: n for label, n in examples.items() if n < EXAMPLES} == {}
    assert turned_away < sum(asked.statuses.values()) / 2
    assert asked.statuses[200] + asked.statuses[201] > 0
    print(subject, asked.statuses, examples)
