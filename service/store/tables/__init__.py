"""Every table, imported here so that one import knows them all."""

from service.store.base import Base
from service.store.tables.bundles import BundleRow
from service.store.tables.corrections import CorrectionProposalRow
from service.store.tables.ledger import (
    ChainRow,
    CounterRow,
    CounterStartRow,
    DailySealRow,
    EventRow,
    IssuedDocumentRow,
    SubmissionRow,
)
from service.store.tables.moving import (
    ContentCategoryRow,
    DelegationRow,
    EvidenceRow,
    RecordCategoryRow,
    RecordLinkRow,
    TurnRow,
)
from service.store.tables.office import (
    OfficeSettingRow,
    SecurityLogRow,
    SecuritySeenRow,
    SignInAttemptRow,
)
from service.store.tables.people import (
    ApiTokenRow,
    PersonRoleRow,
    PersonRow,
    RoleTenureRow,
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
from service.store.tables.unsent import UnsentTextRow
from service.store.tables.work import CalendarFeedRow, DayOffRow, JobRow, ReminderRow, SavedViewRow

__all__ = [
    "ApiTokenRow",
    "Base",
    "BundleRow",
    "CalendarFeedRow",
    "ChainRow",
    "ContentCategoryRow",
    "CorrectionProposalRow",
    "CounterRow",
    "CounterStartRow",
    "DailySealRow",
    "DayOffRow",
    "DelegationRow",
    "DraftRow",
    "EventRow",
    "EvidenceRow",
    "IssuedDocumentRow",
    "JobRow",
    "OfficeSettingRow",
    "PersonRoleRow",
    "PersonRow",
    "RecordAccessRow",
    "RecordCategoryRow",
    "RecordLinkRow",
    "RecordPartRow",
    "RecordRow",
    "RecordUnitRow",
    "RecordWordRow",
    "ReminderRow",
    "RoleTenureRow",
    "SavedViewRow",
    "SecurityLogRow",
    "SecuritySeenRow",
    "SessionRow",
    "SignInAttemptRow",
    "SubmissionRow",
    "TurnRow",
    "UnitRow",
    "UnsentTextRow",
]
