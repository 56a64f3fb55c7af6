"""Corrections of issued records: made at once, or proposed and confirmed."""
