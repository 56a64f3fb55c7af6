"""The house verified: chains of events, seals and the files of the vault."""

from __future__ import annotations

from service.archive.integrity import find_faults
from service.store.verifying import verify_all
from service.workflow.office import Office


def verify_house(office: Office) -> tuple[str, ...]:
    """Return a line for every broken link, seal, missing, altered or orphan file."""
    with office.database.reading() as uow:
        breaks = verify_all(uow)
        faults = find_faults(uow, office.vault)
    return (*(str(each) for each in breaks), *(str(each) for each in faults))
