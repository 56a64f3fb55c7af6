"""A person's saved views of the record list: saved, renamed, changed, removed, one's own alone."""

from dataclasses import replace

import pytest

from service.formkit.labels import FieldErrors
from service.workflow.errors import NotFound
from service.workflow.records.read_records import RecordFilter
from service.workflow.records.saved_views import (
    LONGEST_NAME,
    MOST_VIEWS,
    list_views,
    remove_view,
    save_view,
)
from tests.builders import SLIP, House

LATE = RecordFilter(form=SLIP, group="late", unit_id=3, year=2026, stage="analysing", text="trễ")


def names(house: House) -> list[str]:
    """What the secretary's views are called, in their order."""
    return [each.name for each in list_views(house.office, house.staff.secretary)]


def save(house: House, name: str, wanted: RecordFilter) -> int:
    """The id of the view that the secretary saved."""
    return save_view(house.office, house.staff.secretary, name, wanted).id


def test_a_view_keeps_every_filter_but_the_page(house: House) -> None:
    save(house, "  Quá hạn toàn Sở ", replace(LATE, page=7))

    (view,) = list_views(house.office, house.staff.secretary)

    assert (view.name, view.filters) == ("Quá hạn toàn Sở", LATE)
    assert view.shows(replace(LATE, page=3))
    assert not view.shows(replace(LATE, year=2025))


def test_saving_under_a_name_in_use_changes_that_view(house: House) -> None:
    first = save(house, "Của tôi", LATE)

    again = save(house, "CỦA  TÔI", RecordFilter(form=SLIP))

    assert again == first
    (view,) = list_views(house.office, house.staff.secretary)
    assert (view.name, view.filters) == ("CỦA  TÔI", RecordFilter(form=SLIP))


def test_saving_the_same_filters_again_renames_their_view(house: House) -> None:
    first = save(house, "Trễ", LATE)

    assert save(house, "Quá hạn", LATE) == first
    assert names(house) == ["Quá hạn"]


def test_views_stand_in_the_order_they_were_first_saved(house: House) -> None:
    for year, name in ((2024, "Xưa"), (2025, "Ấy"), (2026, "Nay")):
        save(house, name, RecordFilter(year=year))
    save(house, "Xưa", RecordFilter(year=2020))

    assert names(house) == ["Xưa", "Ấy", "Nay"]


@pytest.mark.parametrize("name", ["", "   ", "hai\ndòng", "x" * (LONGEST_NAME + 1), "a\x07b"])
def test_a_name_that_may_not_be_is_refused_beside_its_field(house: House, name: str) -> None:
    with pytest.raises(FieldErrors) as refused:
        save(house, name, LATE)

    assert set(refused.value.faults) == {"name"}
    assert names(house) == []


def test_the_longest_name_is_taken(house: House) -> None:
    save(house, "ế" * LONGEST_NAME, LATE)

    assert names(house) == ["ế" * LONGEST_NAME]


def test_beyond_twelve_none_is_added_but_those_there_may_be_changed(house: House) -> None:
    for year in range(MOST_VIEWS):
        save(house, f"Năm {year}", RecordFilter(year=2001 + year))

    with pytest.raises(FieldErrors):
        save(house, "Một nữa", LATE)
    save(house, "Năm 0", LATE)
    save(house, "Năm hai nghìn lẻ hai", RecordFilter(year=2002))

    assert len(names(house)) == MOST_VIEWS
    assert names(house)[:2] == ["Năm 0", "Năm hai nghìn lẻ hai"]


def test_another_persons_view_is_neither_seen_nor_removed(house: House) -> None:
    mine = save(house, "Của tôi", LATE)

    assert list_views(house.office, house.staff.director) == ()
    with pytest.raises(NotFound):
        remove_view(house.office, house.staff.director, mine)
    assert names(house) == ["Của tôi"]


def test_a_removed_view_is_gone(house: House) -> None:
    mine = save(house, "Của tôi", LATE)

    assert remove_view(house.office, house.staff.secretary, mine).filters == LATE

    assert names(house) == []
    with pytest.raises(NotFound):
        remove_view(house.office, house.staff.secretary, mine)
