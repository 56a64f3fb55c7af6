"""People and units: entered, changed, closed; what they still hold."""
