"""The kinds of blank a form may have, each a frozen declaration without behaviour of page or Word.

A field's canonical answer is what the JSON of a record holds: `str` for text, codes, dates
(`2026-03-05` or `2026`), moments (`2026-03-05T08:30`) and choices, `int` for whole numbers,
`True` for a ticked box, a list for rows. An empty field has no answer at all.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from service.formkit.labels import Label

LONGEST_NAME = 50
"""Letters in a person's name (Decree 30/2020, annex VI): whoever may be entered fits every form."""
LONGEST_KEPT_NAME = 100
"""Letters that names of people entered before that bound may have: forms take these too."""
LONGEST_CHOICE = LONGEST_KEPT_NAME + 53
"""Letters of a name with the user name in brackets that tells namesakes apart; papers show none."""

Answers = Mapping[str, Any]
Default = str | Callable[[Answers], Any]
"""What a new draft starts with: a fixed text, a function of the other answers, or one of the
known facts `setting:<key>` (letterhead), `actor:name`, `actor:unit`, `today`."""


@dataclass(frozen=True)
class Option:
    """One entry of a list: the code that is kept, what the page says, and what Word prints."""

    value: str
    label: Label
    printed: str | None = None


@dataclass(frozen=True)
class Chosen:
    """That an option of another field is chosen (`Nguồn khác`), which leaves open what it is."""

    field: str
    option: Option

    def is_in(self, answers: Answers) -> bool:
        """Return whether the answers have chosen it, alone or among others."""
        chosen = answers.get(self.field)
        return self.option.value in (chosen if isinstance(chosen, list) else [chosen])


@dataclass(frozen=True, kw_only=True)
class Field:
    """One blank: its name in JSON and Word, its label, and the step that makes it mandatory.

    `step` is the clause of QT.CTCL at which the field must be filled (None: optional);
    `printed` tells whether the Word file shows it; `default` fills a new draft, and the blank
    print too when `default_on_blank` is set; `needed_with` is the option of another field that
    makes this one mandatory.
    """

    name: str
    label: Label
    hint: Label | None = None
    missing: Label | None = None
    step: str | None = None
    printed: bool = True
    required: bool = False
    default: Default | None = None
    default_on_blank: bool = False
    needed_with: Chosen | None = None

    @property
    def optional(self) -> bool:
        """True when no step, no row and no other answer asks for the field."""
        return self.step is None and not self.required and self.needed_with is None


@dataclass(frozen=True, kw_only=True)
class Text(Field):
    """Words of at most `max_length` characters, on one line unless `multiline`.

    `sign_follows` where the paper puts a sign behind each: one typed there would stand twice.
    """

    max_length: int
    multiline: bool = False
    sign_follows: bool = False
    kind: Literal["text", "unit", "person"] = "text"


@dataclass(frozen=True, kw_only=True)
class Code(Field):
    """A number such as `01/2026` that the service gives and nobody types (số, ký hiệu)."""

    max_length: int = 11
    pattern: str = r"\d{2,}/\d{4}"


@dataclass(frozen=True, kw_only=True)
class Date(Field):
    """A day; `year_allowed` lets a clerk leave day and month to be written by hand.

    `happened` is not after today; a `deadline` is counted, so on a day off it says what it becomes.
    """

    year_allowed: bool = True
    happened: bool = False
    deadline: bool = False


@dataclass(frozen=True, kw_only=True)
class Moment(Field):
    """A time of day on a day; `happened` is not after today."""

    happened: bool = False


@dataclass(frozen=True, kw_only=True)
class Choice(Field):
    """Exactly one of `options`; `boxes` prints each option as a box to tick."""

    options: tuple[Option, ...]
    boxes: bool = False


@dataclass(frozen=True, kw_only=True)
class Choices(Field):
    """Any number of `options`; kept with the record, never printed."""

    options: tuple[Option, ...]
    printed: bool = False


@dataclass(frozen=True, kw_only=True)
class YesNo(Field):
    """A single box to tick; unticked is no answer."""


@dataclass(frozen=True, kw_only=True)
class Whole(Field):
    """A whole number from `minimum` to `maximum`; `width` pads the print with zeros (`02`).

    A `percent` is typed with its sign or without: «40%» is 40.
    """

    minimum: int
    maximum: int
    width: int = 1
    percent: bool = False


@dataclass(frozen=True, kw_only=True)
class Rows(Field):
    """Up to `max_rows` rows of `fields`; `plain` rows are bare texts, called `text` in Word."""

    fields: tuple[Field, ...]
    max_rows: int
    row_label: Label
    plain: bool = False


def option(value: str, vi: str, en: str, printed: str | None = None) -> Option:
    """Return an `Option` with its label in both languages."""
    return Option(value, Label(vi, en), printed)
