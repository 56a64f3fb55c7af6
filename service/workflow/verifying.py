"""The house verified: chains of events, seals and the files of the vault."""

from __future__ import annotations

from service.archive.integrity import find_faults
from service.store.seals import SEAL_CHAIN
from service.store.verifying import verify_all
from service.workflow.office import Office

_SAID = {
    "altered": "bị sửa (altered)",
    "missing": "bị mất (missing)",
    "inserted": "bị chèn thêm (inserted)",
    "unlinked": "không nối với sự kiện trước (unlinked)",
    "cut short": "bị cắt phần cuối (cut short)",
    "unsealed": "không khớp niêm phong (unsealed)",
    "missing file": "mất tệp (missing file)",
    "altered file": "tệp bị sửa (altered file)",
    "orphan file": "tệp không thuộc hồ sơ nào (orphan file)",
    "unfinished file": "tệp ghi dở (unfinished file)",
    "altered row": "dòng văn bản phát hành bị sửa (altered row)",
}


def verify_house(office: Office) -> tuple[str, ...]:
    """Return a line for every broken link, seal, missing, altered or orphan file."""
    with office.database.reading() as uow:
        breaks = verify_all(uow)
        faults = find_faults(uow, office.vault)
    return (
        *(f"{_chain(each.chain)}, số {each.sequence}: {_SAID[each.kind]}" for each in breaks),
        *(f"{each.name}: {_SAID[each.kind]}" for each in faults),
    )


def _chain(name: str) -> str:
    return "Niêm phong hằng ngày" if name == SEAL_CHAIN else f"Chuỗi sự kiện {name}"
