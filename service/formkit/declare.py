"""Short words to declare a form with: one call a field, both languages side by side.

Every word takes the field's name, its Vietnamese and its English label, then what the kind needs;
`hint` and `missing` are pairs (Vietnamese, English), the other keywords are `Field`'s own.
"""

from typing import Any

from service.formkit.fields import (
    LONGEST_NAME,
    Choice,
    Choices,
    Code,
    Date,
    Field,
    Moment,
    Option,
    Rows,
    Text,
    Whole,
    YesNo,
    option,
)
from service.formkit.form import Box
from service.formkit.labels import Label

Pair = tuple[str, str]


def _common(name: str, vi: str, en: str, more: dict[str, Any]) -> dict[str, Any]:
    for key in ("hint", "missing"):
        if key in more:
            more[key] = Label(*more[key])
    return {"name": name, "label": Label(vi, en), **more}


def box(key: str, title: Label, *fields: Field, **more: Any) -> Box:
    """Return a section of the form with these fields; the keywords are `Box`'s own."""
    return Box(key, title, fields, **more)


def text(name: str, vi: str, en: str, most: int, **more: Any) -> Text:
    """Return one line of at most `most` characters."""
    return Text(max_length=most, **_common(name, vi, en, more))


def lines(name: str, vi: str, en: str, most: int, **more: Any) -> Text:
    """Return a text of several lines, at most `most` characters."""
    return Text(max_length=most, multiline=True, **_common(name, vi, en, more))


def person(name: str, vi: str, en: str, **more: Any) -> Text:
    """Return a person's name, as long as any that may be entered (Decree 30/2020, annex VI)."""
    return Text(max_length=LONGEST_NAME, kind="person", **_common(name, vi, en, more))


def unit(name: str, vi: str, en: str, **more: Any) -> Text:
    """Return a unit's name from the register of units."""
    return Text(max_length=150, kind="unit", **_common(name, vi, en, more))


def code(name: str, vi: str, en: str, **more: Any) -> Code:
    """Return a number that the service gives."""
    return Code(**_common(name, vi, en, more))


def day(name: str, vi: str, en: str, **more: Any) -> Date:
    """Return a day; `year_allowed=False` refuses a year alone."""
    return Date(**_common(name, vi, en, more))


def moment(name: str, vi: str, en: str, **more: Any) -> Moment:
    """Return a time of day on a day."""
    return Moment(**_common(name, vi, en, more))


def whole(name: str, vi: str, en: str, least: int, most: int, **more: Any) -> Whole:
    """Return a whole number from `least` to `most`; `width=2` prints `02`."""
    return Whole(minimum=least, maximum=most, **_common(name, vi, en, more))


def percent(name: str, vi: str, en: str, **more: Any) -> Whole:
    """Return a whole share from 0 to 100 percent, typed with its sign or without."""
    return Whole(minimum=0, maximum=100, percent=True, **_common(name, vi, en, more))


def one_of(name: str, vi: str, en: str, *options: Option, **more: Any) -> Choice:
    """Return a choice of one option; `boxes=True` prints boxes to tick."""
    return Choice(options=options, **_common(name, vi, en, more))


def any_of(name: str, vi: str, en: str, *options: Option, **more: Any) -> Choices:
    """Return a choice of any number of options, kept with the record and not printed."""
    return Choices(options=options, **_common(name, vi, en, more))


def tick(name: str, vi: str, en: str, **more: Any) -> YesNo:
    """Return one box to tick."""
    return YesNo(**_common(name, vi, en, more))


def rows(name: str, vi: str, en: str, row: Pair, most: int, *fields: Field, **more: Any) -> Rows:
    """Return a table of at most `most` rows, each called `row` on the page."""
    return Rows(row_label=Label(*row), max_rows=most, fields=fields, **_common(name, vi, en, more))


def texts(name: str, vi: str, en: str, most_rows: int, most: int, **more: Any) -> Rows:
    """Return a list of one-line texts, at most `most` characters each.

    With `sign_follows` the paper ends each of its lines itself.
    """
    line = text("text", vi, en, most, sign_follows=more.pop("sign_follows", False))
    return rows(name, vi, en, (vi, en), most_rows, line, plain=True, **more)


def recipients(most: int, **more: Any) -> Rows:
    """Return the list `Nơi nhận`, one line a recipient, at most `most` characters each."""
    return texts("recipients", "Nơi nhận", "Recipients", 15, most, sign_follows=True, **more)


AUTHORITIES = (
    option("KT", "KT. (ký thay)", "KT. (for)", "KT."),
    option("TL", "TL. (thừa lệnh)", "TL. (by order)", "TL."),
    option("TUQ", "TUQ. (thừa ủy quyền)", "TUQ. (by delegation)", "TUQ."),
    option("Q", "Q. (quyền)", "Q. (acting)", "Q."),
)


def authority(name: str, vi: str, en: str, **more: Any) -> Choice:
    """Return the authority a signer signs by (Decree 30/2020, Article 13 and annex I, part 7)."""
    return one_of(name, vi, en, *AUTHORITIES, **more)
