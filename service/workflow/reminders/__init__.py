"""Reminders: who is reminded of what, by mail and by calendar."""
