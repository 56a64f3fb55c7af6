"""Keeping: issued files by their hash, the row beside each file, and the re-reading of both."""
