"""Tables of corrections."""
