"""Answers to Word files and back, Word files to PDF: pure, no database, no clock of its own."""
