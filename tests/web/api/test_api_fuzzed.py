"""Every operation asked with generated values: no server error, no answer left undescribed."""

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

from service.formkit.features.record_rules import author_field
from service.formkit.form import Form
from service.workflow.actor import Actor, may_open
from service.workflow.drafts.draft_view import DraftView
from service.workflow.drafts.drafts import discard_draft
from service.workflow.submissions import MoveResult
from tests.builders import (
    House,
    a_draft,
    a_house,
    mandatory_values,
    plan_values,
    some_evidence,
    submit,
)
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
MODES = (GenerationMode.POSITIVE, GenerationMode.NEGATIVE)
# Each example gets a token of ours; one made up before it took a third of making the example.
NOBODYS = {"Authorization": ""}
FUZZED = settings(
    max_examples=EXAMPLES,
    deadline=None,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
FORMS = ("BM.CTCL.01", "BM.CTCL.02", "BM.CTCL.03")
# What hangs on rules, so that most that is made up is rightly refused: asked for shape alone.
RULED = (
    "BM.CTCL.01 moves",
    "delegations",
    "repetition",
    "reminders",
    "working_calendar",
    "calendar_feed",
    "security_log",
    "corrections",
)
SUBJECTS = (
    *FORMS,
    *RULED,
    "forms",
    "drafts",
    "records",
    "documents",
    "evidence",
    "lists",
    "people",
    "settings",
    "tokens",
)
_running = count(1)


@dataclass
class Asked:
    """Programs of two roles asking one house, and what they were answered."""

    house: House
    statuses: Counter[int] = field(default_factory=Counter)
    drafts: dict[tuple[str, str], DraftView] = field(default_factory=dict)
    records: dict[tuple[str, str], MoveResult] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.app = a_site(self.house.office)
        self.schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", self.app)

    def operations(self, subject: str) -> Iterator[APIOperation[Any, Any, Any, Any]]:
        """The operations of one subject."""
        for found in self.schema.get_all_operations():
            operation = found.ok()
            if subject_of(operation) == subject:
                yield operation

    def fuzz(self, operation: APIOperation[Any, Any, Any, Any]) -> int:
        """How many examples were asked of the operation, each answer checked."""
        # Where no body varies, the header that is not sent tells one example from another.
        known = {"headers": NOBODYS, "cookies": {}} if operation.body else {}
        sound, unsound = (operation.as_strategy(generation_mode=mode, **known) for mode in MODES)
        roles = self._roles(operation)
        tokens = {
            role.person_id: a_program(self.app, self.house.office, role).token for role in roles
        }
        asked = 0

        @FUZZED
        @given(
            case=st.one_of(sound, sound, sound, unsound),
            actor=st.sampled_from(roles),
            # Hypothesis likes the first best: what is not there at all is asked for last.
            aim=st.sampled_from(("there", "sound", "there", "anywhere")),
        )
        def ask(case: Case, actor: Actor, aim: str) -> None:
            nonlocal asked
            if aim != "anywhere":
                self._point_at_what_is_there(case, actor, sound=aim == "sound")
            case.headers = {"Authorization": f"Bearer {tokens[actor.person_id]}"}  # type: ignore[assignment]
            response = case.call()
            if case.method != "GET" and response.status_code < 300:
                self._forget_what_was_there()
            self.statuses[response.status_code] += 1
            asked += 1
            case.validate_response(response, checks=CHECKS)

        ask()
        return asked

    def _roles(self, operation: APIOperation[Any, Any, Any, Any]) -> list[Actor]:
        staff, subject = self.house.staff, subject_of(operation)
        if subject == "people":
            return [staff.administrator, staff.administrator, staff.official]
        if subject == "corrections":
            return [staff.board, staff.secretary]
        form = self.house.office.catalogue.get(subject)
        own = may_open(staff.official, form) if form else True
        return [staff.secretary, staff.official if own else staff.secretary]

    def _point_at_what_is_there(self, case: Case, actor: Actor, *, sound: bool) -> None:
        """Put the id of a draft or record of the person in the path, its version in the body."""
        office, parameters = self.house.office, case.path_parameters
        form = office.catalogue.get(subject_of(case.operation)) or office.catalogue.forms[0]
        if not may_open(actor, form):
            return
        if "draft_id" in parameters:
            draft = self._draft(actor, form)
            parameters["draft_id"], version = draft.id, draft.version
            if case.path.endswith("/restore"):
                discard_draft(office, actor, draft.id)
                self._forget_what_was_there()
        elif "record_id" in parameters and (made := self._record(actor, form)):
            parameters["record_id"], version = made.record_id, made.record_version
            if "version" in parameters:
                parameters["version"] = 1
                case.query.pop("form", None)
            if "evidence_id" in parameters:
                parameters["evidence_id"] = some_evidence(office, actor, made.record_id).id
        else:
            return
        if isinstance(case.body, dict) and "version" in case.body:
            key = {"submission": f"lan-{next(_running)}"} if "submission" in case.body else {}
            case.body |= {"version": version, **key, **({"answers": {}} if sound else {})}

    def _draft(self, actor: Actor, form: Form) -> DraftView:
        """A draft of the person that may be sent; the last one while nothing has changed."""
        key = form.code, actor.person_id
        if key not in self.drafts:
            plan = form.variant_field is not None
            office = self.house.office
            values = plan_values(office) if plan else mandatory_values(office, form.code)
            values = {name: value for name, value in values.items() if name != author_field(form)}
            self.drafts[key] = a_draft(office, actor, form.code, values)
        return self.drafts[key]

    def _record(self, actor: Actor, form: Form) -> MoveResult | None:
        """A record the person sent, the last one while nothing has changed; None to who may not."""
        key = form.code, actor.person_id
        if key not in self.records:
            draft = self._draft(actor, form)
            move = form.moves_from("draft", draft.variant)[0]
            if not actor.holds(*move.roles):
                return None
            self.records[key] = submit(self.house.office, actor, draft, move=move.key)
            del self.drafts[key]
        return self.records[key]

    def _forget_what_was_there(self) -> None:
        self.drafts.clear()
        self.records.clear()


def subject_of(operation: APIOperation[Any, Any, Any, Any]) -> str:
    """The tag of an operation."""
    (tag,) = operation.definition.raw["tags"]
    return str(tag)


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

    assert len(examples) >= 2
    assert {label: n for label, n in examples.items() if n < EXAMPLES} == {}

    turned_away = asked.statuses[401] + asked.statuses[403]
    done = asked.statuses[200] + asked.statuses[201]
    assert turned_away < sum(asked.statuses.values()) / 2
    assert subject in RULED or done > sum(asked.statuses.values()) / 5


def test_no_operation_is_left_out(asked: Asked) -> None:
    subjects = {subject_of(found.ok()) for found in asked.schema.get_all_operations()}

    assert subjects == set(SUBJECTS)
