"""The first page: what waits for a person, drafts and forms to begin."""
