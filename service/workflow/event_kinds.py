"""Every kind of event that the workflow writes beside the moves of the forms, in one place."""

from service.archive.filing import DOCUMENT_ISSUED, EVIDENCE_ADDED

__all__ = [
    "CLASSIFIED",
    "CORRECTED",
    "CORRECTION_CONFIRMED",
    "CORRECTION_DECLINED",
    "CORRECTION_PROPOSED",
    "CORRECTION_WITHDRAWN",
    "DELEGATED",
    "DELEGATION_REVOKED",
    "DOCUMENT_ISSUED",
    "EVIDENCE_ADDED",
]

CLASSIFIED = "classified"
CORRECTED = "correct"
CORRECTION_PROPOSED = "propose_correction"
CORRECTION_WITHDRAWN = "withdraw_correction"
CORRECTION_CONFIRMED = "confirm_correction"
CORRECTION_DECLINED = "decline_correction"
DELEGATED = "delegated"
DELEGATION_REVOKED = "delegation_revoked"
