"""Evidence of a record: who adds it, what it is kept as, and that the same comes to the same."""

import pytest

from service.archive.integrity import find_faults
from service.archive.vault import FileAltered
from service.formkit.labels import Label
from service.store.ledger.security_log import list_security_notes
from service.store.ledger.verify_chains import verify_all
from service.store.records import records
from service.workflow.actor import Actor
from service.workflow.errors import FieldErrors, NotAllowed, NotFound
from service.workflow.files.evidence import (
    ENDED,
    NOT_YOURS,
    EvidenceView,
    add_evidence,
    download_evidence,
    list_evidence,
)
from service.workflow.records.read_records import open_record
from tests.builders import MINUTES, House, Staff, a_draft, a_slip, mandatory_values, submit

CONTENT = "Biên bản làm việc".encode()


def add(house: House, actor: Actor, record_id: str, **but: object) -> EvidenceView:
    """A text added by that person."""
    given = {"file_name": "Biên bản.txt", "content": CONTENT, "note": "Đã ký", **but}
    return add_evidence(house.office, actor, record_id, **given)  # type: ignore[arg-type]


def refusal(house: House, actor: Actor, record_id: str) -> Label | None:
    """The sentence with which the person is refused, None when the file was taken in."""
    try:
        add(house, actor, record_id)
    except NotAllowed as refused:
        return refused.label
    return None


def test_a_file_is_kept_listed_and_read_back_as_it_was(house: House, staff: Staff) -> None:
    slip = a_slip(house.office, staff.official).record_id

    added = add(house, staff.official, slip, file_name="../Bie\u0302n ba\u0309n.cu")

    found = list_evidence(house.office, staff.auditor, slip)
    file = download_evidence(house.office, staff.auditor, slip, added.id)
    assert found.files == (added,)
    assert (added.file_name, added.media_type) == ("Biên bản.cu.txt", "text/plain")
    assert (added.note, added.added_by, added.stage) == ("Đã ký", "Phạm Quốc Bảo", added.stage)
    assert (file.content, file.title) == (CONTENT, "Biên bản.cu.txt")
    assert file.file_name == "bien-ban.cu.txt"
    kinds = [event.kind for event in open_record(house.office, staff.official, slip).events]
    assert kinds[-1] == "evidence_added"
    with house.office.database.reading() as uow:
        assert list_security_notes(uow)[0].payload == {"record": slip, "evidence": str(added.id)}
        assert verify_all(uow) == ()
        assert find_faults(uow, house.office.vault) == ()


def test_the_same_content_twice_gives_the_first(house: House, staff: Staff) -> None:
    slip, other = (a_slip(house.office, staff.official).record_id for _ in range(2))
    first = add(house, staff.official, slip)

    again = add(house, staff.secretary, slip, file_name="Khác.txt", note="Khác")
    elsewhere = add(house, staff.official, other)

    assert again == first
    assert elsewhere.id != first.id
    assert list_evidence(house.office, staff.official, slip).files == (first,)
    kinds = [event.kind for event in open_record(house.office, staff.official, slip).events]
    assert kinds.count("evidence_added") == 1


def test_the_same_click_twice_gives_the_first(house: House, staff: Staff) -> None:
    slip = a_slip(house.office, staff.official).record_id
    first = add(house, staff.official, slip, submission="một lần bấm")

    again = add(house, staff.official, slip, submission="một lần bấm")
    other = add(house, staff.official, slip, submission="một lần bấm", content=b"khac")

    assert again == first
    assert list_evidence(house.office, staff.official, slip).files == (first, other)


def test_who_has_a_part_and_who_leads_may_add_and_others_only_read(
    house: House, staff: Staff
) -> None:
    slip = a_slip(house.office, staff.official).record_id
    actors = vars(staff)
    hidden = {"administrator", "stranger"}

    told = {name: refusal(house, actors[name], slip) for name in actors if name not in hidden}

    assert {name for name, label in told.items() if label is None} == {
        "official",
        "unit_head",
        "secretary",
        "board",
        "director",
    }
    assert told["auditor"] == NOT_YOURS
    assert list_evidence(house.office, staff.auditor, slip).may_add is False
    assert list_evidence(house.office, staff.official, slip).may_add is True
    for name in hidden:
        with pytest.raises(NotFound):
            add(house, actors[name], slip)
        with pytest.raises(NotFound):
            list_evidence(house.office, actors[name], slip)


@pytest.mark.parametrize("part", ["author", "assignee", "executor", "implementer", "verifier"])
def test_a_part_in_the_record_is_enough(house: House, staff: Staff, part: str) -> None:
    slip = a_slip(house.office, staff.official).record_id
    with house.office.database.writing() as uow:
        given = records.Part(staff.stranger.person_id, part, house.clock())
        records.give_parts(uow, slip, [given])

    assert add(house, staff.stranger, slip).added_by == staff.stranger.full_name


def test_an_official_of_the_unit_without_a_part_only_reads(house: House, staff: Staff) -> None:
    slip = a_slip(house.office, staff.unit_head).record_id

    assert refusal(house, staff.official, slip) == NOT_YOURS


def test_a_record_that_has_ended_takes_no_more(house: House, staff: Staff) -> None:
    values = mandatory_values(house.office, MINUTES)
    draft = a_draft(house.office, staff.secretary, MINUTES, values)
    ended = submit(house.office, staff.secretary, draft, move="issue").record_id

    assert refusal(house, staff.secretary, ended) == ENDED
    assert list_evidence(house.office, staff.secretary, ended).may_add is False


@pytest.mark.parametrize(
    ("but", "field"),
    [
        ({"content": b""}, "file"),
        ({"content": b"<html>"}, "file"),
        ({"note": "a\u202eb"}, "note"),
        ({"note": "a" * 501}, "note"),
    ],
)
def test_what_is_wrong_is_told_beside_its_field_and_leaves_nothing(
    house: House, staff: Staff, but: dict[str, object], field: str
) -> None:
    slip = a_slip(house.office, staff.official).record_id

    with pytest.raises(FieldErrors) as wrong:
        add(house, staff.official, slip, **but)

    assert list(wrong.value.faults) == [field]
    assert list_evidence(house.office, staff.official, slip).files == ()
    with house.office.database.reading() as uow:
        assert find_faults(uow, house.office.vault) == ()


def test_a_note_of_500_letters_is_kept_in_one_spelling(house: House, staff: Staff) -> None:
    slip = a_slip(house.office, staff.official).record_id

    added = add(house, staff.official, slip, note=" " + "e\u0302" * 500 + "\r\n")

    assert added.note == "ê" * 500


def test_a_file_altered_in_the_vault_is_not_handed_out(house: House, staff: Staff) -> None:
    slip = a_slip(house.office, staff.official).record_id
    added = add(house, staff.official, slip)
    house.office.vault.path_of(added.sha256).write_bytes(b"khac")

    with pytest.raises(FileAltered):
        download_evidence(house.office, staff.official, slip, added.id)


def test_a_file_of_another_record_is_not_found(house: House, staff: Staff) -> None:
    slip, other = (a_slip(house.office, staff.official).record_id for _ in range(2))
    added = add(house, staff.official, slip)

    for record_id, number in ((other, added.id), (slip, added.id + 1), (slip, 2**40)):
        with pytest.raises(NotFound):
            download_evidence(house.office, staff.official, record_id, number)
