"""Rebuilds every template and the lists of tags: `python -m templates_docx.source [FOLDER]`."""

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from templates_docx.source.catalogue import COMPANIONS, TEMPLATES
from templates_docx.source.package import Template, write
from templates_docx.source.tag_list import write_tag_list


def main(arguments: list[str]) -> None:
    """Writes every template into the folder given, by default beside this package."""
    home = Path(__file__).resolve().parent.parent
    folder = Path(arguments[0]) if arguments else home
    rebuild(TEMPLATES, folder, home)
    rebuild(COMPANIONS, folder / "companions", home / "companions")


def rebuild(makers: Sequence[Callable[[], Template]], folder: Path, home: Path) -> None:
    """Writes these templates into the folder, and their tags into the README of their home."""
    folder.mkdir(exist_ok=True)
    templates = [make() for make in makers]
    for template in templates:
        print(write(template, folder).name)
    if folder == home:
        write_tag_list(home / "README.md", templates)


if __name__ == "__main__":
    main(sys.argv[1:])
