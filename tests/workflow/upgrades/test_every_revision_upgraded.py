"""A house kept at any earlier revision, upgraded: nothing is lost, what waits has its turns.

What is kept was made by today's code, with a slip at every stage at which one waits, and is put
into the tables as they were then: today's own turns are what the upgrade must find again.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from service.formkit.catalogue import Catalogue
from service.settings import ROOT
from service.store.engine.migrate import newest
from service.store.ledger.verify_chains import verify_all
from service.workflow.authority import give_missing_turns
from service.workflow.bundles.request_bundle import ask_bundle
from service.workflow.delegation.give_delegation import give_delegation
from service.workflow.drafts.unsent_texts import keep_unsent
from service.workflow.office_settings.letterhead import change_settings
from service.workflow.office_settings.working_calendar import change_day
from service.workflow.records.read_records import RecordFilter
from service.workflow.records.saved_views import save_view
from service.workflow.recurrence.classify_record import classify_record
from service.workflow.recurrence.content_categories import add_category
from service.workflow.reminders.calendar_feed import make_feed
from service.workflow.reminders.send_reminders import remind
from service.workflow.sample_data.load import load_sample_house
from tests.builders import SLIP, House, a_draft, a_house, an_office, some_evidence
from tests.store.databases import in_memory
from tests.workflow.correcting import propose
from tests.workflow.old_houses import Rows, an_empty_database, house_of, lost, rows_in
from tests.workflow.slips.every_stage import slip_at

REVISIONS = [f"{number:04d}" for number in range(1, int(newest()) + 1)]
SINCE = {
    "record": "0002",
    "event": "0003",
    "turn": "0005",
    "runs of their own for sample data": "0012",
    "the chained log": "0018",
}
KEPT_ELSEWHERE = {"api_token", "counter_start", "daily_seal", "session", "sign_in_attempt"}
"""Tables of which the first version's own data have rows."""
KEPT_NOWHERE = {"record_unit", "security_seen"}
NO_DEADLINE = "9999-12-31"


@pytest.fixture(scope="module")
def of_today(tmp_path_factory: pytest.TempPathFactory) -> Rows:
    """Every row of a house in which something of every kind is kept."""
    with in_memory() as database:
        house = a_house(tmp_path_factory.mktemp("today"), database)
        _fill(house)
        return rows_in(database)


@pytest.mark.parametrize("kind", ["file", "postgres"])
@pytest.mark.parametrize("revision", REVISIONS)
def test_nothing_is_lost_and_what_waits_has_its_turns(
    revision: str, kind: str, of_today: Rows, tmp_path: Path
) -> None:
    with an_empty_database(kind, tmp_path) as database:
        put = house_of(database, revision, _as_of(revision, of_today))

        database.migrate()
        given = give_missing_turns(an_office(tmp_path, database))

        now = rows_in(database)
        if revision >= SINCE["record"]:
            assert given == len(_without_turns(revision, of_today)) > 0
            put |= {table: _known(revision, of_today[table]) for table in ("turn", "record_access")}
            assert len(now["turn"]) == len(of_today["turn"])
            assert len(now["record_access"]) == len(of_today["record_access"])
        assert lost(put, now) == []
        with database.reading() as uow:
            if revision >= SINCE["event"]:
                assert verify_all(uow) == ()


def test_a_slip_waits_at_every_stage_and_something_is_kept_in_every_table(of_today: Rows) -> None:
    form = Catalogue.load([ROOT / "forms"])[SLIP]

    assert {turn["stage"] for turn in of_today["turn"]} == {s.key for s in form.stages if s.turns}
    assert {name for name, rows in of_today.items() if not rows} == KEPT_ELSEWHERE | KEPT_NOWHERE


def _as_of(revision: str, rows: Rows) -> Rows:
    """The rows as that revision kept them, where it kept them otherwise; of every other record
    that waits without its turns, as one comes here from the first version."""
    left = _without_turns(revision, rows)
    entries = {row["entry"] for row in rows["record"] if row["id"] in left}
    then = dict(rows)
    then["turn"] = [row for row in rows["turn"] if row["record_id"] not in left]
    then["record_access"] = [
        {**row, "due_key": NO_DEADLINE} if row["entry"] in entries else row
        for row in rows["record_access"]
    ]
    if revision < SINCE["runs of their own for sample data"]:
        then["record_access"] = [
            {**row, "viewer": row["viewer"].removesuffix("m")} for row in then["record_access"]
        ]
    if revision < SINCE["the chained log"]:
        log = [{**row, "id": row["sequence"]} for row in rows["security_log"]]
        then |= {"security_log": log}
        then["chain"] = [row for row in rows["chain"] if row["name"] != "security_log"]
    return then


def _without_turns(revision: str, rows: Rows) -> set[str]:
    waits = sorted({row["record_id"] for row in rows["turn"]})
    return {*waits} if revision < SINCE["turn"] else {*waits[::2]}


def _known(revision: str, rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The rows as far as they can be known: before there was a history none says since when."""
    unknown = ("since", "due_on", "order_key", "due_key") if revision < SINCE["event"] else ()
    return [{name: row[name] for name in row if name not in unknown} for row in rows]


def _fill(house: House) -> None:
    office, staff = house.office, house.staff
    load_sample_house(office, whole_year=False)
    change_day(office, staff.administrator, date(2026, 6, 15), is_off=True, name="Nghỉ bù")
    for stage in office.form(SLIP).stages:
        if stage.turns:
            last = slip_at(house, stage.key).id
    category = add_category(office, staff.secretary, "Chậm trả hồ sơ")
    classify_record(office, staff.secretary, last, category.id)
    change_settings(office, staff.administrator, {"place_name": "Đà Lạt"})
    make_feed(office, staff.board)
    give_delegation(
        office,
        staff.director,
        receiver=staff.board.full_name,
        role="director",
        authority="TUQ",
        from_day=date(2026, 3, 5),
        to_day=date(2026, 3, 20),
        scope="Kiểm tra",
    )
    some_evidence(office, staff.secretary, last)
    propose(house, staff.official, slip_at(house, "closed").id)
    a_draft(office, staff.official)
    save_view(office, staff.official, "Phiếu năm nay", RecordFilter(form=SLIP, year=2026))
    keep_unsent(office, staff.official, "draft", [("note", "Đang gõ")])
    ask_bundle(office, staff.secretary, [last], "zip")
    house.clock.forward(days=11)
    assert remind(office)
