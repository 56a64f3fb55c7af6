"""Rows of a sheet that were shown before anything is entered: written for the page, read back.

The file itself is kept nowhere in between, and what comes back is judged anew like any other rows.
"""

import json
from typing import Any

from service.formkit.strict_json import NotJson, read_strict_json
from service.workflow.people_sheets.columns import TITLES
from service.workflow.people_sheets.errors import MOST_ROWS, SheetTooLong, SheetUnreadable
from service.workflow.people_sheets.read_sheet import PeopleSheet, SheetRow

_LONGEST = 1_000
"""Characters of one text: far more than any column takes, so that too long is said of the row."""


def rows_to_send(people: PeopleSheet) -> str:
    """Return the rows as the page sends them back."""
    rows = [[row.sheet, row.number, [_cell(row, name) for name in TITLES]] for row in people.rows]
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":"))


def rows_sent(text: str) -> PeopleSheet:
    """Return the rows that came back; raises SheetUnreadable, SheetTooLong."""
    try:
        rows = read_strict_json(text.encode("utf-8", "replace"))
        if not isinstance(rows, list) or not rows:
            raise SheetUnreadable
        if len(rows) > MOST_ROWS:
            raise SheetTooLong
        return PeopleSheet(tuple(_row(*row) for row in rows))
    except (NotJson, TypeError, ValueError) as error:
        raise SheetUnreadable from error


def _cell(row: SheetRow, name: str) -> list[str]:
    return [row.places.get(name, ""), row.texts.get(name, "")[:_LONGEST]]


def _row(sheet: Any, number: Any, cells: Any) -> SheetRow:
    if not isinstance(number, int):
        raise TypeError(number)
    named = dict(zip(TITLES, cells, strict=True))
    texts = {name: str(text) for name, (_, text) in named.items()}
    places = {name: str(place) for name, (place, _) in named.items()}
    return SheetRow(str(sheet), number, texts, {n: p for n, p in places.items() if p})
