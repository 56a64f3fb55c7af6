"""Who may act on a record, and whose turn it is: the parts of `workflow.authority`."""
