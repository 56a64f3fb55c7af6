"""What Word, Excel and PowerPoint would fetch or start: told by relations, elements, formulas."""

import re

from service.archive.intake.formulas import judge_formula
from service.archive.intake.office_walk import Element
from service.archive.intake.plain_links import is_plain_link
from service.archive.intake.refusals import FileRefused, Reason
from service.archive.intake.word_fields import FIELD_ELEMENTS, FieldReader

BAD_TYPES = (
    ("macroenabled", Reason.MACRO),
    ("vbaproject", Reason.MACRO),
    ("vbadata", Reason.MACRO),
    ("macrosheet", Reason.MACRO),
    ("sheet.binary", Reason.MACRO),
    ("activex", Reason.OBJECT),
    ("oleobject", Reason.OBJECT),
    ("officedocument.package", Reason.OBJECT),
    ("text/html", Reason.MARKUP),
    ("application/xhtml", Reason.MARKUP),
    ("image/svg", Reason.MARKUP),
    ("message/rfc822", Reason.MARKUP),
    ("multipart/related", Reason.MARKUP),
    ("rtf", Reason.OBJECT),
)
# Parts within the file that make the program fetch or run something; one that lies elsewhere is
# refused whatever it is called, a link that waits for a click excepted.
_BAD_RELATIONS = {
    "vbaproject": Reason.MACRO,
    "wordvbadata": Reason.MACRO,
    "xlmacrosheet": Reason.MACRO,
    "xlintlmacrosheet": Reason.MACRO,
    "keymapcustomizations": Reason.MACRO,
    "attachedtoolbars": Reason.MACRO,
    "extensibility": Reason.MACRO,
    "usercustomization": Reason.MACRO,
    "oleobject": Reason.OBJECT,
    "control": Reason.OBJECT,
    "activexcontrolbinary": Reason.OBJECT,
    "afchunk": Reason.MARKUP,
    "externallink": Reason.REMOTE,
    "connections": Reason.REMOTE,
    "querytable": Reason.REMOTE,
    "frame": Reason.REMOTE,
    "subdocument": Reason.REMOTE,
    "webextension": Reason.REMOTE,
    "webextensiontaskpanes": Reason.REMOTE,
}
_BAD_ELEMENTS = {
    "altChunk": Reason.MARKUP,
    "subDoc": Reason.REMOTE,
    "ddeLink": Reason.DDE,
    "oleLink": Reason.REMOTE,
    "externalBook": Reason.REMOTE,
    "connectString": Reason.REMOTE,
    "webVideoPr": Reason.REMOTE,
    "customUI": Reason.MACRO,
    "udl": Reason.REMOTE,
    "volType": Reason.REMOTE,
}
_BAD_ROOTS = {
    "html": Reason.MARKUP,
    "svg": Reason.MARKUP,
    "connections": Reason.REMOTE,
    "queryTable": Reason.REMOTE,
    "externalLink": Reason.REMOTE,
    "webextension": Reason.REMOTE,
    "macrosheet": Reason.MACRO,
    "package": Reason.MACRO,
    "DataMashup": Reason.REMOTE,
}
_FORMULAS = frozenset(
    {"f", "formula", "formula1", "formula2", "definedName", "calculatedColumnFormula"}
    | {"totalsRowFormula", "oldFormula"}
)
_HOVERED = frozenset({"hlinkHover", "hlinkMouseOver"})
_SHOW_ACTIONS = re.compile(
    r"(?:ppaction://(?:hlinkshowjump|hlinksldjump|customshow|media|noaction)\b.*)?", re.IGNORECASE
)
_VML = ("urn:schemas-microsoft-com:vml", "urn:schemas-microsoft-com:office:office")
_CHARTS, _SHEET_DRAWING = "/chart", "/spreadsheetDrawing"
_OF_A_FILE = re.compile(r"[/\\:]")
_PATH = re.compile(r"\s*(?:[A-Za-z][A-Za-z0-9+.-]*:|\\|//)")


_WANTED = frozenset({"Relationship", "cacheSource", "DataBinding", *_FORMULAS, *_BAD_ELEMENTS})


class OfficeRules:
    """The judge of one office file, to whom its elements are told in their order."""

    def __init__(self) -> None:
        self._fields = FieldReader()

    @staticmethod
    def wants(namespace: str, name: str) -> bool:
        """Whether elements of that name are to be told."""
        return (
            name in _WANTED
            or name in FIELD_ELEMENTS
            or name.startswith("hlink")
            or namespace in _VML
            or namespace.endswith(_SHEET_DRAWING)
            or (name == "t" and "wordprocessingml" in namespace)
        )

    def judge(self, each: Element) -> None:
        """Refuse an element that fetches or starts something; raises FileRefused."""
        if each.name in _BAD_ELEMENTS:
            raise FileRefused(_BAD_ELEMENTS[each.name])
        if each.is_root and each.name in _BAD_ROOTS:
            raise FileRefused(_BAD_ROOTS[each.name])
        if each.name == "Relationship":
            target, mode = each.get("Target"), each.get("TargetMode").strip().casefold()
            judge_relation(each.get("Type"), target, external=mode not in ("", "internal"))
        elif each.name in _FORMULAS:
            judge_formula(each.text, may_name_book=each.namespace.endswith(_CHARTS))
        elif each.name in _HOVERED and each.get("id"):
            raise FileRefused(Reason.LINK)
        elif each.namespace in _VML:
            _judge_drawing(each)
        if each.name.startswith("hlink") and not _SHOW_ACTIONS.fullmatch(each.get("action")):
            raise FileRefused(Reason.OBJECT)
        _judge_workbook(each)
        self._fields.read(each)


def judge_relation(kind: str, target: str, *, external: bool) -> None:
    """Refuse a relation that leaves the file, unless it is a link that waits for a click."""
    name = kind.rstrip("/").rpartition("/")[2].casefold()
    if name in _BAD_RELATIONS:
        raise FileRefused(_BAD_RELATIONS[name])
    if not external and not _PATH.match(target):
        return
    if name != "hyperlink":
        raise FileRefused(Reason.REMOTE)
    if not is_plain_link(target):
        raise FileRefused(Reason.LINK)


def _judge_workbook(each: Element) -> None:
    """Refuse a workbook with figures from elsewhere, or with names or shapes that run something."""
    if each.name == "cacheSource" and each.get("type") == "external":
        raise FileRefused(Reason.REMOTE)
    if each.name == "DataBinding" and each.get("FileBinding") not in ("", "0", "false"):
        raise FileRefused(Reason.REMOTE)
    if each.name == "definedName" and {each.get("xlm"), each.get("vbProcedure")} & {"1", "true"}:
        raise FileRefused(Reason.MACRO)
    if each.namespace.endswith(_SHEET_DRAWING) and _OF_A_FILE.search(each.get("macro")):
        raise FileRefused(Reason.MACRO)


def _judge_drawing(each: Element) -> None:
    """Refuse an old drawing (VML) with a picture elsewhere, or a link that is not a plain one."""
    for name, value in each.attributes():
        if name in ("src", "althref") and _PATH.match(value):
            raise FileRefused(Reason.REMOTE)
        if name == "href" and not is_plain_link(value):
            raise FileRefused(Reason.LINK)
    if each.name == "OLEObject" and each.get("Type").casefold() == "link":
        raise FileRefused(Reason.REMOTE)
