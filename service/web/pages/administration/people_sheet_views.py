"""A sheet of people as the page shows it before anything is entered, and the passwords after."""

from base64 import b64encode
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Self

from service.web.components.field_views import FaultView, FieldView, OptionView
from service.web.i18n import gettext as _
from service.web.i18n import language
from service.web.pages.administration.people_views import side_field
from service.workflow.people.people import NewPerson
from service.workflow.people_sheets.columns import TITLES
from service.workflow.people_sheets.import_people import Preview, UnitChoice
from service.workflow.people_sheets.read_sheet import PeopleSheet
from service.workflow.people_sheets.units import UnitAsked
from service.workflow.spreadsheet import EXCEL

NEW = "+"
"""The answer that a name is that of a new unit; no unit is called so."""
_LONGEST_ABBREVIATION = 20


@dataclass(frozen=True)
class NewPasswords:
    """First passwords to hand over, shown this once; `sheet` is the Excel file, in its address."""

    people: tuple[NewPerson, ...] = ()
    sheet: str = ""

    @classmethod
    def of(cls, made: tuple[NewPerson, ...], sheet: bytes) -> Self:
        """Return the passwords of people just entered or reset.

        The file stands in the page: fetched by an address of its own, it would have to be kept.
        """
        return cls(made, f"data:{EXCEL};base64,{b64encode(sheet).decode()}")


def preview_faults(found: Preview, unanswered: Sequence[FaultView] = ()) -> tuple[FaultView, ...]:
    """Return the error summary: each fault with its row, and what was left unanswered."""
    people = found.people
    at = {(row.sheet, row.number): n for n, row in enumerate(people.rows)}
    fields = {
        (*row, TITLES["abbreviation"]): f"#f-abbreviation-{n}"
        for n, asked in enumerate(found.asked)
        for row in asked.rows
    }
    return (
        *(
            FaultView(
                _(
                    "%(place)s: %(column)s: %(what)s",
                    place=row_place(people, each.sheet, each.row),
                    column=each.column,
                    what=each.label.in_(language()),
                ),
                fields.get((each.sheet, each.row, each.column), f"#row-{at[each.sheet, each.row]}"),
            )
            for each in found.faults
        ),
        *unanswered,
    )


def answers_sent(names: Sequence[str], sent: Callable[[str], str]) -> dict[str, UnitChoice]:
    """Return what was answered about each unit, by its name in the sheet; unanswered ones not."""
    answers: dict[str, UnitChoice] = {}
    for at, name in enumerate(names):
        answer = sent(f"unit-{at}")
        if answer == NEW:
            answers[name] = UnitChoice(abbreviation=sent(f"abbreviation-{at}").strip())
        elif answer:
            answers[name] = UnitChoice(known=answer)
    return answers


def side_fields(*, as_sample: bool, ticked: Callable[[str], bool]) -> tuple[FieldView, ...]:
    """Return what is chosen with a sheet of people; `as_sample` for sample accounts alone."""
    return (side_field("sample_rows", {}, ticked=ticked("sample_rows")),) if as_sample else ()


def unit_questions(found: Preview, sent: Callable[[str], str]) -> list[tuple[FieldView, FieldView]]:
    """Return what is asked about each unit nobody knows, and for a new one its abbreviation.

    `sent` are answers given before.
    """
    questions = []
    for at, each in enumerate(found.asked):
        answer = sent(f"unit-{at}")
        rows = ", ".join(str(number) for number in each.row_numbers[:12])
        more = "…" if len(each.rows) > 12 else ""
        known = tuple(OptionView(name, name, name == answer) for name in each.alike)
        new = OptionView(NEW, _("Thêm đơn vị mới «%(name)s»", name=each.name), answer == NEW)
        choice = FieldView(
            name=f"unit-{at}",
            kind="radios",
            label=_("Chưa có đơn vị «%(name)s». Đó là:", name=each.name),
            hint=_("Dòng %(rows)s. Nếu là đơn vị khác, vui lòng sửa tệp.", rows=rows + more),
            options=(*known, new),
        )
        abbreviation = FieldView(
            name=f"abbreviation-{at}",
            kind="text",
            label=_("Viết tắt của đơn vị mới"),
            hint=_("In trong ký hiệu văn bản, ví dụ QLNS."),
            error=_abbreviation_fault(found, each),
            value=sent(f"abbreviation-{at}") or each.abbreviation,
            max_length=_LONGEST_ABBREVIATION,
            needed_when=_("Thêm đơn vị mới"),
        )
        questions.append((choice, abbreviation))
    return questions


def _abbreviation_fault(found: Preview, asked: UnitAsked) -> str:
    """Return what is wrong with the abbreviation of a new unit: the rows it has cannot mend it."""
    column, rows = TITLES["abbreviation"], set(asked.rows)
    wrong = (f for f in found.faults if f.column == column and (f.sheet, f.row) in rows)
    return next((fault.label.in_(language()) for fault in wrong), "")


def row_place(people: PeopleSheet, sheet: str, number: int) -> str:
    """Return where a person finds the row in Excel."""
    if people.has_several_sheets:
        return _("Trang «%(sheet)s», dòng %(n)s", sheet=sheet, n=number)
    return _("Dòng %(n)s", n=number)
