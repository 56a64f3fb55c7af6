"""Makes the templates that nobody edited in Word: `python -m templates_docx [FOLDER]`."""

import sys
from pathlib import Path

from templates_docx.built import rebuild
from templates_docx.source.catalogue import COMPANIONS, TEMPLATES
from templates_docx.tag_list import write_tag_list


def main(arguments: list[str]) -> None:
    """Makes the files of the folder, by default this one, and their lists of tags."""
    folder = Path(arguments[0] if arguments else Path(__file__).resolve().parent)
    files = {template.file_name: template for template in TEMPLATES}
    companions = {f"companions/{template.file_name}": template for template in COMPANIONS}
    for said in rebuild(folder, files | companions):
        sys.stdout.write(f"{said}\n")
    for home, names in ((folder, files), (folder / "companions", companions)):
        if (home / "README.md").is_file():
            write_tag_list(home / "README.md", [folder / name for name in names])


if __name__ == "__main__":
    main(sys.argv[1:])
