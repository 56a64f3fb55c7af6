"""A clean Word template compiled: its controls found, checked, made ready."""
