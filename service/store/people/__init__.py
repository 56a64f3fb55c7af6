"""The tables of people: persons, units, roles, sessions, what each keeps for themselves."""
