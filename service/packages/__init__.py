"""What all office files are made of: a ZIP of parts, found by relations and content types."""
