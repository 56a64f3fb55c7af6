"""Whatever somebody types comes out as text on every page: no script, no tag, no link of theirs."""

import re

import pytest

from service.formkit.fields import Text
from service.formkit.letterhead import LETTERHEAD
from service.formkit.moves import Role
from service.workflow.account.api_tokens import issue_token
from service.workflow.moves.corrections.correct_record import correct_record
from service.workflow.office_settings.letterhead import change_settings
from service.workflow.people.people import PersonEntry, add_person, add_unit
from tests.builders import BUDGET, House, a_draft, submit
from tests.docx_text import printed_lines
from tests.doors.conftest import Browsers
from tests.doors.pages_seen import Suspicious, addresses, readable, suspicious

MARK = "<img src=x onerror=alert(1)>"
PAYLOADS = (
    f"\"'>{MARK}",
    "</textarea><script>alert(1)</script>",
    "javascript:alert(1)//{{7*7}}{%print 1%}",
    "'-alert(1)-'\"; DROP TABLE record; --",
)


@pytest.fixture(params=PAYLOADS, ids=("img", "script", "jinja", "quotes"))
def poisoned(request: pytest.FixtureRequest, house: House) -> tuple[str, list[str]]:
    """The payload, typed wherever anybody may type, and the addresses of all pages."""
    payload: str = request.param
    office, staff = house.office, house.staff
    add_unit(office, staff.administrator, f"U {payload}"[:150], "X")
    entry = PersonEntry("ke-xau", f"P {payload}"[:50], payload, BUDGET, frozenset({Role.OFFICIAL}))
    person = add_person(office, staff.administrator, entry).person.id
    issue_token(office, staff.official, payload)
    free = [s for s in LETTERHEAD if isinstance(s.default, str) and not s.options]
    texts = {s.key: payload[: s.max_length] for s in free}
    change_settings(office, staff.administrator, texts)
    form = office.form("BM.CTCL.01")
    typed = {
        field.name: payload[: field.max_length]
        for box in form.boxes
        for field in box.fields
        if isinstance(field, Text) and box.filled_at == "draft" and field.kind == "text"
    }
    typed |= {
        "request_type": "corrective",
        "sources": ["internal_audit"],
        "treated_on": "2026-03-05",
    }
    made = submit(office, staff.official, a_draft(office, staff.official, typed=typed))
    correct_record(
        office,
        staff.official,
        made.record_id,
        typed={"related_documents": f"{payload} nữa"},
        reason=payload,
        version=1,
        submission="c",
    )
    return payload, [
        *addresses(made.record_id, a_draft(office, staff.official, typed=typed), person)
    ]


def test_no_page_runs_what_was_typed(poisoned: tuple[str, list[str]], signed_in: Browsers) -> None:
    _, pages = poisoned
    people = [signed_in("official"), signed_in("administrator")]

    for address in pages:
        answer = readable(people, address)

        assert suspicious(answer) == [], address
        assert MARK not in answer.text, address
        assert "<script>alert" not in answer.text, address
        assert "49" not in re.findall(r"javascript:alert\(1\)//(..)", answer.text), address


def test_the_record_shows_what_was_typed_as_it_was_typed(
    poisoned: tuple[str, list[str]], signed_in: Browsers
) -> None:
    payload, pages = poisoned
    official = signed_in("official")
    record = next(each for each in pages if re.fullmatch(r"/records/r\w{16}", each))

    reader = Suspicious()
    reader.feed(official.get(record).text)
    word = official.get(f"{record}/versions/2.docx")

    assert payload in "".join(reader.text)
    assert payload in "\n".join(printed_lines(word.data))


def test_what_is_sought_and_what_is_refused_comes_back_as_text(signed_in: Browsers) -> None:
    secretary, official = signed_in("secretary"), signed_in("administrator")
    for payload in PAYLOADS:
        pages = [
            secretary.get("/records", query_string={"text": payload, "form": payload}),
            secretary.get("/records", query_string={"stage": payload, "unit": payload}),
            secretary.get("/" + payload.replace("/", "")),
            official.post("/sign-in", {"username": payload, "password": "x", "next": payload}),
            official.post("/account", {"label": payload * 20}),
            official.post("/people", {"username": payload, "full_name": payload, "title": ""}),
            official.post("/units", {"name": payload, "abbreviation": payload * 9}),
            official.post("/settings", {"agency_name": payload}),
            official.post("/settings/preview", {"agency_name": payload}),
        ]

        for page in pages:
            assert page.status_code < 500
            assert suspicious(page) == []
            assert MARK not in page.text
