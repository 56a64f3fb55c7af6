"""Every form that a page shows: where somebody types, what was typed is kept until it is sent."""

import re
from collections.abc import Iterator

from service.settings import ROOT

TEMPLATES = ROOT / "service" / "web" / "templates"
FORM = re.compile(r"<form\b([^>]*)>(.*?)</form>", re.DOTALL)
TYPED = re.compile(r"<textarea|\bfield\(|\brows\(|contenteditable|data-rows")
KEPT = ("data-unsent=", "data-autosave=")
SHORT = {
    "account/sign_in.html": "a password is never kept",
    "account/change_password.html": "a password is never kept",
    "account/account.html": "a password, and the one word that a token is called",
    "administration/_import.html": "a file is chosen, and the boxes beside it are ticked",
    "record_list/_saved_views.html": "one short name",
    "record_list/records.html": "a filter that stands in the address",
    "security/security_log.html": "a filter that stands in the address",
}
"""Forms in which nothing is typed that would be missed."""


def forms() -> Iterator[tuple[str, str, str]]:
    """Template, opening words and inside of every form."""
    for path in sorted(TEMPLATES.rglob("*.html")):
        for found in FORM.finditer(path.read_text("utf-8")):
            yield path.relative_to(TEMPLATES).as_posix(), found[1], found[2]


def test_whoever_types_more_than_a_word_finds_it_again() -> None:
    bare = {
        name
        for name, head, inside in forms()
        if TYPED.search(inside) and not any(each in head for each in KEPT)
    }

    assert bare - set(SHORT) == set()
