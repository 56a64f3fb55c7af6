"""Builds the Word templates from the layout spec: `python -m templates_docx.source`."""
