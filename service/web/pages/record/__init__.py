"""The page of one record, and what is done there."""
