"""Saved views over the API: the same ones as on the page, one's own alone."""

from service.workflow.records.read_records import RecordFilter
from service.workflow.records.saved_views import list_views
from tests.builders import SLIP, House
from tests.web.api.conftest import Programs


def test_a_view_is_saved_listed_and_removed(house: House, program: Programs) -> None:
    secretary = program("secretary")

    saved = secretary.ask(
        "PUT", "/saved-views", {"name": "Quá hạn", "form": SLIP, "group": "late", "year": 2026}
    )

    assert saved.status_code == 200
    view = saved.get_json()
    assert (view["name"], view["form"], view["group"], view["year"]) == (
        "Quá hạn",
        SLIP,
        "late",
        2026,
    )
    assert (view["unit"], view["stage"], view["text"]) == (None, None, "")
    (kept,) = list_views(house.office, house.staff.secretary)
    assert kept.filters == RecordFilter(form=SLIP, group="late", year=2026)
    assert secretary.get("/saved-views").get_json() == [view]
    assert secretary.ask("DELETE", f"/saved-views/{view['id']}", None).status_code == 204
    assert secretary.get("/saved-views").get_json() == []


def test_another_persons_view_is_not_found(house: House, program: Programs) -> None:
    view = program("secretary").ask("PUT", "/saved-views", {"name": "Của tôi"}).get_json()
    official = program("official")

    assert official.get("/saved-views").get_json() == []
    assert official.ask("DELETE", f"/saved-views/{view['id']}", None).status_code == 404


def test_a_name_too_long_and_an_unknown_filter_are_refused_together(program: Programs) -> None:
    answer = program("secretary").ask("PUT", "/saved-views", {"name": "x" * 41, "sort": "due"})

    assert answer.status_code == 422
    assert set(answer.get_json()["errors"]) == {"name", "sort"}
