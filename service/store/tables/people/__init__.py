"""Tables of people and units."""
