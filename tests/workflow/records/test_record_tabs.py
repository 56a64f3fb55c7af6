"""The tabs of the slips' list: which slips stand under each, how many, and in which order."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from service.formkit.features.record_groups import RESERVED, record_groups
from service.formkit.form import Form
from service.workflow.records import count_records
from service.workflow.records.count_records import count_groups
from service.workflow.records.read_records import RecordFilter, list_records
from service.workflow.reports.record_sheet import export_records
from tests.builders import MINUTES, SLIP, House, a_slip
from tests.documents.form_values import catalogue
from tests.workflow.slips.walking import TREAT, a_sent_slip, walked_to


def numbers(house: House, **asked: object) -> dict[str, int | None]:
    """What the secretary reads on the tabs of the slips' list."""
    wanted = RecordFilter(form=SLIP, **asked)  # type: ignore[arg-type]
    found = count_groups(house.office, house.staff.secretary, wanted)
    return {each.group.key: each.count for each in found}


def listed(house: House, group: str, **asked: object) -> list[str]:
    """The slips that the secretary's list shows under a tab, in its order."""
    wanted = RecordFilter(form=SLIP, group=group, **asked)  # type: ignore[arg-type]
    return [row.line.id for row in list_records(house.office, house.staff.secretary, wanted).rows]


@pytest.fixture
def slips(house: House) -> dict[str, str]:
    """A slip at each of four stages, made in this order."""
    stages = ("with_unit_head", "with_secretary", "implementing", "closed")
    return {stage: walked_to(house, stage).id for stage in stages}


def test_a_tab_is_called_as_the_form_calls_the_group_of_its_stages() -> None:
    stages = next(form for form in catalogue() if form.code == SLIP).stages
    declared = {stage.group.key: stage.group.label for stage in stages if stage.group}

    called = {each.key: each.label for each in record_groups(stages)}

    assert declared
    assert declared.items() <= called.items()


def test_each_slip_stands_under_its_tabs_and_is_counted_there(
    house: House, slips: dict[str, str]
) -> None:
    assert numbers(house) == {
        "open": 3,
        "for_secretary": 1,
        "for_board": 0,
        "in_hand": 1,
        "to_verify": 0,
        "late": 0,
        "ended": 1,
        "": 4,
    }
    assert listed(house, "for_secretary") == [slips["with_secretary"]]
    assert listed(house, "ended") == [slips["closed"]]
    newest_first = [slips[stage] for stage in ("implementing", "with_secretary", "with_unit_head")]
    assert listed(house, "open") == newest_first


def test_what_is_late_is_what_its_badge_calls_late_most_late_first(house: House) -> None:
    first = a_sent_slip(house)
    second = a_sent_slip(house)
    second.move(house.staff.unit_head, "treat", {**TREAT, "correction_due_on": "2026-03-06"})
    for _ in range(12):
        wanted = RecordFilter(form=SLIP)
        rows = list_records(house.office, house.staff.secretary, wanted).rows
        late = {row.line.id for row in rows if row.term and row.term.is_overdue}

        assert set(listed(house, "late")) == late
        assert numbers(house)["late"] == len(late)

        house.clock.forward(days=1)

    assert listed(house, "late") == [second.id, first.id]


def test_the_other_filters_count_too_and_the_stage_does_not(
    house: House, slips: dict[str, str]
) -> None:
    assert numbers(house, year=2025)["open"] == 0
    assert numbers(house, unit_id=10**6)[""] == 0
    assert numbers(house, stage="closed")["open"] == 3
    assert listed(house, "open", stage="with_secretary") == [slips["with_secretary"]]
    assert listed(house, "open", stage="closed") == []


def test_while_words_are_searched_the_tabs_bear_no_numbers(
    house: House, slips: dict[str, str]
) -> None:
    assert set(numbers(house, text="chu ky").values()) == {None}
    assert len(listed(house, "open", text="chu ky")) == 3


def test_a_number_stops_where_it_says_and_more(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(count_records, "COUNTED_AT_MOST", 2)
    for _ in range(3):
        a_slip(house.office, house.staff.official)

    first, *_ = count_groups(house.office, house.staff.official, RecordFilter(form=SLIP))

    assert (first.count, first.is_more) == (2, True)


def test_a_form_without_groups_has_no_tabs_and_an_unknown_tab_finds_nothing(
    house: House, slips: dict[str, str]
) -> None:
    assert count_groups(house.office, house.staff.secretary, RecordFilter(form=MINUTES)) == ()
    assert count_groups(house.office, house.staff.secretary, RecordFilter()) == ()
    assert listed(house, "khong-co") == []


def test_the_excel_sheet_follows_the_tab(house: House, slips: dict[str, str]) -> None:
    wanted = RecordFilter(form=SLIP, group="for_secretary")

    sheet = export_records(house.office, house.staff.secretary, wanted)

    head, row = load_workbook(BytesIO(sheet.content)).active.iter_rows(values_only=True)
    said = dict(zip(head, row, strict=True))
    assert (said["Bước"], said["Đang chờ"]) == ("Thư ký ISO tổng hợp", "Trần Thị Minh Châu")
    assert said["Hạn"] == "12/03/2026"


@pytest.mark.parametrize("form", catalogue().forms, ids=lambda form: form.code)
def test_a_forms_tabs_have_keys_of_their_own_and_a_stage_is_open_or_ended(form: Form) -> None:
    groups = {each.key: each for each in record_groups(form.stages)}

    declared = {stage.group.key for stage in form.stages if stage.group}

    assert not declared & (RESERVED | {""})
    if groups:
        both = set(groups["open"].stages or ()) | set(groups["ended"].stages or ())
        assert both == {stage.key for stage in form.stages}
