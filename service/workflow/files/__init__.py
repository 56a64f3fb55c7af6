"""Word, PDF and evidence in and out."""
