"""The application: an office with both its doors open."""

from __future__ import annotations

from flask import Flask

from service.settings import Settings
from service.web import create_web
from service.workflow.office import Office


def create_app(office: Office | None = None) -> Flask:
    """Return the WSGI application of the office, or of the environment's settings."""
    return create_web(office or Office.open(Settings.from_environment()))
