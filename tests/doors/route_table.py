"""How a table of routes is written and asked: who gets what answer, with something in each gap."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from flask import Flask

from service.formkit.moves import Role
from service.workflow.actor import Actor
from service.workflow.bundles.request_bundle import ask_bundle
from service.workflow.delegation.give_delegation import give_delegation
from service.workflow.drafts.unsent_texts import keep_unsent
from service.workflow.people.people import (
    PersonEntry,
    add_person,
    add_unit,
    change_person,
)
from service.workflow.records.read_records import RecordFilter
from service.workflow.records.saved_views import save_view
from service.workflow.recurrence.content_categories import add_category
from tests.builders import BUDGET, SLIP, STAFF, House, a_draft, a_slip, some_evidence

ROLES = tuple(STAFF)
EVERYBODY = frozenset(ROLES)
ADMINISTRATOR = frozenset({"administrator"})
SECRETARY = frozenset({"secretary"})
SETTERS = ADMINISTRATOR | SECRETARY
TOLD_OF_RIGHTS = SECRETARY | frozenset({"director"})
LOG_READERS = TOLD_OF_RIGHTS | ADMINISTRATOR
PROPOSERS = frozenset({"official", "unit_head", "auditor", "secretary", "stranger"})
PLANNERS = frozenset({"unit_head", "secretary"})
SEERS = EVERYBODY - {"administrator", "stranger"}
"""Who sees a slip of the budget unit's official: the unit, and who sees everything."""
CLASSIFIERS = frozenset({"unit_head", "secretary"})
CORRECTORS = frozenset({"official", "secretary"})
BOARD = frozenset({"board"})
PROVERS = SEERS - {"auditor"}
"""Who adds evidence to that slip."""
OWNER = frozenset({"official"})
NOBODY: frozenset[str] = frozenset()
PARTIES = frozenset({"director", "board"})
"""Who gave and who received the delegation among `Things`."""
READERS = PARTIES | {"secretary", "auditor"}
GIVER = frozenset({"director"})
MAY_ONLY_READ = dict.fromkeys(READERS - GIVER, 403)


@dataclass(frozen=True)
class Line:
    """Who gets through and to what answer; `no` for the other roles, `but` for odd ones."""

    who: frozenset[str]
    yes: int
    no: int = 403
    strangers: int | None = None
    but: Mapping[str, int] = field(default_factory=dict)
    sent: Any = None

    def expected(self, role: str) -> int:
        """The status for a person of that role."""
        return self.but.get(role, self.yes if role in self.who else self.no)


@dataclass(frozen=True)
class Things:
    """What stands in the gaps of addresses."""

    slip: str
    evidence: int
    draft: str
    person: int
    unit: int
    delegation: int
    category: int
    view: int
    bundle: str
    unsent: int


def things_of(house: House) -> Things:
    """A slip and a draft of the official, and a person and a unit that may be changed."""
    office, admin = house.office, house.staff.administrator
    entry = PersonEntry("moi", "Người Mới", "Chuyên viên", BUDGET, frozenset({Role.OFFICIAL}))
    slip = a_slip(office, house.staff.official).record_id
    return Things(
        slip=slip,
        evidence=some_evidence(office, house.staff.official, slip).id,
        draft=a_draft(office, house.staff.official).id,
        person=add_person(office, admin, entry).person.id,
        unit=add_unit(office, admin, "Phòng Dự bị", "DB").id,
        delegation=give_delegation(
            office,
            house.staff.director,
            receiver=house.staff.board.person_id,
            role="director",
            authority="TUQ",
            from_day="05/03/2026",
            to_day="06/03/2026",
            scope="Kiểm tra, xác nhận kết quả",
        ).id,
        category=add_category(office, house.staff.secretary, "Trễ hạn trả kết quả").id,
        view=save_view(office, house.staff.official, "Phiếu", RecordFilter(form=SLIP)).id,
        bundle=ask_bundle(office, house.staff.official, [slip], "zip").id,
        unsent=keep_unsent(office, house.staff.official, "/delegations", [("scope", "x")]).id,
    )


def address_of(app: Flask, name: str, things: Things) -> tuple[str, str]:
    """Method and address of a line such as `GET /records/<record_id>`."""
    method, _, rule_text = name.partition(" ")
    rule = next(each for each in app.url_map.iter_rules() if each.rule == rule_text)
    gaps: dict[str, Any] = {
        "record_id": things.slip,
        "draft_id": things.draft,
        "evidence_id": things.evidence,
        "number": things.evidence,
        "person_id": things.person,
        "unit_id": things.unit,
        "delegation_id": things.delegation,
        "category_id": things.category,
        "view_id": things.view,
        "bundle_id": things.bundle,
        "unsent_id": things.unsent,
        "day": "2026-03-09",
        "year": 2026,
        "section": "request",
        "kind": "docx",
        "code": "BM.CTCL.01",
        "key": "k",
        "filename": "layout/tokens.css",
        "move": "submit" if "BM.CTCL.01" in rule_text else "issue",
    }
    if rule_text.startswith("/records/"):
        gaps["move"] = "treat"
    built = rule.build({each: gaps.get(each, 1) for each in rule.arguments})
    assert built is not None
    return method, built[1]


def routes_of(app: Flask) -> set[str]:
    """Every method and rule that the application answers."""
    return {
        f"{method} {rule.rule}"
        for rule in app.url_map.iter_rules()
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }


def close_account(house: House, actor: Actor) -> None:
    """Close the person's account."""
    entry = PersonEntry(
        actor.username, actor.full_name, actor.title, actor.unit_name, actor.roles, active=False
    )
    administrator = house.staff.administrator
    change_person(house.office, administrator, actor.person_id, entry, confirmed=True)


def differing(expected: Mapping[str, int], seen: Mapping[str, int]) -> Iterable[str]:
    """A line for every route that answered otherwise than the table says."""
    return [
        f"{each}: {seen[each]}, not {expected[each]}"
        for each in expected
        if seen[each] != expected[each]
    ]
