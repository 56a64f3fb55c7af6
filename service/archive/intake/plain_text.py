"""Plain texts: readable as Unicode, and no page, no script, no sheet that calls out."""

import re

from service.archive.intake.kinds import ACCEPTED, CSV, TEXT
from service.archive.intake.refusals import FileRefused, Reason
from service.formkit.text_files import marked_encoding

_BINARY = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f\ufffe\uffff]")
_MARKUP = re.compile(r"^\s*<[!?/A-Za-z]")
_PAGE = re.compile(r"<(!doctype|html|head|body|script|svg|iframe|\?xml|\?php)\b", re.IGNORECASE)
_PAGE_HEAD = 2_048
_SCRIPT = re.compile(
    r"^\s*(#!|@echo\b|<\?php|MIME-Version:|\[InternetShortcut\]|\[Desktop Entry\])", re.IGNORECASE
)
_SCRIPT_ENDING = re.compile(
    r"\.(bat|cmd|com|exe|ps1|psm1|vbs|vbe|js|jse|mjs|wsf|wsh|hta|reg|inf|scf|url|lnk|desktop|sh|bash"
    r"|py|pyw|pl|rb|php\d?|jar|msi|scr|pif|cpl|dll|appref-ms|settingcontent-ms)$",
    re.IGNORECASE,
)
_PAGE_ENDING = re.compile(r"\.(s?html?|xhtml|mht(ml)?|svgz?|x[ms]l|xslt|rss|eml)$", re.IGNORECASE)
# What other programs would find in the text, however far behind its beginning.
_OTHER_KIND = re.compile(r"%PDF-\d|%!PS-Adobe|\{\\rtf\d")
_OTHER_ENDINGS = tuple(
    ending
    for kind in ACCEPTED
    if kind not in (TEXT, CSV)
    for ending in (kind.ending, *kind.aliases)
)
# =cmd|'/C calc'!A0: a sheet starts the program named in a cell that is a formula.
_FORMULA = re.compile(r"""(?:^|[,;\t"']) *[=+\-@]""")
_CALL = re.compile(r"\|[^|!]{0,200}!")


def judge_text(name: str, content: bytes) -> None:
    """Refuse what is not plain text in UTF-8, or in UTF-16 with its mark; raises FileRefused.

    A text has no bytes that tell a script from prose, so here a name that says script is believed.
    """
    text = _decoded(name, content)
    if _BINARY.search(text):
        raise FileRefused(Reason.UNKNOWN)
    if not text.strip():
        raise FileRefused(Reason.EMPTY)
    name = name.strip()
    if is_script(name, text):
        raise FileRefused(Reason.PROGRAM)
    if is_page(name, text):
        raise FileRefused(Reason.MARKUP)
    if any(_OTHER_KIND.search(each) for each in {text, content.decode("latin-1")}):
        # Of a text in UTF-16 another program reads the bytes, which are no letters here.
        raise FileRefused(Reason.TWO_KINDS)
    if name.casefold().endswith(_OTHER_ENDINGS):
        # Called a PDF or a picture, and nothing but text: nobody could open what was meant.
        raise FileRefused(Reason.BROKEN)
    if is_sheet(name) and "|" in text and any(_calls(line) for line in text.split("\n")):
        raise FileRefused(Reason.DDE)


def is_script(name: str, text: str) -> bool:
    """Whether a program of the desk would run it: called so, or beginning so."""
    return bool(_SCRIPT_ENDING.search(name) or _SCRIPT.match(text))


def is_page(name: str, text: str) -> bool:
    """Whether a browser would show it as a page: called so, or beginning so."""
    return bool(_PAGE_ENDING.search(name) or _MARKUP.match(text) or _PAGE.search(text[:_PAGE_HEAD]))


def is_sheet(name: str) -> bool:
    """Whether a text is called a sheet (.csv): its bytes do not tell, and Excel would open it."""
    return name.strip().casefold().endswith(".csv")


def _decoded(name: str, content: bytes) -> str:
    """The text; of a sheet only UTF-8, for of another Excel asks everybody who opens it."""
    encoding = marked_encoding(content)
    if encoding != "utf-8" and is_sheet(name):
        raise FileRefused(Reason.SHEET_NOT_UTF8)
    try:
        return content.decode("utf-8-sig" if encoding == "utf-8" else encoding)
    except UnicodeDecodeError as error:
        reason = _reason_unreadable(content)
        if reason is Reason.NOT_UTF8 and is_sheet(name):
            reason = Reason.SHEET_NOT_UTF8
        raise FileRefused(reason) from error


def _calls(line: str) -> bool:
    return "|" in line and bool(_CALL.search(line)) and bool(_FORMULA.search(line))


def _reason_unreadable(content: bytes) -> Reason:
    """Text in another code page is told so; what holds controls is no text at all."""
    if re.search(rb"[\x00-\x08\x0e-\x1f]", content):
        return Reason.UNKNOWN
    return Reason.NOT_UTF8
