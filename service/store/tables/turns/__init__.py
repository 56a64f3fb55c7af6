"""Tables of whose turn it is, and for whom."""
