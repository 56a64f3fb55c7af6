"""Bundles (gói tệp): many records in one file."""
