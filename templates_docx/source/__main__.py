"""Rebuilds every template and the list of tags: `python -m templates_docx.source [FOLDER]`."""

import sys
from pathlib import Path

from templates_docx.source.catalogue import TEMPLATES
from templates_docx.source.package import write
from templates_docx.source.tag_list import write_tag_list


def main(arguments: list[str]) -> None:
    """Writes every template into the folder given, by default beside this package."""
    home = Path(__file__).resolve().parent.parent
    folder = Path(arguments[0]) if arguments else home
    templates = [template() for template in TEMPLATES]
    for template in templates:
        print(write(template, folder).name)
    if folder == home:
        write_tag_list(home / "README.md", templates)


if __name__ == "__main__":
    main(sys.argv[1:])
