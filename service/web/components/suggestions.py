"""What a page offers while typing: the office's units, and its people, each told from namesakes."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from service.web.components.field_views import FieldView
from service.web.context import the_actor, the_office
from service.workflow.choosable_people import PersonChoice
from service.workflow.records.read_records import choices_for


@dataclass(frozen=True)
class Suggestion:
    """One line of a `<datalist>`: what the field then holds, and what is said beside it."""

    text: str
    told: str = ""


def suggestions(fields: Iterable[FieldView]) -> dict[str, tuple[Suggestion, ...]]:
    """Return the lists for `<datalist>` that the fields ask for: units, people, or nothing.

    Real or sample ones are offered, as the person is.
    """
    asked = {each.suggestions for each in _with_inner(fields)}
    if asked.isdisjoint(("units", "people")):
        return {}
    units, people = choices_for(the_office(), the_actor())
    lists = {"units": tuple(map(Suggestion, units)), "people": people_offered(people)}
    return {name: offered for name, offered in lists.items() if name in asked}


def _with_inner(fields: Iterable[FieldView]) -> Iterator[FieldView]:
    """Yield the fields and those of their rows, of a row still to be added too."""
    for each in fields:
        yield each
        for row in filter(None, (*each.rows[:1], each.pattern)):
            yield from _with_inner(row.fields)


def people_offered(people: Iterable[PersonChoice]) -> tuple[Suggestion, ...]:
    """Return the people with post and unit, their user name too where others bear the name."""
    return tuple(Suggestion(each.text, each.told) for each in people)
