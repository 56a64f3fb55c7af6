"""Which form a filled Word file is: by the code it says, else by the tags of its controls."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from service.documents.errors import FormsAlike, FormUnknown, TemplateBroken
from service.formkit.form import Form, walk_fields
from service.formkit.vietnamese import words_heard


class Templates(Protocol):
    """Who knows which controls every print of a paper has: the template library."""

    def certain_tags(self, form: Form, variant: str) -> tuple[str, ...]:
        """Return their tags, in print order; raises TemplateBroken."""
        ...


@dataclass(frozen=True)
class Fit:
    """How well the controls of a file fit one paper: tags it lacks, tags the form does not have."""

    form: Form
    variant: str
    certain: tuple[str, ...]
    lacking: int
    foreign: int

    @property
    def is_whole(self) -> bool:
        """Whether every control of the paper is there."""
        return self.lacking == 0

    @property
    def is_likely(self) -> bool:
        """Whether most controls of the paper are there, and few of another's."""
        return 2 * (self.lacking + self.foreign) < len(self.certain)


def which_form(forms: Iterable[Form], library: Templates, subject: str, found: set[str]) -> Fit:
    """Return the paper a file with these tags was printed from.

    Its property `subject` names the form, but properties are cleaned away or typed over: where the
    code is none of ours, or of a form whose controls are not there, the tags decide. Raises
    FormUnknown, FormsAlike, TemplateBroken.
    """
    known = tuple(forms)
    code = words_heard(subject)
    named = [form for form in known if words_heard(form.code) == code]
    named_best = min(
        (fit for form in named for fit in _fits(form, library, found)), key=_cost, default=None
    )
    if named_best is not None and _cost(named_best) == 0:
        return named_best
    others = [fit for fit in _others(known, named, library, found) if _is_it(fit, named_best)]
    best = [fit for fit in others if _cost(fit) == min(map(_cost, others))]
    codes = tuple(dict.fromkeys(fit.form.code for fit in best))
    if len(codes) > 1:
        raise FormsAlike(codes)
    if best:
        return best[0]
    if named_best is None:
        raise FormUnknown
    return named_best


def _is_it(fit: Fit, best: Fit | None) -> bool:
    """Return whether the tags speak for this paper, against the form that the file names."""
    if best is None:
        return fit.is_likely
    return fit.is_whole and fit.is_likely and _cost(fit) < _cost(best)


def _others(
    forms: Iterable[Form], named: list[Form], library: Templates, found: set[str]
) -> Iterator[Fit]:
    for form in forms:
        if form not in named:
            try:
                yield from _fits(form, library, found)
            except TemplateBroken:
                # A form whose template is broken prints nothing, so the file is none of its.
                continue


def _fits(form: Form, library: Templates, found: set[str]) -> Iterator[Fit]:
    for variant in form.variants:
        certain = library.certain_tags(form, variant)
        asked = {tag for tag, _ in walk_fields(form.fields_for(variant))}
        foreign = sum(tag.partition(":")[0] not in asked for tag in found)
        yield Fit(form, variant, certain, len(set(certain) - found), foreign)


def _cost(fit: Fit) -> int:
    return fit.lacking + fit.foreign
