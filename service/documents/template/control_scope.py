"""Where a control of a template stands: the rows around it, and what its value is called there."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from service.documents.template.placeholders import Condition, Path
from service.formkit.labels import Label

TAG_UNKNOWN = Label("nhãn (tag) không theo quy ước", "the tag does not follow the convention")
KIND_UNKNOWN = Label("loại ô nhập không dùng được", "the kind of control is not usable")
OUTSIDE_ROWS = Label("ô của dòng nằm ngoài dòng", "a row's control stands outside its rows")
NOT_INSIDE = Label(
    "ô phải nằm trong một đoạn văn", "the control must stand inside a single paragraph"
)
NO_PATTERN = Label("nhóm dòng không có dòng mẫu", "the rows have no pattern item")
TOO_MANY = Label("quá nhiều ô trong dòng", "too many controls in rows")
LOST_ITEM = Label("dòng nằm ngoài nhóm dòng", "a row item stands outside its section")


class ControlUnsound(ValueError):
    """A control cannot be turned: its tag and the reason."""

    def __init__(self, tag: str, label: Label) -> None:
        super().__init__(f"{tag}: {label.en}")
        self.tag, self.label = tag, label


@dataclass
class Section:
    """The rows being drawn: its number and how many of its controls have their id."""

    number: int
    variable: str
    controls: int = 0


@dataclass(frozen=True)
class Scope:
    """What is known at a place: each list's loop variable (None in items drawn without rows)."""

    rows: Mapping[str, str | None] = field(default_factory=dict)
    row: str | None = None
    section: Section | None = None
    certain: bool = True
    branch: Condition | None = None

    def owner(self, path: Path) -> str:
        """Return the loop variable of the row the value belongs to, '' for the form itself."""
        return (self.rows.get(path.lists[-1]) or "") if path.lists else ""

    def name(self, path: Path) -> str | None:
        """Return the Jinja expression of the path's value; None in items drawn without rows."""
        if path.office:
            return f"{path.office}['{path.name}']"
        if path.text in ("first", "last"):
            return f"{self.row}['{path.text.upper()}']" if self.row else None
        if not path.lists:
            return path.name
        innermost = path.lists[-1]
        if innermost not in self.rows:
            raise ControlUnsound(path.text, OUTSIDE_ROWS)
        variable = self.rows[innermost]
        return f"{variable}['{path.name}']" if variable else None

    def known(self, path: Path) -> str | None:
        """Return the value's expression, '' where nothing is filled in; None outside its rows."""
        if path.lists and path.lists[-1] not in self.rows:
            return None
        return self.name(path) or ""
