"""What stands in «Việc của tôi»: its lines, and the whole of them."""

from dataclasses import dataclass

from service.formkit.form import Form
from service.formkit.labels import Label
from service.formkit.moves import Move, Stage
from service.workflow.authority import Term


@dataclass(frozen=True)
class Work:
    """Something to do: which record, what to do with it, since when and until when."""

    record_id: str
    form: Form
    number: str | None
    summary: str
    unit: str
    stage: Stage
    work: Label
    term: Term


@dataclass(frozen=True)
class MayDo:
    """Something one may do since a deadline came, while it is somebody else's turn."""

    record_id: str
    form: Form
    number: str | None
    summary: str
    unit: str
    move: Move
    term: Term


@dataclass(frozen=True)
class Vacant:
    """A record that waits for nobody, and why; of a head's turn also the `unit`."""

    record_id: str
    form: Form
    number: str | None
    summary: str
    unit: str
    stage: Stage
    term: Term
    why: Label


@dataclass(frozen=True)
class Followed:
    """A record one has a part in that waits for somebody else."""

    record_id: str
    form: Form
    number: str | None
    summary: str
    unit: str
    stage: Stage
    posts: tuple[Label, ...]
    term: Term | None


@dataclass(frozen=True)
class Notice:
    """A reminder of today: of which record, why, and as what one gets it."""

    record_id: str
    form: Form
    number: str | None
    summary: str
    kind: str
    level: str


@dataclass(frozen=True)
class Inbox:
    """What waits, by how soon; `count` goes beyond what is shown.

    Not counted, for it is nobody's turn here: `may_do`, which a deadline opened while others are
    late, and `vacant`, which waits for those who left.
    """

    overdue: tuple[Work, ...]
    this_week: tuple[Work, ...]
    later: tuple[Work, ...]
    count: int
    may_do: tuple[MayDo, ...]
    vacant: tuple[Vacant, ...]
    notices: tuple[Notice, ...]
    followed: tuple[Followed, ...]

    @property
    def shown(self) -> int:
        """How many of those that wait are in the lists."""
        return len(self.overdue) + len(self.this_week) + len(self.later)
