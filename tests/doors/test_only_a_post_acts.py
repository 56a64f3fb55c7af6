"""Looking changes nothing: GET, HEAD and OPTIONS of every address, as every role and as nobody."""

import ast
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from werkzeug.routing import Rule

from service.settings import ROOT
from service.store.base import Base
from service.store.ledger.security_log import SECURITY_CHAIN
from service.web.api import PREFIX
from tests.builders import House
from tests.doors.conftest import Browsers, Programs, api_of
from tests.doors.route_table import ROLES, Things, address_of, things_of
from tests.web.conftest import Browser

LOOKING = ("GET", "HEAD", "OPTIONS")
NOBODY = "nobody"
# What a link checker would never send, and what would be taken if HEAD were taken for a POST.
AS_IF_POSTED = {"name": "Tên khác", "username": "ai-do", "label": "mã", "full_name": "Ai Đó"}
TECHNICAL = {("session", "last_seen_at"), ("session", "expires_at"), ("api_token", "last_used_at")}
"""When a person was last here: the only cells that looking may write."""

NOTED = {"refused", "download"}
"""What the security log says of those who look: what they took, what was kept from them."""
ASKS_EVERYWHERE = ("official", NOBODY)
"""Who also looks where nothing can be looked at. The 405 there is said by the map of addresses,
before any view is asked who is asking; the other roles look where there is a view."""
UNKNOWN_HERE = {303, 401}
"""Who is nobody is asked to sign in, at the pages and at the API, before anything is told."""


def all_rows(house: House) -> dict[str, list[dict[str, Any]]]:
    """Everything that is kept, but when people were last here and that they were looking."""
    kept = {}
    with house.office.database.engine.connect() as connection:
        for table in Base.metadata.sorted_tables:
            names = [c.name for c in table.columns if (table.name, c.name) not in TECHNICAL]
            rows = connection.execute(table.select()).mappings()
            kept[table.name] = [{name: row[name] for name in names} for row in rows]
    kept["security_log"] = [row for row in kept["security_log"] if row["kind"] not in NOTED]
    # Where the log's chain ends by now; the chains of records stay as they were.
    kept["chain"] = [row for row in kept["chain"] if row["name"] != SECURITY_CHAIN]
    return kept


def rules_of(app: Flask) -> Iterator[tuple[Rule, frozenset[str]]]:
    """Every address once, with all the methods that are taken there."""
    taken: dict[str, frozenset[str]] = {}
    for rule in app.url_map.iter_rules():
        taken[rule.rule] = taken.get(rule.rule, frozenset()) | frozenset(rule.methods or ())
    for rule in {each.rule: each for each in app.url_map.iter_rules()}.values():
        yield rule, taken[rule.rule]


def faults_at(client: Any, address: str, taken: frozenset[str], **more: Any) -> Iterator[str]:
    """What is wrong with the answers there: HEAD says what GET says, and 405 where none looks."""
    seen = {}
    for method in LOOKING:
        sent = {} if method == "GET" else {"data": AS_IF_POSTED}
        with client.open(address, method=method, **sent, **more) as answer:
            seen[method] = answer.status_code
            allowed = {each.strip() for each in answer.headers.get("Allow", "").split(",")}
        told = method == "OPTIONS" or "GET" not in taken
        if told and seen[method] not in UNKNOWN_HERE and allowed != taken:
            yield f"{address}: {method} {seen[method]} allows {allowed}, not {taken}"
    barred = "GET" not in taken and seen["GET"] not in UNKNOWN_HERE
    if seen["HEAD"] != seen["GET"] or barred != (seen["GET"] == 405):
        yield f"{address}: {seen}"


def every_page(site: Flask, things: Things) -> Iterator[tuple[str, frozenset[str]]]:
    """Every address of the pages with something in its gaps."""
    for rule, taken in rules_of(site):
        yield address_of(site, f"GET {rule.rule}", things)[1], taken


def every_operation(site: Flask, things: Things) -> Iterator[tuple[str, frozenset[str]]]:
    """Every address of the API with something in its gaps."""
    api = api_of(site)
    for rule, taken in rules_of(api):
        yield PREFIX + address_of(api, f"GET {rule.rule}", things)[1], taken


@pytest.mark.parametrize("role", [*ROLES, NOBODY])
def test_looking_at_any_page_changes_nothing(
    site: Flask, house: House, signed_in: Browsers, role: str
) -> None:
    things = things_of(house)
    browser = Browser(site.test_client()) if role == NOBODY else signed_in(role)
    before = all_rows(house)

    wrong = [
        fault
        for address, taken in every_page(site, things)
        if "GET" in taken or role in ASKS_EVERYWHERE
        for fault in faults_at(browser.client, address, taken)
    ]

    assert wrong == []
    assert all_rows(house) == before


@pytest.mark.parametrize("role", [*ROLES, NOBODY])
def test_looking_at_any_operation_changes_nothing(
    site: Flask, house: House, program: Programs, role: str
) -> None:
    things = things_of(house)
    token = "" if role == NOBODY else program(role).token
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    before = all_rows(house)

    wrong = [
        fault
        for address, taken in every_operation(site, things)
        if "GET" in taken or role in ASKS_EVERYWHERE
        for fault in faults_at(site.test_client(), address, taken, headers=headers)
    ]

    assert wrong == []
    assert all_rows(house) == before


def test_asking_after_the_sign_in_page_is_no_try(site: Flask, house: House) -> None:
    client = site.test_client()

    seen = [client.head("/sign-in", data=AS_IF_POSTED).status_code for _ in range(60)]

    assert set(seen) == {200}
    assert all_rows(house)["sign_in_attempt"] == []


def test_no_view_asks_whether_it_was_got() -> None:
    """A view that did would run its other half for HEAD, as once all of them did."""
    asking = []
    for path in sorted((ROOT / "service").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Compare) and ast.unparse(node.left) == "request.method":
                compared = [ast.unparse(each) for each in node.comparators]
                if any("GET" in each and "HEAD" not in each for each in compared):
                    asking.append(f"{path.name}:{node.lineno}")

    assert asking == []


def test_no_address_takes_looking_and_acting_in_one_view(site: Flask) -> None:
    both = {
        f"{rule.endpoint}: {rule.rule}"
        for app in (site, api_of(site))
        for rule in app.url_map.iter_rules()
        if (methods := set(rule.methods or ())) & {"GET"} and methods - {*LOOKING}
    }

    assert both == set()
