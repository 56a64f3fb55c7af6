"""The list of tags of every template, as the README of the templates shows it."""

import re
from pathlib import Path

from templates_docx.source.package import Template

BEGIN = "<!-- tags: written by python -m templates_docx.source -->"
END = "<!-- end of tags -->"
TAG = re.compile(r'<w:alias w:val="([^"]*)"/><w:tag w:val="([^"]*)"/>')


def tags_of(template: Template) -> dict[str, str]:
    """Every tag of the template in print order with its Vietnamese name (alias)."""
    margins = "".join(margin.xml for margin in template.page.margins)
    named: dict[str, str] = {}
    for alias, tag in TAG.findall(template.body + margins):
        named.setdefault(tag, alias)
    return named


def tag_list(templates: list[Template]) -> str:
    """The Markdown lists of fields, conditions and office texts, one heading a template."""
    return "\n".join(_section(template) for template in templates)


def write_tag_list(readme: Path, templates: list[Template]) -> None:
    """Writes the lists into the README, between its two marks."""
    text = readme.read_text(encoding="utf-8")
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    listed = f"{before}{BEGIN}\n\n{tag_list(templates)}\n{END}{after}"
    readme.write_text(listed, encoding="utf-8")


def _section(template: Template) -> str:
    tags = tags_of(template)
    conditions = [tag for tag in tags if tag.startswith(("if:", "unless:"))]
    office = [tag for tag in tags if tag.startswith(("settings.", "form.", "doc."))]
    fields = [tag for tag in tags if tag not in {*conditions, *office}]
    lines = [f"### {template.file_name}", "", "| Nhãn (tag) | Ô (field) |", "|---|---|"]
    lines += [f"| `{tag}` | {tags[tag]} |" for tag in fields]
    lines += ["", "Thiết lập, phiên bản (office texts): " + _listed(office)]
    lines += ["", "Điều kiện (conditions): " + _listed(conditions), ""]
    return "\n".join(lines)


def _listed(tags: list[str]) -> str:
    return ", ".join(f"`{tag}`" for tag in tags) + "."
