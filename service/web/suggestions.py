"""The names a page offers while typing: units and people of the office."""

from __future__ import annotations

from service.web.door import the_actor, the_office
from service.workflow.reading import choices_for


def suggestions() -> dict[str, tuple[str, ...]]:
    """Return the lists for `<datalist>`: units and people, real or sample as the person is."""
    units, people = choices_for(the_office(), the_actor())
    return {"units": units, "people": people}
