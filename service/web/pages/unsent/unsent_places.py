"""The places of the pages where unsent text is kept: who may write there, and what it is called."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from flask import current_app, request
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect, Rule

from service.formkit.form import Form
from service.web.i18n import gettext as _
from service.web.i18n import language
from service.workflow.actor import Actor, require_administrator, require_keeper
from service.workflow.delegation.read_delegations import list_delegations
from service.workflow.errors import NotAllowed, NotFound
from service.workflow.files.evidence import list_evidence
from service.workflow.moves.consolidation.consolidation_desk import read_list_desk
from service.workflow.moves.corrections.correct_record import open_correction
from service.workflow.office import Office
from service.workflow.office_settings.settings_right import require_settings_right
from service.workflow.people import people
from service.workflow.records.read_records import open_record
from service.workflow.recurrence.content_categories import list_categories


@dataclass(frozen=True)
class Kind:
    """A kind of place: `check` refuses as its page would; `page` shows it where another does.

    The gaps of the place may stand in `page` by their names. A page that `converts` shows its
    fields anew with an offer about letters taken up.
    """

    check: Callable[..., object]
    name: Callable[[], str]
    page: str = ""
    converts: bool = False


@dataclass(frozen=True)
class Place:
    """One place: the address that its text is sent to, its pattern, what stands in its gaps."""

    pattern: str
    gaps: Mapping[str, Any]
    address: str

    @property
    def page(self) -> str:
        """The address of the page on which its text is written."""
        page = KINDS[self.pattern].page
        return page.format(**self.gaps) if page else self.address

    @property
    def converts(self) -> bool:
        """Whether its page itself takes up offers about letters."""
        return KINDS[self.pattern].converts

    @property
    def record_id(self) -> str | None:
        """The record it belongs to."""
        return self.gaps.get("record_id")

    def require(self, office: Office, actor: Actor) -> None:
        """Return when the person may write here now; raises as the page would."""
        KINDS[self.pattern].check(office, actor, **self.gaps)

    def name(self, form: Form | None) -> str:
        """Return what is written here: the move's own name, or the page's."""
        moves = form.moves if form else ()
        for move in moves:
            if move.key == self.gaps.get("move"):
                return move.label.in_(language())
        return KINDS[self.pattern].name()


def place_at(address: str) -> Place:
    """Return the place that text is sent to at that address; raises NotFound for none."""
    path = address.partition("#")[0].partition("?")[0]
    try:
        rule, gaps = current_app.url_map.bind("").match(path, method="POST", return_rule=True)
    except (HTTPException, RequestRedirect) as nowhere:
        raise NotFound from nowhere
    return _place(rule, gaps)


def place_sent_to() -> Place:
    """Return the place that the present request sends text to; raises NotFound for none."""
    if request.method != "POST" or request.url_rule is None:
        raise NotFound
    return _place(request.url_rule, request.view_args or {})


def _place(rule: Rule, gaps: Mapping[str, Any]) -> Place:
    """Return the place; its address is spelled in one way, however it was asked for."""
    built = rule.build(gaps) if rule.rule in KINDS else None
    if built is None:
        raise NotFound
    return Place(rule.rule, dict(gaps), built[1])


def _move(office: Office, actor: Actor, record_id: str, move: str) -> None:
    # Asked after every pause in typing: that a move is open no more is no refusal to be noted.
    if all(each.key != move for each in open_record(office, actor, record_id).moves):
        raise NotAllowed


def _evidence(office: Office, actor: Actor, record_id: str) -> None:
    if not list_evidence(office, actor, record_id).may_add:
        raise NotAllowed


def _declining(office: Office, actor: Actor, record_id: str) -> None:
    proposed = open_record(office, actor, record_id).correction.proposed
    if proposed is None or not proposed.may_confirm:
        raise NotAllowed


def _people(office: Office, actor: Actor, person_id: int | None = None) -> None:
    require_administrator(actor)
    _require_among(people.list_people(office, actor), person_id)


def _units(office: Office, actor: Actor, unit_id: int | None = None) -> None:
    require_administrator(actor)
    _require_among(people.list_units(office, actor), unit_id)


def _categories(office: Office, actor: Actor, category_id: int | None = None) -> None:
    require_keeper(actor)
    _require_among(list_categories(office, actor), category_id)


def _require_among(listed: Iterable[Any], wanted: int | None) -> None:
    if wanted is not None and all(each.id != wanted for each in listed):
        raise NotFound


KINDS: Mapping[str, Kind] = {
    "/records/<record_id>/moves/<move>": Kind(_move, lambda: _("Việc với hồ sơ"), converts=True),
    "/records/<record_id>/correct": Kind(open_correction, lambda: _("Đính chính"), converts=True),
    "/records/<record_id>/correction/decline": Kind(
        _declining,
        lambda: _("Không đồng ý đề nghị đính chính"),
        page="/records/{record_id}/correction",
    ),
    "/records/<record_id>/evidence": Kind(_evidence, lambda: _("Bằng chứng")),
    "/lists/consolidated": Kind(read_list_desk, lambda: _("Bảng tổng hợp"), converts=True),
    "/delegations": Kind(list_delegations, lambda: _("Ủy quyền")),
    "/people": Kind(_people, lambda: _("Thêm người dùng")),
    "/people/<int:person_id>": Kind(_people, lambda: _("Người dùng")),
    "/units": Kind(_units, lambda: _("Thêm đơn vị")),
    "/units/<int:unit_id>": Kind(_units, lambda: _("Các đơn vị")),
    "/categories": Kind(_categories, lambda: _("Nhóm nội dung")),
    "/categories/<int:category_id>": Kind(_categories, lambda: _("Nhóm nội dung")),
    "/settings": Kind(require_settings_right, lambda: _("Cài đặt")),
    "/settings/rules": Kind(
        require_settings_right,
        lambda: _("Quy tắc nhắc, báo động và hạn mức"),
        page="/settings",
    ),
    "/settings/working-calendar": Kind(require_settings_right, lambda: _("Lịch làm việc")),
}
"""Every address at which text is sent that would be missed, as its route is written."""
