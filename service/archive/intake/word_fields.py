"""Field codes of Word read as Word reads them: across runs, one within another, in every part."""

import re
from dataclasses import dataclass

from service.archive.intake.office_walk import Element
from service.archive.intake.plain_links import is_plain_link
from service.archive.intake.refusals import FileRefused, Reason

_NESTED = "\ufffc"
"""Stands in a field's code where the result of another field would stand."""
_COMMAND = re.compile(r"\s*(?:(=)|([A-Za-z]+)(?=[\s\\\"“]|$))")
_WORDS = re.compile(r"\"([^\"]*)\"?|(\\\S)|(\S+)")
_QUOTES = str.maketrans("“”„«»", '"""""')
HARMLESS = frozenset(
    {"PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES", "REF", "PAGEREF", "NOTEREF", "FOOTNOTEREF"}
    | {"STYLEREF", "TOC", "TC", "TOA", "TA", "INDEX", "XE", "SEQ", "LISTNUM", "AUTONUM"}
    | {"AUTONUMLGL", "AUTONUMOUT", "BIBLIOGRAPHY", "CITATION", "ADDIN", "DATE", "TIME"}
    | {"CREATEDATE", "SAVEDATE", "PRINTDATE", "EDITTIME", "AUTHOR", "LASTSAVEDBY", "TITLE"}
    | {"SUBJECT", "KEYWORDS", "COMMENTS", "DOCPROPERTY", "DOCVARIABLE", "INFO", "FILENAME"}
    | {"FILESIZE", "TEMPLATE", "NUMCHARS", "NUMWORDS", "REVNUM", "USERNAME", "USERINITIALS"}
    | {"USERADDRESS", "FORMTEXT", "FORMCHECKBOX", "FORMDROPDOWN", "IF", "COMPARE", "SET", "ASK"}
    | {"FILLIN", "QUOTE", "SYMBOL", "EQ", "ADVANCE", "SHAPE", "BARCODE", "DISPLAYBARCODE"}
    | {"AUTOTEXT", "AUTOTEXTLIST", "GLOSSARY", "MERGEFIELD", "MERGEREC", "MERGESEQ", "NEXT"}
    | {"NEXTIF", "SKIPIF", "ADDRESSBLOCK", "GREETINGLINE"}
)
"""Commands that work with what the document holds; every other one is refused."""
FIELD_ELEMENTS = frozenset({"fldSimple", "instrText", "delInstrText", "fldChar"})
_LINK = "HYPERLINK"
_SWITCHES_WITH_WORD = frozenset({"\\l", "\\o", "\\t"})


@dataclass
class _Field:
    """A field that has begun: its code as far as it was read."""

    code: str = ""
    has_result: bool = False


class FieldReader:
    """The fields of one part, told by its elements in their order."""

    def __init__(self) -> None:
        self._open = [_Field()]

    def read(self, each: Element) -> None:
        """Read the element; raises FileRefused at the end of a field that fetches."""
        if each.name == "fldSimple":
            judge_field(each.get("instr"))
        elif each.name in ("instrText", "delInstrText"):
            self._open[-1].code += each.text
        elif each.name == "t" and len(self._open) > 1 and not self._open[-1].has_result:
            # Word takes ordinary text before the result for a piece of the code.
            self._open[-1].code += each.text
        elif each.name == "fldChar":
            self._turn(each.get("fldCharType"))
        elif each.is_root:
            for field in self._open:
                judge_field(field.code)
            self._open = [_Field()]

    def _turn(self, kind: str) -> None:
        if kind == "begin":
            self._open.append(_Field())
        elif kind == "separate":
            self._open[-1].has_result = True
        elif kind == "end" and len(self._open) > 1:
            ended = self._open.pop()
            judge_field(ended.code)
            if not self._open[-1].has_result:
                self._open[-1].code += _NESTED if len(self._open) > 1 else ""


def judge_field(code: str) -> None:
    """Refuse a field that fetches or starts something; raises FileRefused."""
    if not code.strip():
        return
    code = code.translate(_QUOTES)
    found = _COMMAND.match(code)
    command = "" if found is None else (found[1] or found[2]).upper()
    if command.startswith("DDE"):
        raise FileRefused(Reason.DDE)
    if found is not None and command == _LINK:
        _judge_link(code[found.end() :])
    elif command != "=" and command not in HARMLESS:
        raise FileRefused(Reason.FIELD)


def _judge_link(rest: str) -> None:
    takes_word = False
    for quoted, switch, bare in _WORDS.findall(rest):
        if switch:
            takes_word = switch.lower() in _SWITCHES_WITH_WORD
        elif takes_word:
            takes_word = False
        elif not is_plain_link(quoted or bare):
            raise FileRefused(Reason.LINK)
