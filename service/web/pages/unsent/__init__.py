"""Texts typed and not sent: kept, put back, told."""
