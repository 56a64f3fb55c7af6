"""The dossier of a slip as tests read it: its papers by kind, and what their Word files say."""

from datetime import date
from typing import Any

from service.archive.filing import read_document
from service.documents.read.read_back import read_document as read_back
from service.store.ledger import issued
from service.store.ledger.issued import IssuedDocument
from service.store.tables.records.evidence import EvidenceRow
from service.store.turns import delegations
from service.workflow.actor import Actor
from tests.builders import House
from tests.workflow.slips.walking import Slip


def papers(slip: Slip, code: str) -> list[IssuedDocument]:
    """The papers of that kind in the slip's dossier, oldest first."""
    with slip.house.office.database.reading() as uow:
        return [each for each in issued.list_issued(uow, slip.id) if each.form_code == code]


def all_papers(slip: Slip) -> list[IssuedDocument]:
    """Everything in the slip's dossier, oldest first."""
    with slip.house.office.database.reading() as uow:
        return list(issued.list_issued(uow, slip.id))


def paper(slip: Slip, code: str) -> dict[str, Any]:
    """What the newest paper of that kind says."""
    return dict(papers(slip, code)[-1].values)


def word_of(slip: Slip, document: IssuedDocument) -> bytes:
    """The Word file as it lies in the vault."""
    return read_document(slip.house.office.vault, document)


def said_by(slip: Slip, document: IssuedDocument) -> tuple[str, dict[str, Any]]:
    """The code and the values that the Word file in the vault says by its controls."""
    office = slip.house.office
    form, values = read_back(office.companions, office.library, word_of(slip, document))
    return form.code, values


def attach(slip: Slip, *names: str) -> None:
    """Keep files of these names as evidence of the slip."""
    with slip.house.office.database.writing() as uow:
        uow.session.add_all(
            EvidenceRow(
                record_id=slip.id,
                sha256=f"{number:064d}",
                size=1,
                file_name=name,
                media_type="image/jpeg",
                note="",
                stage="implementing",
                added_by=slip.house.staff.official.person_id,
                added_at=slip.house.clock(),
            )
            for number, name in enumerate(names)
        )


def delegate(house: House, giver: Actor, receiver: Actor, role: str) -> None:
    """Let the receiver act for the giver in that role, all of March 2026."""
    with house.office.database.writing() as uow:
        delegations.add_delegation(
            uow,
            giver_id=giver.person_id,
            receiver_id=receiver.person_id,
            role=role,
            record_id=None,
            authority="TUQ",
            from_day=date(2026, 3, 1),
            to_day=date(2026, 3, 31),
            scope="",
            now=house.clock(),
        )
