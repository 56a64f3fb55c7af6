"""Who may act on a record, and whose turn it is."""
