"""Every table; a module lies where the store module that reads and writes it lies.

One import of this package knows them all: they are found, so a new one edits no list.
"""

from importlib import import_module
from pkgutil import walk_packages

from service.store.base import Base

for _found in walk_packages(__path__, f"{__name__}."):
    import_module(_found.name)

__all__ = ["Base"]
