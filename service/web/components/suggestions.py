"""What a page offers while typing: the office's units, and its people, each told from namesakes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from service.web.context import the_actor, the_office
from service.workflow.choosable_people import PersonChoice
from service.workflow.records.read_records import choices_for


@dataclass(frozen=True)
class Suggestion:
    """One line of a `<datalist>`: what the field then holds, and what is said beside it."""

    text: str
    told: str = ""


def suggestions() -> dict[str, tuple[Suggestion, ...]]:
    """Return the lists for `<datalist>`: units and people, real or sample as the person is."""
    units, people = choices_for(the_office(), the_actor())
    return {"units": tuple(map(Suggestion, units)), "people": people_offered(people)}


def people_offered(people: Iterable[PersonChoice]) -> tuple[Suggestion, ...]:
    """Return the people with post and unit, their user name too where others bear the name."""
    return tuple(Suggestion(each.text, each.told) for each in people)
