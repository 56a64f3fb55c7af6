"""What several reads of a page would ask for one by one, read beforehand in one statement.

Each `prefetch_…` lets the ordinary functions (`list_days_off`, `list_parts`, `accounts_of` …)
answer from the snapshot; whoever does not call it gets the same answers, each by a statement.
"""
