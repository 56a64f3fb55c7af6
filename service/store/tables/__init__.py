"""Every table, imported here so that one import knows them all."""

from service.store.base import Base
from service.store.tables.ledger import (
    ChainRow,
    CounterRow,
    CounterStartRow,
    DailySealRow,
    EventRow,
    IssuedDocumentRow,
    SubmissionRow,
)
from service.store.tables.office import OfficeSettingRow, SecurityLogRow, SignInAttemptRow
from service.store.tables.people import (
    ApiTokenRow,
    PersonRoleRow,
    PersonRow,
    SessionRow,
    UnitRow,
)
from service.store.tables.records import (
    DraftRow,
    RecordAccessRow,
    RecordPartRow,
    RecordRow,
    RecordUnitRow,
    RecordWordRow,
)

__all__ = [
    "ApiTokenRow",
    "Base",
    "ChainRow",
    "CounterRow",
    "CounterStartRow",
    "DailySealRow",
    "DraftRow",
    "EventRow",
    "IssuedDocumentRow",
    "OfficeSettingRow",
    "PersonRoleRow",
    "PersonRow",
    "RecordAccessRow",
    "RecordPartRow",
    "RecordRow",
    "RecordUnitRow",
    "RecordWordRow",
    "SecurityLogRow",
    "SessionRow",
    "SignInAttemptRow",
    "SubmissionRow",
    "UnitRow",
]
