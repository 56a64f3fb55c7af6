"""The vendored front end asks nothing of the internet, and every file is the one listed."""

import hashlib
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

STATIC = Path(__file__).resolve().parents[2] / "service/web/static"
VENDOR = STATIC / "vendor"
STYLE_SHEETS = sorted(STATIC.rglob("*.css"))
PICTURES = sorted(STATIC.rglob("*.svg"))
PACKAGES = sorted(path for path in VENDOR.iterdir() if path.is_dir())
ADDRESS = re.compile(r"""url\(\s*["']?([^"')]+)["']?\s*\)""")
NOT_LISTED = {"README.md", "icons.txt"}
SVG = "{http://www.w3.org/2000/svg}"


def name_of(path: Path) -> str:
    return path.relative_to(STATIC).as_posix()


def listed_digests() -> dict[str, str]:
    rows = (VENDOR / "README.md").read_text(encoding="utf-8").splitlines()
    cells = [[cell.strip() for cell in row.strip("|").split("|")] for row in rows if row[:1] == "|"]
    return {row[0]: row[-1] for row in cells if re.fullmatch("[0-9a-f]{64}", row[-1])}


@pytest.mark.parametrize("sheet", STYLE_SHEETS, ids=name_of)
def test_a_style_sheet_loads_only_files_that_stand_beside_it(sheet: Path) -> None:
    css = sheet.read_text(encoding="utf-8")

    addresses = ADDRESS.findall(css)

    assert "data:" not in css
    assert "sourceMappingURL" not in css
    assert [one for one in addresses if re.match(r"[a-z]+:|//", one)] == []
    assert [one for one in addresses if not (sheet.parent / one.split("?")[0]).is_file()] == []


def test_no_vendored_style_sheet_imports_another() -> None:
    importing = [
        name_of(sheet) for sheet in VENDOR.rglob("*.css") if "@import" in sheet.read_text()
    ]

    assert importing == []


@pytest.mark.parametrize("picture", PICTURES, ids=name_of)
def test_a_picture_is_well_formed_and_asks_for_nothing(picture: Path) -> None:
    root = ElementTree.fromstring(picture.read_text(encoding="utf-8"))

    assert root.tag == f"{SVG}svg"
    assert "href" not in picture.read_text(encoding="utf-8")
    assert root.find(f".//{SVG}script") is None


def test_the_sprite_holds_exactly_the_listed_icons() -> None:
    wanted = (VENDOR / "icons.txt").read_text(encoding="utf-8").split()

    sprite = ElementTree.parse(STATIC / "icons.svg").getroot()

    assert [symbol.get("id") for symbol in sprite] == wanted
    assert wanted == sorted(set(wanted))
    assert all(len(symbol) > 0 for symbol in sprite)


def test_every_vendored_file_is_the_one_the_readme_lists() -> None:
    present = {
        path.relative_to(VENDOR).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in VENDOR.rglob("*")
        if path.is_file() and path.name not in NOT_LISTED
    }
    sprite = hashlib.sha256((STATIC / "icons.svg").read_bytes()).hexdigest()

    assert listed_digests() == {"../icons.svg": sprite, **present}


@pytest.mark.parametrize(
    "folder", sorted(path for path in VENDOR.iterdir() if path.is_dir()), ids=name_of
)
def test_every_vendored_package_brings_its_licence(folder: Path) -> None:
    licence = folder / "LICENSE"

    assert licence.is_file()
    assert licence.stat().st_size > 500
