"""What is known at the moment of a move, as plain values: for stamps, changes and papers."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from service.formkit.fields import Answers


@dataclass(frozen=True, kw_only=True)
class MoveFacts:
    """The moment of a move: the day, who acts by what authority, the record before it.

    `today` is ISO; `authority` one of KT, TL, TUQ, Q or '' when one acts in one's own office, and
    `for_whom` then the name of who delegated it; `passed_over` is who would have come next and may
    not judge it; `own` what was typed for the move itself;
    `people` names by part or office (`assignee`, `unit_head`, `iso_board`, `iso_secretary`);
    `links` the numbers of linked records (`continues`, `continued_on`); `papers` the values of the
    newest version of each paper that lay in the dossier before the move, by code. A register tells
    where the record stands: its `stage` in words and whether it `has_ended`. `files` are all the
    evidence so far, `own_files` what of it who acts has added. `renewed` is true while a paper that
    another move issued is issued anew: its maker stays who it was.
    """

    today: str
    actor_name: str
    actor_title: str = ""
    actor_unit: str = ""
    authority: str = ""
    passed_over: str = ""
    for_whom: str = ""
    delegation_ref: str = ""
    before: Answers = field(default_factory=dict)
    own: Answers = field(default_factory=dict)
    reason: str = ""
    number: str = ""
    opened_on: str = ""
    unit_code: str = ""
    place: str = ""
    stage: str = ""
    has_ended: bool = False
    files: tuple[str, ...] = ()
    own_files: tuple[str, ...] = ()
    people: Answers = field(default_factory=dict)
    links: Answers = field(default_factory=dict)
    papers: Mapping[str, Answers] = field(default_factory=dict)
    renewed: bool = False

    def fact(self, name: str) -> str:
        """Return the fact a stamp asks for; raises KeyError for a name that is none.

        `=text` is that text itself.
        """
        if name.startswith("="):
            return name[1:]
        return {
            "today": self.today,
            "actor:name": self.actor_name,
            "actor:unit": self.actor_unit,
            "actor:authority": self.authority,
            "passed:name": self.passed_over,
            "delegation": self.delegation_ref,
            "reason": self.reason,
        }[name]


Drawn = Callable[[Answers, MoveFacts], Mapping[str, Any]]
"""Answers drawn from a record's answers and the facts of a moment."""
