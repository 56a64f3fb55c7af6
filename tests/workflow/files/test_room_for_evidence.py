"""Room for evidence: so many files and bytes a record, so many bytes a person a day, told so."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from service.store.ledger.security_log import list_security_notes
from service.workflow.errors import FieldErrors
from service.workflow.files import evidence_quota
from service.workflow.files.evidence import add_evidence, list_evidence
from service.workflow.files.evidence_quota import NoRoom
from service.workflow.office_settings.rules import change_rules
from tests.builders import House, Staff, a_slip

KILOBYTE = 1024


@pytest.fixture(autouse=True)
def small_megabytes(monkeypatch: pytest.MonkeyPatch) -> None:
    """A megabyte of a kilobyte: the rules hold for small files."""
    monkeypatch.setattr(evidence_quota, "MEGABYTE", KILOBYTE)


def add(house: House, slip: str, size: int, letter: str = "a") -> None:
    """A text of so many bytes added by the official."""
    content = letter.encode() * size
    add_evidence(house.office, house.staff.official, slip, file_name="a.txt", content=content)


def sentence(house: House, slip: str, size: int, letter: str = "z") -> str:
    """What is said of a text that has no room."""
    with pytest.raises(NoRoom) as full:
        add(house, slip, size, letter)
    assert list(full.value.faults) == ["file"]
    return full.value.label.vi


def test_a_record_takes_so_many_files_and_the_same_one_again(house: House, staff: Staff) -> None:
    slip, other = (a_slip(house.office, staff.official).record_id for _ in range(2))
    change_rules(house.office, staff.secretary, {"evidence_files": 2})
    add(house, slip, 5, "a")
    add(house, slip, 5, "b")

    said = sentence(house, slip, 5)
    add(house, slip, 5, "b")
    add(house, other, 5)

    assert "đã có 2 tệp bằng chứng, nhiều nhất là 2 tệp" in said
    assert len(list_evidence(house.office, staff.official, slip).files) == 2


def test_a_record_takes_so_many_megabytes_and_says_what_is_left(house: House, staff: Staff) -> None:
    slip = a_slip(house.office, staff.official).record_id
    change_rules(house.office, staff.secretary, {"evidence_record_mb": 25})
    add(house, slip, 20 * KILOBYTE)

    said = sentence(house, slip, 5 * KILOBYTE + 1)
    add(house, slip, 5 * KILOBYTE, "b")

    assert "đã dùng 20,0 trong 25 MB, còn 5,0 MB; tệp này 5,0 MB" in said
    assert "còn 0,0 MB" in sentence(house, slip, 1)


def test_a_person_sends_so_many_megabytes_a_day(house: House, staff: Staff) -> None:
    slip, other = (a_slip(house.office, staff.official).record_id for _ in range(2))
    change_rules(house.office, staff.secretary, {"evidence_day_mb": 25})
    add(house, slip, 20 * KILOBYTE)

    said = sentence(house, other, 10 * KILOBYTE)
    with pytest.raises(FieldErrors):
        add(house, other, 10 * KILOBYTE)
    content = b"x" * 10 * KILOBYTE
    add_evidence(house.office, staff.secretary, other, file_name="a.txt", content=content)
    house.clock.forward(days=1)
    add(house, other, 10 * KILOBYTE)

    assert "Hôm nay anh/chị đã gửi 20,0 trong 25 MB" in said
    assert "ngày mai" in said
    assert len(list_evidence(house.office, staff.official, other).files) == 2


def test_a_file_without_room_is_noted_and_leaves_nothing(house: House, staff: Staff) -> None:
    slip = a_slip(house.office, staff.official).record_id
    change_rules(house.office, staff.secretary, {"evidence_files": 1})
    add(house, slip, 5)
    kept = sorted(house.office.vault.root.rglob("*"))

    said = sentence(house, slip, 7)

    with house.office.database.reading() as uow:
        note = list_security_notes(uow)[0]
    assert note.kind == "file_refused"
    assert note.actor_id == staff.official.person_id
    assert (note.payload["reason"], note.payload["size"]) == ("no room", 7)
    assert note.payload["rule"] == said
    assert sorted(house.office.vault.root.rglob("*")) == kept


def test_two_uploads_at_once_do_not_pass_together(lasting_house: House) -> None:
    house, official = lasting_house, lasting_house.staff.official
    slip = a_slip(house.office, official).record_id
    change_rules(house.office, house.staff.secretary, {"evidence_files": 3})
    start = threading.Barrier(8)

    def send(number: int) -> bool:
        start.wait()
        try:
            add(house, slip, 5, str(number))
        except NoRoom:
            return False
        return True

    with ThreadPoolExecutor(8) as pool:
        taken = list(pool.map(send, range(8)))

    assert taken.count(True) == 3
    assert len(list_evidence(house.office, official, slip).files) == 3


def test_the_rules_are_typed_as_numbers_are_written(memory_house: House) -> None:
    house, secretary = memory_house, memory_house.staff.secretary

    rules = change_rules(house.office, secretary, {"evidence_day_mb": "1.024"})

    assert rules["evidence_day_mb"] == 1_024
    assert (rules["evidence_files"], rules["evidence_record_mb"]) == (60, 300)
    for typed in ("-0", "1,5", "٣٠", "24", "1e3", ""):
        with pytest.raises(FieldErrors):
            change_rules(house.office, secretary, {"evidence_day_mb": typed})
