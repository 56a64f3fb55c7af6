"""Formulas of a sheet that fetch: from the web, from another program, from another workbook."""

import re

from service.archive.intake.plain_links import is_plain_link
from service.archive.intake.refusals import FileRefused, Reason

_TEXT = re.compile(r'"((?:[^"]|"")*)"')
_QUOTED_SHEET = re.compile(r"'(?:[^']|'')*'")
_CALL = re.compile(r"([A-Za-z_][A-Za-z0-9_.]*)\s*\(")
_PREFIX = re.compile(
    r"^(?:_xlfn\.|_xlws\.|_xll\.|_xludf\.|com\.microsoft\.|com\.sun\.star\.[\w.]*\.)+",
    re.IGNORECASE,
)
# Excel's and LibreOffice's own: what they give does not lie in the workbook. The list is closed:
# a function of neither comes with an add-in or a macro, which is refused.
_FETCHING = frozenset(
    {
        "WEBSERVICE",
        "FILTERXML",
        "IMAGE",
        "RTD",
        "DDE",
        "STOCKHISTORY",
        "SQL.REQUEST",
        "PY",
        "COPILOT",
        "IMPORTTEXT",
        "IMPORTCSV",
    }
    | {"CALL", "REGISTER", "REGISTER.ID", "EXEC", "EVALUATE", "EXECUTE", "INITIATE", "POKE", "RUN"}
    | {"FOPEN", "FREAD", "FREADLN", "FWRITE", "URLDOWNLOADTOFILE", "TRANSLATE", "DETECTLANGUAGE"}
    | {"CUBEVALUE", "CUBESET", "CUBEMEMBER", "CUBEMEMBERPROPERTY", "CUBERANKEDMEMBER"}
    | {"CUBEKPIMEMBER", "CUBESETCOUNT"}
)
# [Book.xlsx]Sheet!A1 and 'C:\\folder\\[Book.xlsx]Sheet'!A1; 'file:///x.ods'#$Sheet.A1
_OTHER_BOOK = re.compile(r"\][^\[\]'!]*'?!|'[^']*[/\\:][^']*'\s*[#!]")
_PROGRAM = re.compile(r"\|[^|!]*!")
_LINK = re.compile(r"(?<![A-Za-z0-9_.])HYPERLINK\s*\(", re.IGNORECASE)
_PIECE = re.compile(r'"(?:[^"]|"")*"|.', re.DOTALL)


def judge_formula(formula: str, *, may_name_book: bool = False) -> None:
    """Refuse a formula that reckons with what the workbook does not hold; raises FileRefused.

    With `may_name_book`, as a chart does beside its own sheet, another workbook may be named.
    """
    bare = _TEXT.sub('""', formula)
    if _PROGRAM.search(bare):
        raise FileRefused(Reason.DDE)
    if not may_name_book and _OTHER_BOOK.search(bare):
        raise FileRefused(Reason.FORMULA)
    called = {
        _PREFIX.sub("", name).upper() for name in _CALL.findall(_QUOTED_SHEET.sub("''", bare))
    }
    if called & _FETCHING:
        raise FileRefused(Reason.DDE if "DDE" in called else Reason.FORMULA)
    for found in _LINK.finditer(formula):
        target = _first_argument(formula[found.end() :])
        if any(_leads_to_a_file(text) for text in _TEXT.findall(target)):
            raise FileRefused(Reason.LINK)


def _first_argument(rest: str) -> str:
    """What stands before the first comma of a call: where a link leads, without what it is called.

    Within the texts and the calls in it a comma divides nothing.
    """
    depth, found = 0, ""
    for piece in _PIECE.findall(rest):
        depth += (piece in "([{") - (piece in ")]}")
        if depth < 0 or (not depth and piece in ",;"):
            break
        found += piece
    return found


def _leads_to_a_file(text: str) -> bool:
    """Whether a text of a link's formula is a path or an address that is no web page."""
    away = re.match(r"\s*(?:[A-Za-z][A-Za-z0-9+.-]*:|\\|//|\.\.)", text) is not None
    return away and not is_plain_link(text)
