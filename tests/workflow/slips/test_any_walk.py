"""Slips walked at random, rightly and wrongly: whatever people do, what must hold holds."""

from collections.abc import Sequence
from itertools import count
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from service.documents.read.read_back import read_document
from service.documents.render.render import printed_answers
from service.formkit.labels import FieldErrors
from service.store.base import office_day
from service.store.ledger.verify_chains import verify_all
from service.workflow.actor import Actor
from service.workflow.delegation.give_delegation import give_delegation
from service.workflow.errors import WorkflowError
from service.workflow.moves.corrections.correct_record import correct_record
from service.workflow.moves.make_move import make_move
from tests.builders import (
    BUDGET,
    INSPECTION,
    SLIP,
    Clock,
    Crew,
    House,
    a_draft,
    an_office,
    slip_values,
    submit,
)
from tests.store.databases import in_memory, restore
from tests.workflow.slips.agreeing import contradictions
from tests.workflow.slips.plausible import ENDING, MAIN_WAY, WRONG_WAYS, Day, typed_in
from tests.workflow.slips.street import a_street
from tests.workflow.slips.worlds import (
    Rows,
    World,
    called_to,
    changed_slips,
    judge_passage,
    judge_world,
    moments,
    rows_of,
    world_of,
)

REASON = "Đã xem hồ sơ và trao đổi với đơn vị."
MOST_SLIPS = 8

places, picks = st.integers(0, 9), st.integers(0, 99)
ways = st.sampled_from(WRONG_WAYS)
often = st.sampled_from((True, True, False))
correctors = st.sampled_from(("secretary", "secretary", "official", "auditor"))


class AnyWalk(RuleBasedStateMachine):
    """Ten people of an office and up to eight slips."""

    def __init__(self) -> None:
        super().__init__()
        self.clicks = count(1)
        street = a_street()
        self.database = in_memory()
        restore(self.database, street.content)
        crew = Crew(clock=(clock := Clock()))
        office = an_office(street.folder, self.database, crew)
        self.house = House(office, clock, street.house.staff)
        self.people = street.people
        self.keys = sorted({move.key for move in office.form(SLIP).moves})
        self.world: World = dict(street.world)
        self.rows: Rows = street.rows

    def teardown(self) -> None:
        """The newest papers of each slip, read back from Word, say what the slip says."""
        office = self.house.office
        form = office.form(SLIP)
        with office.database.reading() as uow:
            assert verify_all(uow) == ()
        for kept in self.world.values():
            newest = {paper.form_code: paper for paper in kept.papers}
            read = {}
            for code, paper in newest.items():
                forms = [office.any_form(code)]
                word = office.vault.read(paper.sha256)
                _, read[code] = read_document(forms, office.library, word)
            said = read[SLIP]
            assert printed_answers(form, said) == printed_answers(form, kept.record.answers)
            printed = {**read, SLIP: printed_answers(form, kept.record.answers)}
            assert contradictions(SLIP, kept.record.answers, printed) == []
        self.database.close()

    @precondition(lambda self: len(self.world) < MOST_SLIPS - 2)
    @rule(who=places, treated=st.booleans(), unit=st.sampled_from((BUDGET, INSPECTION)))
    def send(self, who: int, *, treated: bool, unit: str) -> None:
        """Somebody opens a slip and sends it."""
        actor, office = self.people[who], self.house.office
        more = typed_in("plausible", "submit_treated", self._day(0, {})) if treated else {}
        try:
            draft = a_draft(office, actor, typed=slip_values(concerned_unit=unit, **more))
            submit(office, actor, draft)
        except WorkflowError:
            self._nothing_happened()

    @rule(slip=places, steps=st.integers(1, 8), name=places)
    def lead_on(self, slip: int, steps: int, name: int) -> None:
        """A slip is led on by whoever may, as far as nothing stands in the way."""
        for _ in range(steps):
            record_id = self._id(slip)
            turns = self.world[record_id].turns
            open_here = self._open_moves(record_id, called_to(turns, self.people))
            leading = [each for each in open_here if each[1] in MAIN_WAY]
            if not leading or len(self.world) >= MOST_SLIPS:
                return
            self._make(slip, *leading[name % len(leading)], name)

    @rule(
        slip=places,
        some=st.lists(picks, min_size=1, max_size=3),
        name=places,
        days=st.sampled_from((0, 0, 1, 3, 10, 40, 200)),
    )
    def move_rightly(self, slip: int, some: list[int], name: int, days: int) -> None:
        """Days pass, then people make moves that are open to them: each succeeds."""
        self.house.clock.forward(days=days)
        for pick in some:
            found = self._open_moves(self._id(slip))
            gentle = [each for each in found if each[1] not in ENDING] if pick % 4 else found
            if gentle and len(self.world) < MOST_SLIPS:
                self._make(slip, *gentle[pick % len(gentle)], name)

    @rule(
        slip=places, who=places, key=picks, way=ways, name=places,
        late=st.sampled_from((0, 0, 0, -1, 1)), reason=st.sampled_from((REASON, REASON, " ")),
    )  # fmt: skip
    def move_anyhow(
        self, slip: int, who: int, key: int, way: str, name: int, late: int, reason: str
    ) -> None:
        """Anybody tries any move with anything: it is made, or nothing has happened."""
        record_id, move = self._id(slip), self.keys[key % len(self.keys)]
        self._try(record_id, self.people[who], move, way, name, late, reason)

    @rule(decision=st.sampled_from(("agree_change", "agree_change", "refuse_change")), name=places)
    def change_the_plan(self, decision: str, name: int) -> None:
        """A change is asked for and decided on, of the first slip that is worked on."""
        stages = [kept.record.stage for kept in self.world.values()]
        if "implementing" in stages:
            at = stages.index("implementing")
            for key in ("ask_change", decision):
                makers = [actor for actor, move in self._open_moves(self._id(at)) if move == key]
                if makers:
                    self._make(at, makers[0], key, name)

    @rule(slip=places, pick=picks, way=ways, name=places)
    def move_wrongly(self, slip: int, pick: int, way: str, name: int) -> None:
        """Somebody tries a move that is open to them, with something wrong."""
        record_id = self._id(slip)
        open_here = self._open_moves(record_id)
        if open_here:
            self._try(record_id, *open_here[pick % len(open_here)], way, name, 0, REASON)

    @rule(slip=places, text=st.sampled_from(("QT.QLNS.03", "")), who=correctors, more=often)
    def correct(self, slip: int, text: str, who: str, *, more: bool) -> None:
        """Somebody corrects box 1, or tries to touch what others wrote."""
        record_id = self._id(slip)
        typed: dict[str, Any] = {"related_documents": text}
        if more:
            typed |= {"plan_updates": [], "disposition_text": "", "working_due_on": None}
        try:
            correct_record(
                self.house.office,
                getattr(self.house.staff, who),
                record_id,
                typed=typed,
                reason=REASON,
                version=self.world[record_id].record.version,
                submission=self._click(),
            )
        except (WorkflowError, FieldErrors):
            self._nothing_happened()

    @rule(giver=places, to=places, slip=st.none() | places, days=st.integers(0, 20))
    def delegate(self, giver: int, to: int, slip: int | None, days: int) -> None:
        """Somebody delegates a role or a slip; where they may not, nothing has happened."""
        actor = self.people[giver]
        today = office_day(self.house.clock())
        try:
            give_delegation(
                self.house.office,
                actor,
                receiver=self.people[to].person_id,
                authority="TUQ",
                from_day=today,
                to_day=self._day(0, {}).later(days),
                scope="Kiểm tra, xác nhận",
                role=None if slip is not None else min(actor.roles),
                record_id=None if slip is None else self._id(slip),
            )
        except (WorkflowError, FieldErrors):
            self._nothing_happened()

    @invariant()
    def what_must_hold_holds(self) -> None:
        """Every slip is as it must be, and has become so without losing what it was."""
        rows = rows_of(self.house)
        if rows == self.rows:
            return
        changed = changed_slips(self.rows, rows)
        now = {**self.world, **world_of(self.house, changed)}
        judge_passage(self.world, now)
        judge_world(self.house, self.people, now, changed)
        self.world, self.rows = now, rows

    def _make(self, slip: int, actor: Actor, key: str, name: int) -> None:
        """Make the move, and check that the same click again gives the first result."""
        record_id = self._id(slip)
        kept = self.world[record_id]
        told = {
            "move": key,
            "typed": typed_in("plausible", key, self._day(name, kept.record.answers)),
            "reason": REASON,
            "version": kept.record.version,
            "submission": self._click(),
        }
        first = make_move(self.house.office, actor, record_id, **told)
        self.what_must_hold_holds()
        assert make_move(self.house.office, actor, record_id, **told) == first
        self._nothing_happened()

    def _try(
        self, record_id: str, actor: Actor, key: str, way: str, name: int, late: int, reason: str
    ) -> None:
        kept = self.world[record_id]
        try:
            make_move(
                self.house.office,
                actor,
                record_id,
                move=key,
                typed=typed_in(way, key, self._day(name, kept.record.answers)),
                reason=reason,
                version=kept.record.version + late,
                submission=self._click(),
            )
        except (WorkflowError, FieldErrors):
            self._nothing_happened()
        else:
            assert late == 0

    def _nothing_happened(self) -> None:
        assert rows_of(self.house) == self.rows

    def _id(self, slip: int) -> str:
        return list(self.world)[slip % len(self.world)]

    def _open_moves(self, record_id: str, people: Sequence[Actor] = ()) -> list[tuple[Actor, str]]:
        return [
            (actor, each.move.key)
            for actor, moment in moments(self.house, people or self.people, record_id)
            for each in moment.open_moves()
        ]

    def _day(self, name: int, answers: Any) -> Day:
        today, unit = office_day(self.house.clock()), (BUDGET, INSPECTION)[name % 2]
        # Who only administers is given no work: that would be refused.
        known = [each for each in self.people if not each.is_administrator]
        return Day(today, known[name % len(known)].full_name, unit, answers)

    def _click(self) -> str:
        return f"click-{next(self.clicks)}"


AnyWalk.TestCase.settings = settings(
    max_examples=8,
    stateful_step_count=12,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
test_whatever_people_do_to_slips_what_must_hold_holds = AnyWalk.TestCase
