"""The application: an office with both its doors open."""

from flask import Flask

from service.settings import Settings
from service.web import create_web
from service.web.gate import NOT_TAKEN_IN
from service.workflow.office import Office
from service.workflow.open_office import open_office

__all__ = ["NOT_TAKEN_IN", "create_app"]


def create_app(office: Office | None = None) -> Flask:
    """Return the WSGI application of the office, or of the environment's settings."""
    return create_web(office or open_office(Settings.from_environment()))
