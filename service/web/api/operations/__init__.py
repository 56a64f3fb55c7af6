"""What programs may ask for, a folder a feature, by the pages' own words.

A module brings its operations as `door`, or as `doors_of(office)` where they follow from the
office's forms; nothing else lists them.
"""

from collections.abc import Iterator
from importlib import import_module
from pkgutil import walk_packages

from service.web.api.blueprint import ApiBlueprint
from service.workflow.office import Office


def doors_of(office: Office) -> tuple[ApiBlueprint, ...]:
    """Return all operations of the API, in the order in which they are described."""
    found = dict.fromkeys(_found(office))
    return tuple(sorted(found, key=lambda door: (door.place, door.tag, door.name)))


def _found(office: Office) -> Iterator[ApiBlueprint]:
    for each in walk_packages(__path__, f"{__name__}."):
        module = import_module(each.name)
        if each.ispkg:
            continue
        if door := getattr(module, "door", None):
            yield door
        if doors := getattr(module, "doors_of", None):
            yield from doors(office)
