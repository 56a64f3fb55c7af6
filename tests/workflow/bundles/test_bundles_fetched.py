"""A bundle's file: for the one who asked alone, noted, kept for seven days and no longer."""

import pytest

from service.store.ledger.security_log import list_security_notes
from service.workflow.bundles.download import fetch_bundle
from service.workflow.bundles.request_bundle import (
    MOST_KEPT,
    ask_bundle,
    list_bundles,
    read_bundle,
    stop_bundle,
)
from service.workflow.errors import NotFound, RuleRefuses
from service.workflow.sample_data.load import remove_sample_house
from tests.builders import House, a_slip, a_staff
from tests.doors.route_table import close_account
from tests.workflow.bundling import (
    cleared_by_the_schedule,
    content_of,
    made,
    moved_away,
    slips,
    work,
)


@pytest.fixture
def without_pdf(house: House) -> House:
    """The house, its LibreOffice ended."""
    house.office.pdf.stop()
    return house


def test_a_file_with_what_one_may_not_see_any_more_is_not_handed_out(without_pdf: House) -> None:
    house, head = without_pdf, without_pdf.staff.unit_head
    bundle = made(house, head, slips(house, 1))
    moved = moved_away(house, head)

    with pytest.raises(RuleRefuses) as refused:
        fetch_bundle(house.office, moved, bundle.id)

    assert "không còn được xem" in refused.value.label.vi


def test_a_bundle_is_nobodys_but_who_asked_for_it(without_pdf: House) -> None:
    house, staff = without_pdf, without_pdf.staff
    bundle = made(house, staff.secretary, slips(house, 1))

    for other in (staff.official, staff.director, staff.administrator):
        for act in (read_bundle, stop_bundle, fetch_bundle):
            with pytest.raises(NotFound):
                act(house.office, other, bundle.id)
        assert list_bundles(house.office, other) == ()


def test_every_paper_in_it_is_noted_as_a_download(without_pdf: House) -> None:
    house, secretary = without_pdf, without_pdf.staff.secretary
    chosen = slips(house, 2)
    bundle = made(house, secretary, chosen)

    content_of(house, secretary, bundle)

    with house.office.database.reading() as uow:
        notes = [each for each in list_security_notes(uow) if each.kind == "download"]
    assert {note.payload["record"] for note in notes} == set(chosen)
    assert {note.payload["bundle"] for note in notes} == {bundle.id}
    assert {note.actor_id for note in notes} == {secretary.person_id}


def test_a_file_is_kept_seven_days_and_then_thrown_away(without_pdf: House) -> None:
    house, secretary = without_pdf, without_pdf.staff.secretary
    bundle = made(house, secretary, slips(house, 1))

    house.clock.forward(days=6, hours=23)
    assert [each.id for each in list_bundles(house.office, secretary)] == [bundle.id]
    assert content_of(house, secretary, bundle)
    house.clock.forward(hours=2)
    with pytest.raises(NotFound):
        fetch_bundle(house.office, secretary, bundle.id)
    cleared = cleared_by_the_schedule(house)

    assert cleared == {"bundles": 1, "files": 1, "unfinished": 0}
    assert list(house.office.shelf.names()) == []


def test_the_oldest_makes_room_when_somebody_keeps_many(without_pdf: House) -> None:
    house, secretary = without_pdf, without_pdf.staff.secretary
    chosen = slips(house, 1)
    ids = []
    for _ in range(MOST_KEPT + 1):
        house.clock.forward(minutes=1)
        ids.append(made(house, secretary, chosen).id)

    kept = [each.id for each in list_bundles(house.office, secretary)]

    assert kept == ids[:0:-1]
    assert set(house.office.shelf.names()) == set(kept)


def test_a_stray_file_is_thrown_away_by_the_schedule(without_pdf: House) -> None:
    house = without_pdf
    bundle = made(house, house.staff.secretary, slips(house, 1))
    (house.office.shelf.root / "bstray").write_bytes(b"x")

    assert cleared_by_the_schedule(house) == {"bundles": 0, "files": 1, "unfinished": 0}
    assert list(house.office.shelf.names()) == [bundle.id]


def test_one_that_failed_says_why_for_a_day(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("service.documents.pdf.converter.missing_parts", lambda: ["python3-uno"])
    secretary = house.staff.secretary
    made(house, secretary, slips(house, 1), "pdf")

    house.clock.forward(hours=23)
    assert [each.state for each in list_bundles(house.office, secretary)] == ["failed"]
    house.clock.forward(hours=2)
    assert list_bundles(house.office, secretary) == ()


def test_a_sample_persons_bundles_go_with_the_sample_data(without_pdf: House) -> None:
    office = without_pdf.office
    sample = a_staff(office, is_sample=True, prefix="mau-")
    bundle = made(without_pdf, sample.secretary, [a_slip(office, sample.official).record_id])
    assert bundle.is_ready

    remove_sample_house(office)

    assert cleared_by_the_schedule(without_pdf) == {"bundles": 0, "files": 1, "unfinished": 0}


def test_nothing_is_made_for_an_account_that_was_closed(without_pdf: House) -> None:
    house, head = without_pdf, without_pdf.staff.unit_head
    asked = ask_bundle(house.office, head, slips(house, 1), "zip")
    close_account(house, head)

    assert work(house, asked)

    said = read_bundle(house.office, head, asked.id).said
    assert said is not None
    assert "đã bị khóa" in said.vi
