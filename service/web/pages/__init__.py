"""The pages, one file a subject; each route says who, what, one call and the answer."""

from __future__ import annotations

from importlib import import_module

SUBJECTS = (
    "accounts",
    "calendar_feed",
    "home",
    "drafts",
    "preview",
    "documents",
    "records",
    "saved_views",
    "lists",
    "taking_away",
    "bundles",
    "reminders",
    "moves",
    "unsent",
    "corrections",
    "proposed_corrections",
    "evidence",
    "repetition",
    "categories",
    "people",
    "people_sheets",
    "units",
    "settings",
    "sample_data",
    "rules",
    "delegations",
    "working_calendar",
    "security_log",
    "health",
)


def register_pages() -> None:
    """Import every subject: its routes hang themselves on the blueprint."""
    for subject in SUBJECTS:
        import_module(f"{__name__}.{subject}")
