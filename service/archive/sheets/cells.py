"""A cell as a person sees it: its words, and of which kind they are."""

from dataclasses import dataclass
from enum import StrEnum

from service.formkit import vietnamese
from service.formkit.labels import Label

_OF_VALUES = "#N/A #REF! #NAME? #VALUE! #DIV/0! #NULL! #NUM!"
_OF_FETCHING = (
    "#GETTING_DATA #SPILL! #CALC! #FIELD! #BLOCKED! #CONNECT! #BUSY! #UNKNOWN! #EXTERNAL!"
)
ERRORS = frozenset(f"{_OF_VALUES} {_OF_FETCHING} #PYTHON!".split())
"""What Excel and LibreOffice write where there is no value; pasted, it is a text like any other."""


class CellKind(StrEnum):
    """What a cell holds."""

    TEXT = "text"
    NUMBER = "number"
    MOMENT = "moment"
    TRUTH = "truth"
    ERROR = "error"
    FORMULA = "formula without value"
    DRESSED = "shown otherwise"
    ACROSS = "merged across columns"


@dataclass(frozen=True)
class Cell:
    """A cell that is not empty: where it stands (`C2`), its kind, and its words as seen.

    `filled` is true where they stand in a merged cell that begins in a row above.
    """

    place: str
    kind: CellKind
    text: str
    filled: bool = False


def text_cell(place: str, text: str, *, shows_text: bool = True) -> Cell | None:
    """The cell of a text, or None where nothing of it can be seen."""
    tidy = vietnamese.normalise(text).strip()
    if not tidy or vietnamese.only_invisible(tidy):
        return None
    if tidy.upper() in ERRORS:
        return Cell(place, CellKind.ERROR, tidy)
    if tidy.startswith("=") and len(tidy) > 1:
        # A formula typed into a cell of the kind Text: Excel shows the formula.
        return Cell(place, CellKind.FORMULA, tidy)
    return Cell(place, CellKind.TEXT if shows_text else CellKind.DRESSED, tidy)


_FAULTS = {
    CellKind.NUMBER: Label(
        "Ô {place} là số {text}, không phải chữ. Vui lòng ghi lại bằng chữ.",
        "Cell {place} holds the number {text}, no text. Please write it in words.",
    ),
    CellKind.MOMENT: Label(
        "Ô {place} là ngày giờ ({text}), không phải chữ. Vui lòng ghi lại bằng chữ.",
        "Cell {place} holds a day or time ({text}), no text. Please write it in words.",
    ),
    CellKind.TRUTH: Label(
        "Ô {place} là giá trị {text} của Excel, không phải chữ. Vui lòng ghi lại bằng chữ.",
        "Cell {place} holds Excel's value {text}, no text. Please write it in words.",
    ),
    CellKind.ERROR: Label(
        "Ô {place} đang báo lỗi {text} của Excel. Vui lòng sửa ô này.",
        "Cell {place} shows Excel's error {text}. Please mend it.",
    ),
    CellKind.FORMULA: Label(
        "Ô {place} là công thức chưa có kết quả. Vui lòng mở tệp bằng Excel rồi lưu lại, hoặc ghi "
        "thẳng giá trị vào ô.",
        "Cell {place} is a formula without a result. Please open the file in Excel and save it, "
        "or write the value itself.",
    ),
    CellKind.DRESSED: Label(
        "Ô {place} có định dạng riêng nên chữ thấy trong Excel khác chữ trong ô ({text}). Vui lòng "
        "đổi ô sang dạng Văn bản (Text) và ghi đủ chữ.",
        "Cell {place} has a format of its own: Excel shows something else than it holds ({text}). "
        "Please turn it into Text and write it in full.",
    ),
    CellKind.ACROSS: Label(
        "Ô {place} được gộp qua nhiều cột («{text}»). Vui lòng bỏ gộp và ghi vào từng ô.",
        "Cell {place} is merged across columns (“{text}”). Please unmerge it and fill each cell.",
    ),
}
_NO_LETTER = Label(
    "Ô {place} không có chữ cái nào («{text}»). Vui lòng ghi lại bằng chữ.",
    "Cell {place} has no letter in it (“{text}”). Please write it in words.",
)
_OLD_FONT = Label(
    "Ô {place} gõ bằng phông chữ cũ ({font}). Vui lòng chuyển sang Unicode; có thể là: «{text}».",
    "Cell {place} is typed in an old font ({font}). Please turn it into Unicode: “{text}”, maybe.",
)
_LONGEST_SAID = 60


def cell_fault(
    cell: Cell, *, may_be_number: bool = False, needs_letter: bool = True
) -> Label | None:
    """What is wrong with a cell where words are expected, by its place; None when nothing is."""
    values = {"place": cell.place, "text": vietnamese.shortened(cell.text, _LONGEST_SAID)}
    if cell.kind in _FAULTS:
        may = may_be_number and cell.kind is CellKind.NUMBER
        return None if may else _FAULTS[cell.kind].with_(**values)
    if old := vietnamese.recognise_legacy(cell.text):
        converted = vietnamese.shortened(old.converted, _LONGEST_SAID)
        return _OLD_FONT.with_(place=cell.place, font=old.encoding, text=converted)
    if needs_letter and not any(sign.isalpha() for sign in cell.text):
        return _NO_LETTER.with_(**values)
    return None
