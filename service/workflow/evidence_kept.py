"""The evidence files of a record as its moves ask for them (QT.CTCL 5.6)."""

from __future__ import annotations

from sqlalchemy import select

from service.formkit.labels import Label
from service.store.database import UnitOfWork

NO_EVIDENCE = Label(
    "Kết luận «Đạt» cần ít nhất một bằng chứng, bằng lời hoặc bằng tệp (QT.CTCL 5.6).",
    "“Met” needs at least one piece of evidence, in words or as a file (QT.CTCL 5.6).",
)


def evidence_names(uow: UnitOfWork, record_id: str) -> tuple[str, ...]:
    """Return the names of the record's evidence files, in the order they came."""
    from service.store.tables.moving import EvidenceRow

    query = select(EvidenceRow.file_name).where(EvidenceRow.record_id == record_id)
    return tuple(uow.session.scalars(query.order_by(EvidenceRow.id)))
