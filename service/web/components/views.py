"""What the templates read: plain values in one language, without anything of the database."""

from dataclasses import dataclass, field

from service.formkit.form import Form
from service.web.components.field_views import FieldView, OptionView


@dataclass(frozen=True)
class TaskView:
    """One line of the task list; `state` is done, todo, bad, locked or last."""

    number: int
    title: str
    state: str
    words: str
    href: str = ""
    current: bool = False
    key: str = ""


@dataclass(frozen=True)
class AnswerView:
    """One answer to read: text, or rows of answers; `by` says who wrote it, where that is told."""

    label: str
    text: str = ""
    rows: "tuple[tuple[AnswerView, ...], ...]" = ()
    href: str = ""
    empty: bool = False
    bad: str = ""
    odd: str = ""
    by: str = ""


@dataclass(frozen=True)
class SectionView:
    """One box of a form to fill or to read."""

    key: str
    number: int
    title: str
    note: str = ""
    on_paper: str = ""
    fields: tuple[FieldView, ...] = ()
    answers: tuple[AnswerView, ...] = ()
    waiting: str = ""


@dataclass(frozen=True)
class BadgeView:
    """A word with its icon in the colour of its meaning."""

    text: str
    tone: str = "grey"
    icon: str = ""


@dataclass(frozen=True)
class PictureView:
    """One page of the Word file as a picture; the band marks the box being filled, in percent."""

    src: str
    number: int
    width: int
    height: int
    band: tuple[float, float] | None = None


@dataclass(frozen=True)
class ChangeView:
    """One field that a correction changed: removed and added words side by side."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class PaperLink:
    """A paper by its name, and where to fetch it."""

    text: str
    href: str


@dataclass(frozen=True)
class EventView:
    """One line of the timeline (diễn biến); `behalf` names who delegated it."""

    at: str
    at_iso: str
    who: str
    text: str
    icon: str = "check"
    tone: str = "green"
    changes: tuple[ChangeView, ...] = ()
    behalf: str = ""
    reason: str = ""
    papers: tuple[PaperLink, ...] = ()


@dataclass(frozen=True)
class PathStep:
    """One stage of the path: done, now, passed by or ahead; `side` are the ways beside it."""

    name: str
    state: str
    words: str = ""
    icon: str = ""
    side: "tuple[PathStep, ...]" = ()
    returned: str = ""


@dataclass(frozen=True)
class NavItem:
    """One entry of the top bar."""

    key: str
    text: str
    href: str
    icon: str = ""
    count: int = 0


@dataclass(frozen=True)
class PageFrame:
    """What stands around every page: who is signed in, the menu, language and theme."""

    agency: str = ""
    place: str = ""
    who: str = ""
    person: int = 0
    title: str = ""
    nav: tuple[NavItem, ...] = ()
    more: tuple[NavItem, ...] = ()
    current: str = ""
    lang: str = "vi"
    theme: str = ""
    notices: tuple[tuple[str, str], ...] = field(default=())
    may_open: bool = False


@dataclass(frozen=True)
class FormChoice:
    """A form one may begin or print blank; one line a variant."""

    form: Form
    key: str
    variant: str
    may_open: bool
    openers: str


@dataclass(frozen=True)
class AfterLine:
    """One line of what happens after sending."""

    icon: str
    text: str


@dataclass(frozen=True)
class MoveView:
    """An official step that may be made now, and what it does."""

    key: str
    label: str
    consequences: tuple[AfterLine, ...]


@dataclass(frozen=True)
class FilterView:
    """One filter of a list: its name in the address and what may be chosen."""

    name: str
    label: str
    all: str
    options: tuple[OptionView, ...]
