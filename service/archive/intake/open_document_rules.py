"""What LibreOffice would fetch or start on opening an OpenDocument file, told by its elements."""

import re
from urllib.parse import unquote

from service.archive.intake.formulas import judge_formula
from service.archive.intake.office_walk import Element
from service.archive.intake.plain_links import is_plain_link
from service.archive.intake.refusals import FileRefused, Reason

_SCRIPTS = re.compile(r"^(basic|scripts?|dialogs|javascript)$", re.IGNORECASE)
_ELSEWHERE = re.compile(r"\s*(?:[A-Za-z][A-Za-z0-9+.-]*:|[\\/]|(?:.*[\\/])?\.\.(?:[\\/]|$))")
_CLICKED = frozenset({"a", "image-map", "area-rectangle", "area-circle", "area-polygon"})
_BAD_ELEMENTS = {
    ("office", "script"): Reason.MACRO,
    ("script", "event-listener"): Reason.MACRO,
    ("script", "event"): Reason.MACRO,
    ("text", "script"): Reason.MACRO,
    ("text", "execute-macro"): Reason.MACRO,
    ("office", "dde-source"): Reason.DDE,
    ("text", "dde-connection-decl"): Reason.DDE,
    ("text", "dde-connection"): Reason.DDE,
    ("table", "dde-link"): Reason.DDE,
    ("draw", "applet"): Reason.OBJECT,
    ("draw", "object-ole"): Reason.OBJECT,
    ("draw", "floating-frame"): Reason.REMOTE,
    ("table", "database-source-sql"): Reason.REMOTE,
    ("table", "database-source-table"): Reason.REMOTE,
    ("table", "database-source-query"): Reason.REMOTE,
    ("table", "table-source"): Reason.REMOTE,
    ("table", "cell-range-source"): Reason.REMOTE,
    ("table", "source-service"): Reason.REMOTE,
    ("calcext", "data-stream-source"): Reason.REMOTE,
    ("calcext", "data-mapping"): Reason.REMOTE,
    ("form", "connection-resource"): Reason.REMOTE,
}
_SHOW_ACTIONS = frozenset(
    {"", "none", "previous-page", "next-page", "first-page", "last-page", "hide", "stop", "show"}
)
_PLAIN = frozenset({"p", "span", "s", "tab", "line-break", "list", "list-item", "h"})
_FORMULAS = frozenset({"formula", "expression", "condition"})
_COMMANDS = frozenset({"id", "command"})
_STARTS_SCRIPT = re.compile(r"\s*(?:vnd\.sun\.star\.script|macro|service):", re.IGNORECASE)
_OF_OLD = "http://openoffice.org/2000/"
"""How the families were called before they were a standard; LibreOffice still knows them."""


def judge_open_names(names: frozenset[str]) -> None:
    """Refuse a part in a folder of scripts, however that is spelled."""
    for name in names:
        folders = name.split("/")[:-1]
        if any(_SCRIPTS.match(folder) for folder in folders):
            raise FileRefused(Reason.MACRO)


class OpenDocumentRules:
    """The judge of one OpenDocument file, to whom its elements are told in their order."""

    @staticmethod
    def wants(namespace: str, name: str) -> bool:
        """Whether elements of that name are to be told: those that every cell has are not."""
        return not (name in _PLAIN and ":xmlns:text:" in namespace)

    @staticmethod
    def judge(each: Element) -> None:
        """Refuse an element that fetches or starts something; raises FileRefused."""
        if each.is_root and each.name in ("html", "svg"):
            raise FileRefused(Reason.MARKUP)
        if each.name == "encryption-data":
            raise FileRefused(Reason.ENCRYPTED)
        kind = (_family(each.namespace), each.name)
        if kind in _BAD_ELEMENTS:
            raise FileRefused(_BAD_ELEMENTS[kind])
        if each.name == "event-listener" and each.get("action") not in _SHOW_ACTIONS:
            raise FileRefused(Reason.OBJECT)
        for name, value in each.attributes():
            _judge_attribute(each, kind, name, value)


def _judge_attribute(each: Element, kind: tuple[str, str], name: str, value: str) -> None:
    if name == "href":
        _judge_target(each, value)
    elif name in _FORMULAS or (kind[0] == "calcext" and name == "value"):
        judge_formula(value)
    elif name in _COMMANDS and _STARTS_SCRIPT.match(value):
        raise FileRefused(Reason.MACRO)
    elif kind == ("form", "form") and name == "datasource" and value.strip():
        raise FileRefused(Reason.REMOTE)
    elif name == "media-type" and "oleobject" in value.lower():
        raise FileRefused(Reason.OBJECT)


def _judge_target(each: Element, target: str) -> None:
    """Refuse what is shown from outside the file, and what is clicked but is no plain link."""
    if each.name in _CLICKED:
        if not is_plain_link(target):
            raise FileRefused(Reason.LINK)
    elif each.name == "template" and not re.match(r"\s*(?:[A-Za-z][\w+.-]*:|\\|//)", target):
        # Where the document was made from, told as a path: nothing is fetched from there.
        return
    elif _ELSEWHERE.match(target) or _ELSEWHERE.match(unquote(target)):
        raise FileRefused(Reason.REMOTE)


def _family(namespace: str) -> str:
    """The short name that OpenDocument gives a namespace: `urn:…:xmlns:text:1.0` is `text`."""
    if namespace.startswith(_OF_OLD):
        return namespace.removeprefix(_OF_OLD)
    return namespace.rpartition(":xmlns:")[2].partition(":")[0]
