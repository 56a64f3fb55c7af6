"""The service that runs procedure QT.CTCL: forms on the web, Word files, records, archive."""
