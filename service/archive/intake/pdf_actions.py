"""What a dictionary of a PDF makes happen: only a jump within the file, and a link one clicks."""

from collections.abc import Iterable, Iterator
from typing import Any

import pikepdf

from service.archive.intake.plain_links import is_plain_link
from service.archive.intake.refusals import FileRefused, Reason

_JUMP, _LINK, _TURN = "/GoTo", "/URI", "/Named"
_TURNS = frozenset({"/NextPage", "/PrevPage", "/FirstPage", "/LastPage", "/GoBack", "/GoForward"})
_AT_ONCE = ("/OpenAction", "/AA", "/Next")
_CLICKED = ("/A", "/PA")
# Whatever else an action may be called, it is none that is taken. These are actions even where no
# entry leads to them; an element of a text's structure may bear the same names.
_ACTIONS = frozenset(
    {"/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/Rendition", "/GoToR", "/GoToE"}
    | {"/RichMediaExecute", "/GoTo3DView"}
)
_RUNS_BY_KEY = frozenset({"/JS", "/JavaScript", "/XFA"})
_HOLDS_FILES = frozenset({"/EmbeddedFiles", "/EF", "/Collection"})
_SHOWS_FILES = frozenset({"/FileAttachment", "/RichMedia", "/Movie", "/Sound", "/3D", "/Screen"})


def judge_actions(found: Any) -> None:
    """Refuse a dictionary that starts, fetches or holds something; raises FileRefused.

    Not those it names: every object of the file comes here in its turn.
    """
    keys = frozenset(found.keys())
    if keys & _RUNS_BY_KEY:
        raise FileRefused(Reason.ACTIVE_PDF)
    if _name(found, "/S") in _ACTIONS and "/P" not in keys:
        raise FileRefused(Reason.ACTIVE_PDF)
    _judge_files(found, keys)
    if "/Base" in keys and not _is_plain(found["/Base"]):
        # What every link without an address of its own is completed by.
        raise FileRefused(Reason.LINK)
    for key in _AT_ONCE:
        for action in _actions(found, key):
            _judge(action, may_lead_out=False)
    for key in _CLICKED:
        for action in _actions(found, key):
            _judge(action, may_lead_out=_is_clicked(found, keys))


def _judge_files(found: Any, keys: frozenset[str]) -> None:
    if keys & _HOLDS_FILES or _name(found, "/Subtype") in _SHOWS_FILES:
        raise FileRefused(Reason.ATTACHMENT)
    if _name(found, "/Type") == "/EmbeddedFile":
        raise FileRefused(Reason.ATTACHMENT)
    if isinstance(found, pikepdf.Stream) and keys & {"/F", "/Ref", "/OPI"}:
        # The stream's own bytes, or the picture it stands for, lie in another file.
        raise FileRefused(Reason.REMOTE)
    if _name(found, "/FS") == "/URL":
        raise FileRefused(Reason.REMOTE)


def _actions(holder: Any, key: str) -> Iterator[Any]:
    """The actions of an entry: one, several after one another, or one for each occasion.

    An array on opening is a place in the file unless actions stand in it; `/A` of a text's
    structure is no action.
    """
    value = holder.get(key)
    several: Iterable[Any] = ()
    if isinstance(value, pikepdf.Dictionary):
        several = value.values() if key == "/AA" else (value,)
    elif isinstance(value, pikepdf.Array) and key in _AT_ONCE:
        several = value.as_list()
    for each in several:
        if isinstance(each, pikepdf.Dictionary) and "/S" in each:
            yield each


def _is_clicked(holder: Any, keys: frozenset[str]) -> bool:
    """Whether the holder is a link of a page, or a line of the table of contents at its side."""
    return _name(holder, "/Subtype") == "/Link" or {"/Title", "/Parent"} <= keys


def _judge(action: Any, *, may_lead_out: bool) -> None:
    kind = _name(action, "/S")
    if kind == _JUMP:
        return
    if may_lead_out and kind == _TURN and _name(action, "/N") in _TURNS:
        return
    if may_lead_out and kind == _LINK and _is_plain(action.get("/URI", "")):
        return
    raise FileRefused(Reason.REMOTE if kind == _LINK else Reason.ACTIVE_PDF)


def _is_plain(address: Any) -> bool:
    return is_plain_link(str(address))


def _name(found: Any, key: str) -> str:
    value = found.get(key)
    return str(value) if isinstance(value, pikepdf.Name) else ""
