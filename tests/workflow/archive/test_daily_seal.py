"""The daily seal: yesterday is locked once, soon after midnight in Vietnam; breaks are found."""

import threading
from datetime import UTC, date, datetime
from pathlib import Path

from sqlalchemy import text

from service.store.database import Database
from service.store.ledger.seals import list_seals
from service.workflow.archive.daily_seal import keep_sealing, seal_yesterday
from service.workflow.archive.verify import verify_house
from tests.builders import House, a_house, a_slip, a_staff


def sealed_days(house: House) -> list[date]:
    with house.office.database.reading() as uow:
        return [seal.day for seal in list_seals(uow)]


def test_yesterday_is_sealed_once(house: House) -> None:
    a_slip(house.office, house.staff.official)

    first, second = seal_yesterday(house.office), seal_yesterday(house.office)

    assert (first, second) == (True, False)
    assert sealed_days(house) == [date(2026, 3, 4)]


def test_the_day_ends_at_midnight_in_vietnam(house: House) -> None:
    for moment in (
        datetime(2026, 3, 5, 16, 59, tzinfo=UTC),
        datetime(2026, 3, 5, 17, 1, tzinfo=UTC),
    ):
        house.clock.now = moment
        seal_yesterday(house.office)

    assert sealed_days(house) == [date(2026, 3, 4), date(2026, 3, 5)]


def test_a_sealed_house_is_whole_and_goes_on_growing(house: House) -> None:
    a_slip(house.office, house.staff.official)
    seal_yesterday(house.office)
    house.clock.forward(days=1)
    a_slip(house.office, house.staff.official)
    seal_yesterday(house.office)

    assert verify_house(house.office).breaks == ()


def test_sample_data_is_outside_the_seal(house: House) -> None:
    sample = a_staff(house.office, is_sample=True, prefix="mau.")
    a_slip(house.office, sample.official)
    a_slip(house.office, house.staff.official)

    seal_yesterday(house.office)

    with house.office.database.reading() as uow:
        (seal,) = list_seals(uow)
    assert seal.chains == 1


def test_a_chain_changed_behind_the_seal_is_found(memory_house: House) -> None:
    house = memory_house
    slip = a_slip(house.office, house.staff.official)
    seal_yesterday(house.office)
    with house.office.database.writing() as uow:
        uow.session.execute(text("DROP TRIGGER event_is_final"))
        uow.session.execute(text("UPDATE event SET actor_name = 'Ai đó' WHERE sequence = 1"))

    (line,) = verify_house(house.office).breaks

    assert slip.record_id in line
    assert "bị sửa" in line


def test_sealing_goes_on_in_the_background_until_told_to_stop(
    tmp_path: Path, file_database: Database
) -> None:
    house = a_house(tmp_path, file_database)
    stopping = threading.Event()
    sealing = threading.Thread(target=keep_sealing, args=(house.office, stopping))

    sealing.start()
    stopping.set()
    sealing.join(10)

    assert not sealing.is_alive()
    assert sealed_days(house) == [date(2026, 3, 4)]
