"""Templates are read in an edition for each language: what never changes stands in it."""

import re

import pytest
from flask import Flask, render_template, render_template_string

from service.web.context import LANGUAGE_COOKIE
from tests.web.conftest import Browser

HELP = "layout/_keyboard_help.html"


def drawn(app: Flask, language: str, root: str = "") -> str:
    """The help on keys as a reader of that language gets it, behind a proxy with that path."""
    cookie, environ = {"Cookie": f"{LANGUAGE_COOKIE}={language}"}, {"SCRIPT_NAME": root}
    with app.test_request_context("/", headers=cookie, environ_overrides=environ):
        return render_template(HELP)


def test_each_reader_has_the_words_of_their_language(app: Flask) -> None:
    first, other, again = (drawn(app, language) for language in ("vi", "en", "vi"))

    assert "Phím tắt" in first
    assert "Keyboard" in other
    assert again == first


def test_what_is_always_the_same_is_looked_up_no_more(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = drawn(app, "vi")
    asked: list[str] = []
    monkeypatch.setitem(app.jinja_env.globals, "_", asked.append)

    assert drawn(app, "vi") == before
    assert asked == []


def test_the_path_a_proxy_puts_before_has_its_own_edition(app: Flask) -> None:
    with app.test_request_context("/"):
        assert "/static/" in render_template("layout/error.html")
    with app.test_request_context("/", environ_overrides={"SCRIPT_NAME": "/ctcl"}):
        addresses = re.findall(r'(?:href|src)="(/[^"]*)"', render_template("layout/error.html"))

    assert addresses
    assert all(each.startswith("/ctcl/") for each in addresses)


def test_values_are_filled_in_anew_and_escaped(app: Flask) -> None:
    written = "{{ _('Đã lưu') }} {{ _('Bước %(n)s/%(all)s', n=n, all=3) }}"
    with app.test_request_context("/"):
        told = [render_template_string(written, n=n) for n in ("<1>", 2)]

    assert told == ["Đã lưu Bước &lt;1&gt;/3", "Đã lưu Bước 2/3"]


def test_every_form_of_a_page_bears_the_same_mark(official: Browser) -> None:
    page = official.get("/account").text

    marks = re.findall('name="csrf_token" value="([^"]+)"', page)

    assert len(marks) > 2
    assert set(marks) == {official.token}
