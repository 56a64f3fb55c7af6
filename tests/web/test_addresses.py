"""Addresses of pages are remembered, each under all that decides it."""

from flask import Flask, url_for


def test_the_same_page_has_the_same_address_again(app: Flask) -> None:
    with app.test_request_context("/"):
        first, again = (url_for("web.record", record_id="r1") for _ in range(2))

        assert first == again == "/records/r1"
        assert url_for("web.record", record_id="r2") == "/records/r2"


def test_the_path_a_proxy_puts_before_belongs_to_it(app: Flask) -> None:
    with app.test_request_context("/"):
        assert url_for("web.home") == "/"
    with app.test_request_context("/", environ_overrides={"SCRIPT_NAME": "/ctcl"}):
        assert url_for("web.home") == "/ctcl/"


def test_what_is_asked_of_the_address_stands_in_it(app: Flask) -> None:
    with app.test_request_context("/"):
        assert url_for("web.records", page=2) == "/records?page=2"
        assert url_for("web.records", page=3, year=None) == "/records?page=3"
        assert url_for("web.home", _external=True) == "http://localhost/"
        assert url_for("web.home", _external=True) != url_for("web.home")


def test_true_is_not_one(app: Flask) -> None:
    with app.test_request_context("/"):
        assert url_for("web.records", page=1) == "/records?page=1"
        assert url_for("web.records", page=True) == "/records?page=True"
