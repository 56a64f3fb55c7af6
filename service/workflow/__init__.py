"""What people do with forms and records: one verb a module, the same for page and API."""
