"""Every page of the route map, found in the application itself so that none can be forgotten.

The page of the API's description is no Flask page of this door; its own test looks at it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from werkzeug.routing import Rule

from service.web import create_web
from service.workflow.account.sign_in import who_is
from service.workflow.bundles.request_bundle import ask_bundle
from service.workflow.delegation.give_delegation import give_delegation
from service.workflow.drafts.drafts import start_draft
from service.workflow.drafts.unsent_texts import keep_unsent
from service.workflow.records.read_records import RecordFilter, list_records, open_record
from service.workflow.recurrence.content_categories import add_category
from tests.browser.served import Served

FORMS = (("BM.CTCL.01", ""), ("BM.CTCL.02", ""), ("BM.CTCL.03", "agency"))
MOST_MOVES = 8
"""Panels of moves that are looked at; more of them only differ in their words."""
# What these hand out is a file or a picture, and what the last sends on is another page.
FILES = {
    "web.static",
    "web.picture",
    "web.issued",
    "web.proposed_paper",
    "web.draft_paper",
    "web.blank",
    "web.draft",
    "web.evidence",
    "web.evidence_file",
    "web.delegation_paper",
    "web.calendar_feed",
    "web.register",
    "web.records_sheet",
    "web.people_sheet_pattern",
    "web.security_log_sheet",
    "web.saved_views_list",
    "web.dossier",
    "web.bundle_file",
    "web.bundle_state",
    "web.alive",
    "web.ready",
}


@dataclass(frozen=True)
class Pages:
    """Addresses: of every page with every form, and of one example a page."""

    all: tuple[str, ...]
    one_each: frozenset[str]


@dataclass(frozen=True)
class Examples:
    """Something to show on each page that wants an id."""

    drafts: dict[tuple[str, str], str]
    sections: dict[tuple[str, str], tuple[str, ...]]
    records: dict[str, str]
    person: int
    unit: int
    delegation: int
    category: int
    bundle: str
    unsent: int
    moves: dict[str, tuple[str, str]]


def examples(served: Served) -> Examples:
    """A draft of each form, a record of each, a person, a unit; the drafts are begun here."""
    office = served.office
    actor = who_is(office, served.token("everything"))
    drafts, sections = {}, {}
    for code, variant in FORMS:
        form = office.form(code)
        typed = {form.variant_field: variant} if form.variant_field else None
        drafts[code, variant] = start_draft(office, actor, code, typed).id
        boxes = form.boxes_for(variant or form.variants[0])
        sections[code, variant] = tuple(b.key for b in boxes if b.filled_at == "draft")
    found = list_records(office, actor, RecordFilter()).rows
    records = {row.form.code: row.line.id for row in found}
    given = give_delegation(
        office,
        actor,
        receiver="thuky",
        role="director",
        authority="TUQ",
        from_day="01/01/2099",
        to_day="31/12/2099",
        scope="Kiểm tra, xác nhận kết quả thực hiện của các phiếu trong năm",
    )
    category = add_category(office, actor, f"Trễ hạn trả kết quả {len(records)}").id
    bundle = ask_bundle(office, actor, list(records.values()), "zip").id
    moves = {
        move.key: (row.line.id, move.key)
        for row in found
        for move in open_record(office, actor, row.line.id).moves
    }
    slip = records["BM.CTCL.01"]
    closed = f"/records/{slip}/moves/submit"
    typed = [("nonconformity_description", "Hồ sơ trả kết quả trễ")]
    unsent = keep_unsent(office, actor, closed, typed, record_id=slip).id
    return Examples(
        drafts, sections, records, actor.person_id, 1, given.id, category, bundle, unsent, moves
    )


def every_page(served: Served) -> Pages:
    """The address of every page that answers to a GET, with examples in its gaps.

    A new page with a gap that `_addresses` does not know fails here, by its name.
    """
    shown = examples(served)
    rules = [
        rule
        for rule in create_web(served.office).url_map.iter_rules()
        if "GET" in (rule.methods or ()) and rule.endpoint not in FILES
    ]
    return Pages(
        tuple(each for rule in rules for each in _addresses(rule, shown, FORMS)),
        frozenset(each for rule in rules for each in _addresses(rule, shown, FORMS[:1])),
    )


def _addresses(rule: Rule, shown: Examples, forms: Sequence[tuple[str, str]]) -> Iterator[str]:
    gaps = rule.arguments
    if gaps == {"draft_id", "section"}:
        for key in forms:
            for section in shown.sections[key]:
                yield _address(rule, draft_id=shown.drafts[key], section=section)
        with_faults = {"draft_id": shown.drafts[FORMS[0]], "section": "nonconformity"}
        yield _address(rule, **with_faults) + "?all=1"
    elif gaps == {"draft_id"}:
        for key in forms:
            yield _address(rule, draft_id=shown.drafts[key])
    elif gaps == {"record_id", "move"}:
        for record_id, move in list(shown.moves.values())[: MOST_MOVES if len(forms) > 1 else 1]:
            yield _address(rule, record_id=record_id, move=move)
    elif gaps == {"record_id"}:
        for code, _variant in forms:
            yield _address(rule, record_id=shown.records[code])
    else:
        known = {
            "person_id": shown.person,
            "unit_id": shown.unit,
            "delegation_id": shown.delegation,
            "category_id": shown.category,
            "bundle_id": shown.bundle,
            "unsent_id": shown.unsent,
        }
        assert gaps <= set(known), f"{rule.endpoint} needs an example of {gaps - set(known)}"
        yield _address(rule, **{name: known[name] for name in gaps})


def _address(rule: Rule, **values: object) -> str:
    built = rule.build(values)
    assert built is not None, rule.endpoint
    return built[1]
