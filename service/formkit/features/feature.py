"""What every feature of a form is: a rule object that knows whether it fits the form."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from service.formkit.form import Form


class Feature:
    """Something that only some forms have, such as monthly reports; a form has one of a kind."""

    def faults(self, form: "Form") -> Iterable[str]:
        """Return what the feature needs and that form lacks, in English; nothing when it fits."""
        return ()


def lacking(kind: str, named: Iterable[str], known: Iterable[str]) -> Iterator[str]:
    """Yield a fault for every name that is not among the known ones: `no field 'due_on'`."""
    there = frozenset(known)
    return (f"no {kind} {name!r}" for name in named if name not in there)


def lacking_fields(form: "Form", *named: str) -> Iterator[str]:
    """Yield a fault for every field that the form lacks."""
    return lacking("field", named, (each.name for each in form.fields))


def lacking_moves(form: "Form", *named: str) -> Iterator[str]:
    """Yield a fault for every move that the form lacks."""
    return lacking("move", named, (each.key for each in form.moves))
