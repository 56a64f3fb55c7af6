"""The tables: what the office knows, in SQLite or PostgreSQL; knows no web, no Word, no forms."""
