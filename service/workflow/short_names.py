"""Short names that people type, of a category or a saved view: tidied, or refused."""

from service.formkit import vietnamese
from service.formkit.labels import FieldErrors, Label
from service.formkit.schema_fields import ONE_LINE, TOO_LONG


def tidy_name(name: str, *, needed: Label, most: int) -> str:
    """Return the name as it is kept; raises FieldErrors (name), `needed` for an empty one."""
    tidy = vietnamese.normalise(name).strip()
    forbidden = vietnamese.find_forbidden(name)
    fault = None
    if forbidden:
        fault = Label(forbidden.vi, forbidden.en)
    elif not tidy or vietnamese.only_invisible(tidy):
        fault = needed
    elif "\n" in tidy or "\t" in tidy:
        fault = ONE_LINE
    elif len(tidy) > most:
        fault = TOO_LONG.with_(most=most, have=len(tidy))
    if fault:
        raise FieldErrors({"name": (fault,)})
    return tidy
