"""The year of a department to learn on: slips opened and walked on days relative to today."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from service.formkit.moves import Role
from service.formkit.strict_json import read_strict_json
from service.store.base import office_day
from service.workflow.actor import Actor
from service.workflow.delegation.give_delegation import give_delegation
from service.workflow.drafts.drafts import start_draft
from service.workflow.drafts.submit_draft import submit_draft
from service.workflow.moves.make_move import make_move
from service.workflow.office import Office
from service.workflow.recurrence.classify_record import classify_record
from service.workflow.recurrence.content_categories import add_category
from service.workflow.submissions import MoveResult

_RELATIVE_DAY = re.compile(r"@\+(\d+)")
_NAMED = re.compile(r"\$(\w+)")


@dataclass
class Story:
    """A slip being told: the day it has come to, whom and what it speaks of, where it stands."""

    office: Office
    actors: Mapping[str, Actor]
    say: Mapping[str, Any]
    at: datetime
    made: MoveResult

    def step(self, move: Mapping[str, Any], now: datetime, click: str) -> None:
        """Make the next move of the story, some days later but never in the future."""
        self.at = min(self.at + timedelta(days=move["after"]), now)
        acting = self.actors[_said(move["by"], self.say, self.at)]
        self.made = make_move(
            _on(self.office, self.at),
            acting,
            self.made.new_record_id or self.made.record_id,
            move=move["move"],
            typed=_said(move.get("typed", {}), self.say, self.at),
            reason=move.get("reason", ""),
            version=1 if self.made.new_record_id else self.made.record_version,
            submission=click,
        )


def walk_sample_slips(office: Office, actors: Mapping[str, Actor], path: Path) -> None:
    """Open the slips told in the file, each walked as far as its way goes, on its own days."""
    samples = read_strict_json(path.read_bytes())
    now = office.now()
    secretary = next(each for each in actors.values() if each.holds(Role.ISO_SECRETARY))
    contents = {
        key: add_category(office, secretary, name).id for key, name in samples["contents"].items()
    }
    for given in samples["delegations"]:
        _delegate(office, actors, given, now)
    for index, slip in enumerate(samples["slips"]):
        say = {
            **samples["usual"],
            **slip["say"],
            "form": samples["form"],
            "opening": samples["opening"],
            "treating": samples["treating"],
            "unit": slip["unit"],
            "opener": slip["by"],
        }
        opened = now + timedelta(days=slip["opened"])
        made = _opened(_on(office, opened), actors[slip["by"]], slip, say, opened, f"year-{index}")
        if "repeats" in say:
            content = contents[say["repeats"]]
            classify_record(_on(office, opened), secretary, made.record_id, content)
        story = Story(office, actors, say, opened, made)
        for at, name in enumerate(slip["way"]):
            story.step(samples["steps"][name], now, f"year-{index}-{at}")


def _delegate(
    office: Office, actors: Mapping[str, Actor], given: Mapping[str, Any], now: datetime
) -> None:
    made = now + timedelta(days=given["day"])
    first = office_day(made)
    give_delegation(
        _on(office, made),
        actors[given["by"]],
        receiver=given["to"],
        role=given["role"],
        authority=given["authority"],
        from_day=first,
        to_day=first + timedelta(days=given["days"]),
        scope=given["scope"],
    )


def _opened(
    office: Office,
    actor: Actor,
    slip: Mapping[str, Any],
    say: Mapping[str, Any],
    opened: datetime,
    click: str,
) -> MoveResult:
    treated = say.get("treated")
    opening = dict(say["opening"])
    known = {**say, **slip, "own_unit": actor.unit_name}
    if treated:
        opening |= say["treating"]
        done = office_day(opened) - timedelta(days=treated["ago"])
        known |= {"what_was_done": treated["text"], "done_on": done.isoformat()}
    typed = _said(opening, known, opened)
    draft = start_draft(office, actor, say["form"], typed)
    return submit_draft(
        office,
        actor,
        draft_id=draft.id,
        move="submit_treated" if treated else "submit",
        typed={},
        version=draft.version,
        submission=click,
    )


def _on(office: Office, moment: datetime) -> Office:
    """Return the office on an earlier day."""
    return replace(office, clock=lambda: moment)


def _said(value: Any, say: Mapping[str, Any], at: datetime) -> Any:
    """Return the value with its `$names` said and its days `@+10` counted from that moment."""
    if isinstance(value, dict):
        return {key: _said(each, say, at) for key, each in value.items()}
    if isinstance(value, list):
        return [_said(each, say, at) for each in value]
    if not isinstance(value, str):
        return value
    whole = _NAMED.fullmatch(value)
    if whole:
        return say[whole[1]]
    text = _NAMED.sub(lambda name: str(say[name[1]]), value)
    day = _RELATIVE_DAY.fullmatch(text)
    return (office_day(at) + timedelta(days=int(day[1]))).isoformat() if day else text
