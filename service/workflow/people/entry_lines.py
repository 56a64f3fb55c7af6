"""Single-line texts of people and units as an administrator types them: what is wrong with each."""

from service.formkit import vietnamese
from service.formkit.fields import LONGEST_NAME
from service.formkit.labels import Label
from service.formkit.schema_fields import ONE_LINE, TOO_LONG

NEEDED = Label("Vui lòng điền ô này.", "Please fill this in.")
LONGEST = {
    "username": 50,
    "full_name": LONGEST_NAME,
    "title": 100,
    "name": 150,
    "abbreviation": 20,
}


def line_faults(texts: dict[str, str]) -> dict[str, tuple[Label, ...]]:
    """Return what is wrong with single-line texts: empty, forbidden characters, too long."""
    faults: dict[str, tuple[Label, ...]] = {}
    for field, text in texts.items():
        tidy, most = vietnamese.normalise(text).strip(), LONGEST[field]
        forbidden = vietnamese.find_forbidden(text)
        if forbidden:
            faults[field] = (Label(forbidden.vi, forbidden.en),)
        elif not tidy:
            faults[field] = (NEEDED,)
        elif "\n" in tidy or "\t" in tidy:
            faults[field] = (ONE_LINE,)
        elif len(tidy) > most:
            faults[field] = (TOO_LONG.with_(most=most, have=len(tidy)),)
    return faults
