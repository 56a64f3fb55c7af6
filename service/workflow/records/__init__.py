"""Reading records: one, a list, who may see them, what may be corrected."""
