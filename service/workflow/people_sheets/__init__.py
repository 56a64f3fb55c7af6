"""People and units entered from an Excel sheet."""
