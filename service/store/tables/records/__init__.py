"""Tables of records and drafts."""
