"""The card right under the path: whose turn a record is, and what the reader may do now."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from flask import url_for

from service.formkit.move_form import sends_whole_draft
from service.formkit.moves import Move
from service.web.components.record_words import record_title, since_words, term_badge
from service.web.components.views import BadgeView
from service.web.context import the_actor
from service.web.i18n import gettext as _
from service.web.i18n import language, office_date, office_hour
from service.workflow.authority import OpenMove, Waiting
from service.workflow.records.read_records import RecordView


@dataclass(frozen=True)
class MoveButton:
    """A button that opens a move's panel; `filled` is the next deed."""

    label: str
    href: str
    icon: str
    words: str
    filled: bool


@dataclass(frozen=True)
class TurnCard:
    """Whose turn it is in words, until when, and the moves open to the reader.

    `remind_href` is where whoever waits for a person may remind them; else empty. `vacant` says
    why nobody acts and who sees to it. `edit_href` is where a record that came back is edited part
    by part and sent again. `held_back` are what the reader would do here but may not now, each
    with why and who may instead.
    """

    title: str
    words: str
    is_mine: bool
    badge: BadgeView | None = None
    moves: tuple[MoveButton, ...] = ()
    also: tuple[MoveButton, ...] = ()
    reason: str = ""
    ended: bool = False
    remind_href: str = ""
    vacant: str = ""
    edit_href: str = ""
    held_back: tuple[str, ...] = ()


def turn_card(view: RecordView) -> TurnCard:
    """Return the card of a record for its reader, with what is theirs but held back, and why."""
    if view.stage.ended:
        return _ended(view)
    return replace(_card(view), held_back=tuple(_held_back(view)))


def _held_back(view: RecordView) -> Iterator[str]:
    for each in view.held_back:
        deeds = ", ".join(f"«{move.label.in_(language())}»" for move in each.moves)
        why = each.why.in_(language())
        yield _("Chưa làm được %(deeds)s: %(why)s", deeds=deeds, why=f"{why.rstrip('.')}.")


def _card(view: RecordView) -> TurnCard:
    buttons = _buttons(view)
    mine = [each for each in view.waiting if each.is_mine]
    if mine and (buttons or edit_href(view)):
        work = mine[0].work.in_(language())
        return TurnCard(
            title=_("Đến lượt anh/chị: %(work)s", work=_with_title(view, work)),
            words=since_words(mine[0].term),
            is_mine=True,
            badge=term_badge(mine[0].term),
            moves=buttons,
            reason=returned_because(view),
            edit_href=edit_href(view),
        )
    return _waits(view, buttons)


def _with_title(view: RecordView, work: str) -> str:
    lowered = work[:1].lower() + work[1:]
    return f"{lowered} {record_title(view.form, view.number)}"


def _waits(view: RecordView, buttons: tuple[MoveButton, ...]) -> TurnCard:
    if not view.waiting:
        last = view.events[-1]
        since = _("từ %(hour)s ngày %(day)s", hour=office_hour(last.at), day=office_date(last.at))
        stage = view.stage.label.in_(language())
        return TurnCard(_("Đang chờ: %(stage)s", stage=stage), since, False, also=buttons)
    term = view.waiting[0].term
    # What a closed account left is for whoever may take it over: their next deed, no aside.
    left = any(each.gap and each.gap.is_person for each in view.waiting)
    posts = dict.fromkeys(each.post.in_(language()) for each in view.waiting)
    return TurnCard(
        title=_("Đang chờ %(who)s", who=waited_names(view.waiting)),
        words=f"{'; '.join(posts)} · {since_words(term)}",
        is_mine=False,
        badge=term_badge(term),
        moves=buttons if left else (),
        also=() if left else buttons,
        reason=returned_because(view),
        remind_href=_remind_href(view),
        vacant=_vacant(view),
        edit_href=edit_href(view),
    )


def edit_href(view: RecordView) -> str:
    """Return where the reader edits the record part by part; empty where they may not send it."""
    may = any(sends_whole_draft(each.move) for each in view.open_moves)
    return url_for("web.edit", record_id=view.id) if may else ""


def _vacant(view: RecordView) -> str:
    """Return why nobody acts, who sees to it, and what helps; empty where somebody acts."""
    return " ".join(dict.fromkeys(_gap_words(each) for each in view.waiting if each.gap))


def _gap_words(waiting: Waiting) -> str:
    assert waiting.gap is not None
    why = waiting.gap.why.in_(language())
    if not waiting.minders:
        return _("%(why)s. Chưa có ai theo dõi việc này; vui lòng báo người quản trị.", why=why)
    who = ", ".join(waiting.minders)
    if waiting.gap.is_person:
        return _(
            "%(why)s. Người theo dõi và giao lại việc: %(who)s; hồ sơ hiện ở Việc của tôi của họ.",
            why=why,
            who=who,
        )
    if not waiting.gap.is_left:
        return _("%(why)s. Người theo dõi: %(who)s.", why=why, who=who)
    return _(
        "%(why)s. Người theo dõi: %(who)s; vui lòng đề nghị người quản trị giao vai trò này.",
        why=why,
        who=who,
    )


def _remind_href(view: RecordView) -> str:
    someone = any(each.names or each.minders for each in view.waiting)
    actor = the_actor()
    minds = any(actor.full_name in each.minders for each in view.waiting if each.is_vacant)
    may = someone and not view.is_my_turn and not minds and actor.is_sample == view.is_sample
    return url_for("web.remind", record_id=view.id) if may else ""


def waited_names(waiting: Iterable[Waiting]) -> str:
    """Return the names of who must act; the post where nobody holds it."""
    names: dict[str, None] = {}
    for each in waiting:
        names.update(dict.fromkeys(told.in_(language()) for told in each.told))
    return ", ".join(names)


def _ended(view: RecordView) -> TurnCard:
    last = next((e for e in reversed(view.events) if e.payload.get("to") == view.stage.key), None)
    if last is None:
        return TurnCard(view.stage.label.in_(language()), "", False, ended=True)
    when = _("%(who)s, %(day)s", who=last.actor_name, day=office_date(last.at))
    reason = str(last.payload.get("reason", ""))
    stage = view.stage.label.in_(language())
    return TurnCard(stage, when, False, reason=reason, ended=True)


def returned_because(view: RecordView) -> str:
    """Return why the record came back to where it stands; empty when it did not."""
    moved = [e for e in view.events if e.payload.get("from") != e.payload.get("to")]
    last = moved[-1].payload if moved else {}
    return str(last.get("reason", "")) if last.get("returned") else ""


def _buttons(view: RecordView) -> tuple[MoveButton, ...]:
    # What is edited part by part is sent from its last page.
    opened = [each for each in view.open_moves if not sends_whole_draft(each.move)]
    found, filled = [], len(opened) < len(view.open_moves)
    for each in opened:
        main = not filled and not each.move.returns and not each.move.danger
        filled = filled or main
        found.append(_button(view, each, filled=main))
    return tuple(found)


def _button(view: RecordView, opened: OpenMove, *, filled: bool) -> MoveButton:
    move = opened.move
    words = ""
    if not move.returns and not move.stays:
        stage = view.form.stage(move.to_stage).label.in_(language())
        words = _("Sang bước: %(stage)s", stage=stage)
    return MoveButton(
        label=move.label.in_(language()),
        href=url_for("web.move", record_id=view.id, move=move.key),
        icon=move_icon(move),
        words=words,
        filled=filled,
    )


def move_icon(move: Move) -> str:
    """Return the icon of a move by its nature."""
    if move.returns:
        return "arrow-back-up"
    if move.danger:
        return "x"
    return "pencil" if move.stays else "check"
