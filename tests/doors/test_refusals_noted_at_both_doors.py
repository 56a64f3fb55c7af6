"""A correction or evidence refused at either door: one line each in the security log, no more."""

from service.store.ledger.security_log import list_security_notes
from tests.builders import House, a_slip
from tests.doors.conftest import Browsers, Programs

CORRECTION = {"reason": "Ghi nhầm", "version": 1, "submission": "mot-lan-bam"}


def refused(house: House) -> list[tuple[int | None, object]]:
    """Who was refused what, oldest first."""
    with house.office.database.reading() as uow:
        notes = list_security_notes(uow)
    return [(n.actor_id, n.payload["deed"]) for n in reversed(notes) if n.kind == "refused"]


def test_a_correction_refused_is_noted_once_a_try(
    house: House, signed_in: Browsers, program: Programs
) -> None:
    slip = a_slip(house.office, house.staff.official).record_id
    auditor, stranger = signed_in("auditor"), signed_in("stranger")
    page, body = f"/records/{slip}/correct", {**CORRECTION, "answers": {"related_documents": "x"}}
    api = f"/forms/BM.CTCL.01/records/{slip}/corrections"

    statuses = [
        auditor.get(page).status_code,
        auditor.post(page, CORRECTION).status_code,
        program("auditor").post(api, body).status_code,
        stranger.get(page).status_code,
        program("stranger").post(api, body).status_code,
    ]

    mine, theirs = house.staff.auditor.person_id, house.staff.stranger.person_id
    assert statuses == [403, 403, 403, 404, 404]
    assert refused(house) == [(mine, "correct")] * 3 + [(theirs, "correct")] * 2


def test_evidence_refused_is_noted_once_a_try(
    house: House, signed_in: Browsers, program: Programs
) -> None:
    slip = a_slip(house.office, house.staff.official).record_id

    on_page = signed_in("auditor").post(f"/records/{slip}/evidence", {"note": "Đã xem"})
    asked = program("stranger").get(f"/records/{slip}/evidence/1")

    mine, theirs = house.staff.auditor.person_id, house.staff.stranger.person_id
    assert (on_page.status_code, asked.status_code) == (403, 404)
    assert refused(house) == [(mine, "add_evidence"), (theirs, "read_evidence")]
