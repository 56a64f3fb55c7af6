"""What the strict Content-Security-Policy asks of templates, sheets and scripts."""

import re
from pathlib import Path

import pytest

from service.web.drawing import STATIC

WEB = STATIC.parent
TEMPLATES = sorted((WEB / "templates").rglob("*.html"))
OURS = sorted(
    path
    for path in STATIC.rglob("*")
    if path.suffix in {".css", ".js"} and STATIC / "vendor" not in path.parents
)
ICON = re.compile(r"icon\('([a-z0-9-]+)'")


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda p: p.name)
def test_a_template_has_no_inline_script_or_style(path: Path) -> None:
    text = path.read_text(encoding="utf-8")

    assert not re.search(r"\sstyle=|<style|\son[a-z]+=|javascript:|data:image", text)
    assert not re.search(r"<script(?![^>]*\ssrc=)", text)


@pytest.mark.parametrize("path", OURS, ids=lambda p: p.name)
def test_our_sheets_and_scripts_are_short_and_load_nothing_foreign(path: Path) -> None:
    text = path.read_text(encoding="utf-8")

    assert len(text.splitlines()) <= 300
    assert not re.search(r"https?://|url\(\"?data:|\beval\(|\.style\b", text)


def test_every_icon_that_templates_name_is_in_the_sprite() -> None:
    named = {n for p in TEMPLATES for n in ICON.findall(p.read_text(encoding="utf-8"))}
    sprite = (STATIC / "icons.svg").read_text(encoding="utf-8")

    assert {name for name in named if f'id="{name}"' not in sprite} == set()


def test_every_sheet_is_reached_from_the_one_that_pages_link() -> None:
    style = (STATIC / "style.css").read_text(encoding="utf-8")

    pages = " ".join(path.read_text(encoding="utf-8") for path in TEMPLATES)
    linked = set(re.findall(r"['/](\w+(?:/\w+)?\.css)['\"]", pages))
    reached = linked | set(re.findall(r'url\("([a-z_]+(?:/[a-z_]+)?\.css)"\)', style))
    assert {
        path.relative_to(STATIC).as_posix() for path in OURS if path.suffix == ".css"
    } == reached
