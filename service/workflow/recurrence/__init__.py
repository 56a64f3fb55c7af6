"""Recurrence (lặp lại, QT.CTCL 5.2.1): which records are for the same content."""
