"""The list of tags of every template, read from the Word files for the README beside them."""

import re
import zipfile
from collections.abc import Iterable
from pathlib import Path

from docx.oxml.ns import qn
from lxml import etree

BEGIN = "<!-- tags: written by python -m templates_docx -->"
END = "<!-- end of tags -->"
PARTS = ("document", "header", "footer")


def tags_of(path: Path) -> dict[str, str]:
    """Every tag of a Word file in print order with the name Word shows (alias)."""
    named: dict[str, str] = {}
    with zipfile.ZipFile(path) as archive:
        names = sorted(archive.namelist())
        printed = [n for part in PARTS for n in names if re.fullmatch(rf"word/{part}\d*\.xml", n)]
        roots = [etree.fromstring(archive.read(name)) for name in printed]
        for properties in (each for root in roots for each in root.iter(qn("w:sdtPr"))):
            tag, alias = (properties.find(qn(f"w:{name}")) for name in ("tag", "alias"))
            if tag is not None and tag.get(qn("w:val")) != "blank":
                shown = tag if alias is None else alias
                named.setdefault(tag.get(qn("w:val"), ""), shown.get(qn("w:val"), ""))
    return named


def tag_list(files: Iterable[Path]) -> str:
    """The Markdown lists of fields, conditions and office texts, one heading a template."""
    return "\n".join(map(_section, files))


def write_tag_list(readme: Path, files: Iterable[Path]) -> None:
    """Writes the lists into the README, between its two marks."""
    before, _, rest = readme.read_text("utf-8").partition(BEGIN)
    after = rest.partition(END)[2]
    readme.write_text(f"{before}{BEGIN}\n\n{tag_list(files)}\n{END}{after}", "utf-8")


def _section(file: Path) -> str:
    tags = tags_of(file)
    conditions = [tag for tag in tags if tag.startswith(("if:", "unless:"))]
    office = [tag for tag in tags if tag.startswith(("settings.", "form.", "doc."))]
    fields = [tag for tag in tags if tag not in {*conditions, *office}]
    lines = [f"### {file.name}", "", "| Nhãn (tag) | Ô (field) |", "|---|---|"]
    lines += [f"| `{tag}` | {tags[tag]} |" for tag in fields]
    lines += ["", "Thiết lập, phiên bản (office texts): " + _listed(office)]
    lines += ["", "Điều kiện (conditions): " + _listed(conditions), ""]
    return "\n".join(lines)


def _listed(tags: list[str]) -> str:
    return ", ".join(f"`{tag}`" for tag in tags) + "."
