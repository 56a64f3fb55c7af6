"""The house verified: chains of events, records that follow them, seals, the vault's files."""

from dataclasses import dataclass

from service.archive.integrity import find_faults
from service.store.ledger.seals import SEAL_CHAIN
from service.store.ledger.security_log import SECURITY_CHAIN
from service.store.ledger.verify_chains import verify_all
from service.store.ledger.verify_records import altered_records
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
    "altered row": "dòng văn bản phát hành hoặc bằng chứng bị sửa (altered row)",
}
_ALTERED_RECORD = "hồ sơ không khớp chuỗi sự kiện của nó (altered record)"
_HARMLESS = {"orphan file", "unfinished file"}


@dataclass(frozen=True)
class Verified:
    """What a verification found: `breaks`, and `leftovers` of writes that never counted.

    A leftover is a file no record knows, as a power cut or a full disk leaves; it harms nothing.
    """

    breaks: tuple[str, ...]
    leftovers: tuple[str, ...]


def verify_house(office: Office) -> Verified:
    """Return a line for every broken link or seal, altered record or file, and leftover."""
    with office.database.reading() as uow:
        breaks = verify_all(uow)
        records = [f"Hồ sơ {each}: {_ALTERED_RECORD}" for each in altered_records(uow)]
        faults = find_faults(uow, office.vault)
    chains = [f"{_chain(each.chain)}, số {each.sequence}: {_SAID[each.kind]}" for each in breaks]
    files = {each: f"{each.name}: {_SAID[each.kind]}" for each in faults}
    return Verified(
        breaks=(
            *chains,
            *records,
            *(sentence for each, sentence in files.items() if each.kind not in _HARMLESS),
        ),
        leftovers=tuple(sentence for each, sentence in files.items() if each.kind in _HARMLESS),
    )


_NAMED = {SEAL_CHAIN: "Niêm phong hằng ngày", SECURITY_CHAIN: "Nhật ký bảo mật"}


def _chain(name: str) -> str:
    return _NAMED.get(name, f"Chuỗi sự kiện {name}")
