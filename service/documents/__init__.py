"""Answers to Word files and back, and Word files to PDF: pure, with no database and no clock."""
