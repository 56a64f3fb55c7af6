"""All slips of a house at one moment, and what must hold of them whatever was done before."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from service.documents.render.render import printed_answers
from service.formkit.form import Form
from service.formkit.moves import Role
from service.store.base import office_day
from service.store.database import UnitOfWork
from service.store.ledger import events, issued
from service.store.ledger.security_log import SECURITY_CHAIN
from service.store.ledger.verify_chains import verify_chain
from service.store.records import links, records
from service.store.tables import Base
from service.store.turns.turns import TurnKept, turns_of
from service.workflow.actor import Actor
from service.workflow.authority import MovePolicy
from tests.builders import SLIP, House
from tests.workflow.slips.agreeing import contradictions

WORK = {
    "submit_analysis", "plan_work", "report_progress", "ask_change", "report_completion",
}  # fmt: skip
"""The moves of who analyses and implements."""


@dataclass(frozen=True)
class Kept:
    """Everything that is kept of one slip."""

    record: records.Record
    events: tuple[events.Event, ...]
    papers: tuple[issued.IssuedDocument, ...]
    turns: tuple[TurnKept, ...]
    parts: frozenset[tuple[int, str]]
    links: tuple[links.Link, ...]
    papers_said: dict[str, dict[str, Any]]
    """What the newest version of each of its papers says, box by box."""

    @property
    def said(self) -> dict[str, Any]:
        """What its own newest paper says."""
        return self.papers_said[SLIP]

    @property
    def moved(self) -> list[events.Event]:
        """What led from somewhere to somewhere."""
        return [event for event in self.events if "to" in event.payload]

    def by(self, *kinds: str) -> set[int | None]:
        """Who did any of these."""
        return {event.actor_id for event in self.events if event.kind in kinds}


World = dict[str, Kept]
Rows = dict[str, list[tuple[Any, ...]]]


def rows_of(house: House) -> Rows:
    """Every row of every table but the security log and its end, which keep what is refused."""
    raw = house.office.database.engine.raw_connection()
    try:
        cursor = raw.cursor()
        return {
            table.name: [
                row
                for row in cursor.execute(f"SELECT * FROM {table.name}").fetchall()
                if (table.name, row[0]) != ("chain", SECURITY_CHAIN)
            ]
            for table in Base.metadata.sorted_tables
            if table.name != "security_log"
        }
    finally:
        raw.close()


def changed_slips(before: Rows, after: Rows) -> list[str]:
    """The slips that any new or altered row speaks of, oldest first."""
    rows = (set(after[name]) - set(before.get(name, ())) for name in after)
    cells = {cell for found in rows for row in found for cell in row}
    return [record_id for _, record_id, *_ in after["record"] if record_id in cells]


def world_of(house: House, ids: Iterable[str]) -> World:
    """These slips as they stand; their chains of events have been verified."""
    with house.office.database.reading() as uow:
        assert not any(verify_chain(uow, each) for each in ids)
        return {each: _kept(uow, each) for each in ids}


def _kept(uow: UnitOfWork, record_id: str) -> Kept:
    return Kept(
        records.get_record(uow, record_id),
        events.timeline(uow, record_id),
        issued.list_issued(uow, record_id),
        tuple(turns_of(uow, record_id)),
        frozenset((part.holder_id, part.part) for part in records.list_parts(uow, record_id)),
        links.links_of(uow, record_id),
        issued.newest_values(uow, record_id),
    )


def moments(
    house: House, people: Iterable[Actor], record_id: str
) -> list[tuple[Actor, MovePolicy]]:
    """How the slip stands to each of the people who may see it, today."""
    today = office_day(house.clock())
    with house.office.database.reading() as uow:
        record = records.get_record(uow, record_id)
        return [(actor, MovePolicy.of(house.office, uow, actor, record, today)) for actor in people]


def judge_world(
    house: House, people: Sequence[Actor], world: World, changed: Iterable[str]
) -> None:
    """Check what must hold of the slips that changed, and of all their numbers."""
    form = house.office.form(SLIP)
    _numbers_have_no_gap(world)
    for kept in (world[each] for each in changed):
        _stage_has_its_event(form, kept)
        _verified_means_verified(kept)
        _links_lead_both_ways(world, kept)
        _paper_says_the_answers(form, kept)
        _somebody_is_next(house, people, form, kept)


def judge_passage(before: World, after: World) -> None:
    """Check that what was written stays written, box 2 only grows, numbers stay."""
    assert before.keys() <= after.keys()
    for record_id, old in before.items():
        new = after[record_id]
        if new is old:
            continue
        assert new.record.number == old.record.number
        assert new.record.version >= old.record.version
        assert new.events[: len(old.events)] == old.events
        assert new.papers[: len(old.papers)] == old.papers
        changes = old.record.answers.get("plan_updates", [])
        assert new.record.answers.get("plan_updates", [])[: len(changes)] == changes


def _numbers_have_no_gap(world: World) -> None:
    taken: dict[int, list[int | None]] = defaultdict(list)
    for kept in world.values():
        taken[kept.record.year].append(kept.record.sequence)
        number = f"{kept.record.sequence:02d}/{kept.record.year}"
        assert kept.record.number == kept.record.answers["car_number"] == number
    for year, found in taken.items():
        assert sorted(found) == list(range(1, len(found) + 1)), year


def _stage_has_its_event(form: Form, kept: Kept) -> None:
    moved = kept.moved
    assert moved[-1].payload["to"] == kept.record.stage
    assert all(a.payload["to"] == b.payload["from"] for a, b in pairwise(moved))
    table = {(move.key, move.from_stage): move for move in form.moves}
    for event in moved[1:]:
        move = table[event.kind, event.payload["from"]]
        passed = move.bypass if "passed_over" in event.payload else None
        assert move.returns or event.payload["to"] == (passed or move).to_stage
        assert not move.reason or event.payload["reason"]


def _verified_means_verified(kept: Kept) -> None:
    answers, stage = kept.record.answers, kept.record.stage
    assert not kept.by("met", "not_met") & kept.by(*WORK, "report_done")
    assert not kept.by("close") & kept.by(*WORK, "report_done")
    assert not kept.by("approve") & kept.by("submit_analysis")
    if stage in ("verified", "closed"):
        assert answers["result"] == "met"
        assert answers["verified_on"]
        assert answers["verifier_name"]
        assert answers["verification_evidence"]
    if stage == "closed":
        assert answers["closed_by"] == kept.moved[-1].actor_name
        assert answers["closed_on"] >= answers["verified_on"]
        workers = {person for person, part in kept.parts if part in ("assignee", "implementer")}
        assert kept.moved[-1].actor_id not in workers
    else:
        assert "closed_on" not in answers
        assert "closed_by" not in answers


def _links_lead_both_ways(world: World, kept: Kept) -> None:
    ends = {link.kind: world[link.other_id] for link in kept.links}
    assert ("continued_on" in ends) == (kept.record.stage == "continued")
    for kind, other in ends.items():
        back = "continues" if kind == "continued_on" else "continued_on"
        assert any(b.kind == back and b.other_id == kept.record.id for b in other.links)
    if new := ends.get("continued_on"):
        said = kept.record.answers
        assert said["follow_up_car_number"] == new.record.number
        assert said["follow_up_opened_on"] == office_day(new.record.created_at).isoformat()
        if not new.by("correct"):
            assert f"Phiếu số {kept.record.number} " in new.said["related_documents"]
    if "continues" in ends:
        opinions = [e for e in kept.events if e.kind == "give_opinion"]
        assert opinions or kept.record.stage == "awaiting_opinion"


def _paper_says_the_answers(form: Form, kept: Kept) -> None:
    own = [paper for paper in kept.papers if paper.form_code == form.code]
    assert [paper.version for paper in own] == list(range(1, len(own) + 1))
    assert printed_answers(form, kept.said) == printed_answers(form, kept.record.answers)
    on_paper = {**kept.papers_said, form.code: printed_answers(form, kept.said)}
    told = contradictions(form.code, kept.record.answers, on_paper)
    assert told == [], told
    issues = [event for event in kept.events if event.kind == "document_issued"]
    assert len(issues) == len(kept.papers)


def _somebody_is_next(house: House, people: Sequence[Actor], form: Form, kept: Kept) -> None:
    """An ended slip waits for nobody, another for who may move it or delegate what bars them."""
    stage = form.stage(kept.record.stage)
    moves = form.moves_from(stage.key, "")
    if stage.ended:
        assert kept.turns == ()
        assert moves == ()
        return
    assert {turn.stage for turn in kept.turns} == {stage.key}
    for turn in kept.turns:
        called = called_to([turn], people)
        assert any(
            moment.acting(move)
            for _, moment in moments(house, called, kept.record.id)
            for move in moves
        )


def called_to(turns: Iterable[TurnKept], people: Iterable[Actor]) -> list[Actor]:
    """Whose turn it is, in their own right."""
    holders = {turn.holder for turn in turns}
    return [each for each in people if holders & _names_of(each)]


def _names_of(person: Actor) -> set[str]:
    heads = {f"h{person.unit_id}"} if person.holds(Role.UNIT_HEAD) else set()
    return {f"p{person.person_id}", *person.roles} | heads
