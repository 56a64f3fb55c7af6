"""Evidence under faults: kill -9 anywhere, a full disk, and many adding the same at once."""

import errno
import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from service.archive.integrity import find_faults
from service.store.engine.crash_points import POINTS
from service.store.ledger.verify_chains import verify_all
from service.workflow.errors import DiskFull
from service.workflow.files.evidence import add_evidence, download_evidence, list_evidence
from tests.builders import House, a_slip
from tests.workflow.dying import Victims, victims

CLICK = {"file_name": "a.txt", "note": "Đã ký", "submission": "một lần bấm"}
PASSED = tuple(point for point in POINTS if point != "after render")


@pytest.fixture(scope="module")
def mortals() -> Iterator[Victims]:
    """The process that forks the victims."""
    with victims() as ready:
        yield ready


def faults_of(house: House) -> set[str]:
    """What is wrong in the archive; the chains must hold."""
    with house.office.database.reading() as uow:
        assert verify_all(uow) == ()
        return {fault.kind for fault in find_faults(uow, house.office.vault)}


@pytest.mark.parametrize("point", PASSED)
def test_evidence_is_added_whole_or_not_at_all(
    lasting_house: House, mortals: Victims, point: str
) -> None:
    house, official = lasting_house, lasting_house.staff.official
    slip = a_slip(house.office, official).record_id

    acknowledged = mortals.killed_at(
        house.office,
        point,
        "add_evidence",
        official.person_id,
        record_id=slip,
        content="Biên bản",
        **CLICK,
    )

    committed = point == "after commit"
    assert acknowledged == ""
    assert len(list_evidence(house.office, official, slip).files) == (1 if committed else 0)
    assert faults_of(house) <= {"orphan file", "unfinished file"}

    again = add_evidence(house.office, official, slip, content="Biên bản".encode(), **CLICK)

    assert list_evidence(house.office, official, slip).files == (again,)
    assert download_evidence(house.office, official, slip, again.id).content
    assert faults_of(house) <= {"unfinished file"}


def test_a_full_disk_is_named_and_leaves_nothing(
    memory_house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    house, official = memory_house, memory_house.staff.official
    slip = a_slip(house.office, official).record_id

    def full(number: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as disk:
        disk.setattr(os, "fsync", full)
        with pytest.raises(DiskFull):
            add_evidence(house.office, official, slip, content=b"mot", **CLICK)

    assert list_evidence(house.office, official, slip).files == ()
    assert faults_of(house) == set()
    assert add_evidence(house.office, official, slip, content=b"mot", **CLICK).size == 3


def test_many_who_add_the_same_at_once_get_the_same(lasting_house: House) -> None:
    house = lasting_house
    slip = a_slip(house.office, house.staff.official).record_id
    people = [house.staff.official, house.staff.secretary, house.staff.unit_head] * 2

    with ThreadPoolExecutor(len(people)) as pool:
        added = list(
            pool.map(
                lambda actor: add_evidence(
                    house.office, actor, slip, file_name="a.txt", content=b"mot"
                ),
                people,
            )
        )

    assert len({each.id for each in added}) == 1
    assert len(list_evidence(house.office, house.staff.official, slip).files) == 1
    assert faults_of(house) == set()
