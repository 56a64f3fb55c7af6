"""English words of the pages: none missing, none left over, the compiled file up to date."""

import io
from pathlib import Path

from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from service.web.i18n import TRANSLATIONS

WEB = TRANSLATIONS.parent / "web"
PO = TRANSLATIONS / "en" / "LC_MESSAGES" / "messages.po"
METHODS = [("**.py", "python"), ("templates/**.html", "jinja2")]
KEYWORDS = {"_": None, "gettext": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2)}


def words_of_the_pages() -> set[str]:
    """Every Vietnamese sentence that pages translate."""
    found = extract_from_dir(str(WEB), METHODS, keywords=KEYWORDS)
    texts = (message for _, _, message, _, _ in found)
    return {text if isinstance(text, str) else text[0] for text in texts}


def test_every_sentence_of_the_pages_has_its_english() -> None:
    catalogue = read_po(io.BytesIO(PO.read_bytes()), locale="en")
    known = {m.id if isinstance(m.id, str) else m.id[0]: m for m in catalogue if m.id}

    missing = words_of_the_pages() - {key for key, m in known.items() if m.string}

    assert missing == set()
    assert set(known) - words_of_the_pages() == set()


def test_placeholders_are_the_same_in_both_languages() -> None:
    catalogue = read_po(io.BytesIO(PO.read_bytes()), locale="en")

    faults = [(m.id, error) for m, errors in catalogue.check() for error in errors]

    assert faults == []


def test_the_compiled_words_are_those_of_the_catalogue() -> None:
    compiled = io.BytesIO()

    write_mo(compiled, read_po(io.BytesIO(PO.read_bytes()), locale="en"))

    assert PO.with_suffix(".mo").read_bytes() == compiled.getvalue()


def test_the_catalogue_lies_where_the_package_carries_it() -> None:
    assert PO.is_relative_to(Path(__file__).resolve().parents[2] / "service")
