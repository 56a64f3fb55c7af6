"""The whole dossier of a slip in one ZIP: everything kept, proved, and told in plain text."""

import io
import os
import zipfile
from hashlib import sha256
from pathlib import PurePosixPath
from random import Random

import pytest

from service.archive.vault import Vault
from service.store.ledger.security_log import list_security_notes
from service.workflow.actor import Actor
from service.workflow.errors import DossierUnsound, NotFound
from service.workflow.files.dossier import IN_MEMORY, whole_dossier
from service.workflow.files.evidence import add_evidence
from tests.builders import House, some_evidence
from tests.workflow.slips.dossier import all_papers
from tests.workflow.slips.walking import Slip, a_sent_slip, walked_to

NUMBERED = "BM.CTCL.01_01-2026"


def taken(slip: Slip, actor: Actor | None = None) -> dict[str, bytes]:
    """The members of the slip's dossier by their names, as the secretary takes it away."""
    house = slip.house
    dossier = whole_dossier(house.office, actor or house.staff.secretary, slip.id)
    with dossier.content as file:
        content = file.read()
    assert len(content) == dossier.size
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        assert package.testzip() is None
        return {name: package.read(name) for name in package.namelist()}


def test_everything_kept_is_in_it_byte_for_byte(house: House) -> None:
    slip = walked_to(house, "closed")
    evidence = some_evidence(house.office, house.staff.official, a_sent_slip(house).id)
    vault, papers = house.office.vault, all_papers(slip)

    members = taken(slip)

    kept = {sha256(content).hexdigest() for content in members.values()}
    assert {paper.sha256 for paper in papers} <= kept
    assert evidence.sha256 not in kept
    assert members[f"phieu/{NUMBERED}_v01.docx"] == vault.read(papers[0].sha256)
    assert {"giay-to-kem-theo/O-01_01-2026_v01.docx", "dien-bien.txt"} <= set(members)
    assert len(members) == len(papers) + 2


def test_evidence_is_numbered_under_names_that_lead_nowhere_else(memory_house: House) -> None:
    slip = a_sent_slip(memory_house)
    names = ("../../etc/Biên bản.txt", "Biên bản.txt", "CON.txt", "..\\..\\a.txt", "=1+1.txt")
    for number, name in enumerate(names):
        add_evidence(
            memory_house.office,
            memory_house.staff.official,
            slip.id,
            file_name=name,
            content=f"Nội dung {number}".encode(),
        )

    members = taken(slip)

    found = [name for name in members if name.startswith("bang-chung/")]
    assert found[0] == "bang-chung/001_bien-ban.txt"
    assert [members[name].decode() for name in found] == [f"Nội dung {n}" for n in range(5)]
    for name in members:
        path = PurePosixPath(name)
        assert not path.is_absolute()
        assert ".." not in path.parts
        assert len(path.parts) <= 2
        assert name.isascii()
        assert "\\" not in name


def test_the_checksums_are_those_of_the_files(memory_house: House) -> None:
    slip = walked_to(memory_house, "before_board")

    members = taken(slip)

    told = dict(
        reversed(line.split("  ", 1))
        for line in members.pop("SHA256SUMS.txt").decode().splitlines()
    )
    assert told == {name: sha256(content).hexdigest() for name, content in members.items()}


def test_the_timeline_tells_everything_in_words(memory_house: House) -> None:
    slip = walked_to(memory_house, "with_secretary")
    slip.move(memory_house.staff.secretary, "return", reason="Chưa rõ\nđơn vị nào.")

    story = taken(slip)["dien-bien.txt"].decode("utf-8-sig")

    assert story.splitlines()[0] == "Phiếu yêu cầu hành động khắc phục/cải tiến 01/2026"
    assert "Bước hiện tại: Trưởng đơn vị xem xét" in story
    assert "05/03/2026 08:30 – Phạm Quốc Bảo – Gửi Trưởng đơn vị (số 01/2026)" in story
    assert "Bước: Thư ký ISO tổng hợp → Trưởng đơn vị xem xét" in story
    assert "   Lý do: Chưa rõ\n      đơn vị nào.\n" in story
    assert "Phát hành văn bản BM.CTCL.01 bản v01" in story
    assert "with_secretary" not in story
    assert "2026-03-05" not in story
    assert story.count("Mã chuỗi: ") == len(slip.events) + 1


def test_the_same_dossier_is_the_same_file(memory_house: House) -> None:
    slip = walked_to(memory_house, "before_board")

    assert taken(slip) == taken(slip)


def test_an_altered_file_is_named_and_nothing_is_handed_out(memory_house: House) -> None:
    slip = a_sent_slip(memory_house)
    evidence = some_evidence(memory_house.office, memory_house.staff.official, slip.id)
    vault: Vault = memory_house.office.vault
    vault.path_of(evidence.sha256).write_bytes(b"khac")

    with pytest.raises(DossierUnsound, match=r"«Biên bản làm việc\.txt».*bị thay đổi"):
        taken(slip)

    vault.path_of(evidence.sha256).unlink()
    with pytest.raises(DossierUnsound, match=r"Không thấy tệp «Biên bản làm việc\.txt»"):
        taken(slip)


def test_an_altered_word_file_is_named_too(memory_house: House) -> None:
    slip = a_sent_slip(memory_house)
    (paper,) = all_papers(slip)
    memory_house.office.vault.path_of(paper.sha256).write_bytes(b"khac")

    with pytest.raises(DossierUnsound, match=rf"«{NUMBERED}_v01\.docx»"):
        taken(slip)


def test_a_stranger_finds_nothing_and_the_auditor_takes_it(memory_house: House) -> None:
    slip, staff = a_sent_slip(memory_house), memory_house.staff
    for actor in (staff.stranger, staff.administrator):
        with pytest.raises(NotFound):
            whole_dossier(memory_house.office, actor, slip.id)

    taken(slip, staff.auditor)

    with memory_house.office.database.reading() as uow:
        notes = [note for note in list_security_notes(uow) if note.kind == "download"]
    assert [(note.actor_id, note.payload["whole"]) for note in notes] == [
        (staff.auditor.person_id, True)
    ]


def test_a_large_dossier_lies_on_the_disk_and_not_in_memory(memory_house: House) -> None:
    slip = a_sent_slip(memory_house)
    small = whole_dossier(memory_house.office, memory_house.staff.secretary, slip.id)
    text = Random(1).randbytes(2 * IN_MEMORY).hex()
    some_evidence(memory_house.office, memory_house.staff.official, slip.id, text)

    large = whole_dossier(memory_house.office, memory_house.staff.secretary, slip.id)

    with small.content as in_memory, large.content as on_disk:
        assert large.size > 2 * IN_MEMORY > IN_MEMORY > small.size
        assert in_memory.name is None
        assert os.fstat(on_disk.fileno()).st_size == large.size
