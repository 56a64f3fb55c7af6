"""The words a form is written in; imports nothing else of the service."""
