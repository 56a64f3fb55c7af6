"""The pages, a folder a feature; each route says who, what, one call and the answer."""

from importlib import import_module
from pkgutil import walk_packages


def register_pages() -> None:
    """Import every module of every feature: its routes hang themselves on the blueprint.

    So a new feature is a new folder, and no list names it.
    """
    for found in walk_packages(__path__, f"{__name__}."):
        import_module(found.name)
