"""A move's panel, before the move is made: what it leaves free, offers and tells."""

import pytest

from service.formkit.fields import Field
from service.workflow.errors import NotAllowed, NotFound, RuleRefuses, WrongStage
from service.workflow.moves.move_panel import (
    MovePanel,
    open_panel,
    panel_as_sent,
    written_with_aids,
)
from tests.builders import BUDGET, House, some_evidence
from tests.workflow.delegating import TODAY, give
from tests.workflow.slips.walking import ANALYSE, ASK, DIRECT, Slip, walked_to

WORDS = "verification_evidence"
TASKS = [{"task": "Sửa mục 5.4", "person": "Phạm Quốc Bảo", "due_date": "2026-03-20"}]


def panel(house: House, slip: Slip, who: str, key: str) -> MovePanel:
    """The panel of a move as that person opens it."""
    return open_panel(house.office, getattr(house.staff, who), slip.id, key)


def asked(shown: MovePanel, name: str) -> Field:
    """A field of the panel."""
    return shown.form.field(name)


def test_the_words_of_met_are_free_beside_the_verifiers_own_file_alone(
    memory_house: House,
) -> None:
    slip = walked_to(memory_house, "awaiting_verification")
    bare = panel(memory_house, slip, "director", "met")
    some_evidence(memory_house.office, memory_house.staff.official, slip.id)
    with_anothers = panel(memory_house, slip, "director", "met")
    some_evidence(memory_house.office, memory_house.staff.director, slip.id)
    with_own = panel(memory_house, slip, "director", "met")

    free = [each.is_free(asked(each, WORDS)) for each in (bare, with_anothers, with_own)]

    assert free == [False, False, True]


def test_no_file_frees_the_words_of_not_met(memory_house: House) -> None:
    slip = walked_to(memory_house, "awaiting_verification")
    some_evidence(memory_house.office, memory_house.staff.director, slip.id)

    shown = panel(memory_house, slip, "director", "not_met")

    assert not shown.has_own_files
    assert not shown.is_free(asked(shown, WORDS))
    assert shown.is_free(asked(shown, "new_measure_required"))


def test_a_panel_offers_the_unit_its_head_and_the_fifth_working_day(memory_house: House) -> None:
    slip = walked_to(memory_house, "before_board")

    shown = panel(memory_house, slip, "board", "direct")

    assert shown.offered == {
        "executing_unit": BUDGET,
        "executor_name": "Lê Thanh Tùng",
        "analysis_due_on": "2026-03-12",
    }
    assert shown.offered.items() <= shown.answers.items()


def test_what_is_offered_gives_way_to_what_the_record_says(memory_house: House) -> None:
    slip = walked_to(memory_house, "before_board")
    slip.move(memory_house.staff.board, "direct", DIRECT)
    slip.move(memory_house.staff.official, "submit_analysis", ANALYSE)
    slip.move(memory_house.staff.unit_head, "countersign")

    shown = panel(memory_house, slip, "board", "approve")

    assert shown.answers["due_date"] == ANALYSE["due_date"]
    assert shown.offered == {}


def test_a_panel_shows_of_a_table_its_last_row_alone(memory_house: House) -> None:
    slip = walked_to(memory_house, "implementing")
    slip.move(memory_house.staff.official, "ask_change", ASK)

    shown = panel(memory_house, slip, "board", "agree_change").shown

    (request,) = shown["change_requests"]
    assert request["request_text"] == ASK["request_text"]


def test_the_own_fields_of_a_move_start_empty(memory_house: House) -> None:
    slip = walked_to(memory_house, "implementing")

    shown = panel(memory_house, slip, "official", "ask_change")

    assert {each.name for each in shown.move.own}.isdisjoint(shown.answers)


def test_a_panel_tells_what_a_deadline_on_a_saturday_becomes(memory_house: House) -> None:
    slip = walked_to(memory_house, "before_board")
    shown = panel(memory_house, slip, "board", "direct")

    on_saturday = shown.days_off_told({"analysis_due_on": "14/03/2026"})
    on_friday = shown.days_off_told({"analysis_due_on": "13/03/2026"})

    (told,) = on_saturday["analysis_due_on"]
    assert "16/03/2026" in told.vi
    assert on_friday == {}


@pytest.mark.parametrize(
    ("stage", "who", "key", "error"),
    [
        ("with_unit_head", "official", "need_action", NotAllowed),
        ("with_unit_head", "secretary", "close", WrongStage),
        ("with_unit_head", "stranger", "need_action", NotFound),
        ("implementing", "director", "begin_verification", RuleRefuses),
    ],
)
def test_a_panel_that_may_not_open_is_refused_as_its_move_is(
    memory_house: House, stage: str, who: str, key: str, error: type[Exception]
) -> None:
    slip = walked_to(memory_house, stage)

    with pytest.raises(error):
        panel(memory_house, slip, who, key)


def test_a_form_without_the_move_has_no_panel_of_it(memory_house: House) -> None:
    slip = walked_to(memory_house, "with_unit_head")
    official = memory_house.staff.official

    with pytest.raises(NotFound):
        panel_as_sent(memory_house.office, official, slip.id, "no_such_move", "with_unit_head")


def test_a_panel_sent_late_is_the_one_that_was_sent_and_may_not_be_made_now(
    memory_house: House,
) -> None:
    slip = walked_to(memory_house, "with_secretary")
    head = memory_house.staff.unit_head

    sent = panel_as_sent(memory_house.office, head, slip.id, "need_action", "with_unit_head")

    assert (sent.move.key, sent.move.from_stage) == ("need_action", "with_unit_head")
    assert sent.acting is None
    assert sent.record.id == slip.id


@pytest.mark.parametrize(
    ("stage", "said", "shown"),
    [
        ("implementing", "analysing", "analysing"),
        ("implementing", "no_such_stage", "implementing"),
        ("with_unit_head", "no_such_stage", "analysing"),
    ],
)
def test_a_move_of_several_stages_is_that_of_the_stage_sent_from_then_of_where_it_stands(
    memory_house: House, stage: str, said: str, shown: str
) -> None:
    slip = walked_to(memory_house, stage)
    board = memory_house.staff.board

    sent = panel_as_sent(memory_house.office, board, slip.id, "reassign", said)

    assert sent.move.from_stage == shown


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("", "Vì sao 1: Không có bước kiểm tra"),
        ("Thiếu bước.  ", "Thiếu bước.\nVì sao 1: Không có bước kiểm tra"),
        ("Vì sao 1: Không có bước kiểm tra", "Vì sao 1: Không có bước kiểm tra"),
    ],
)
def test_the_whys_are_written_into_the_cause_once_after_what_stands_there(
    memory_house: House, typed: str, written: str
) -> None:
    slip = walked_to(memory_house, "analysing")
    official = memory_house.staff.official
    shown = panel(memory_house, slip, "official", "submit_analysis")
    values = {"root_cause": typed, "five_whys": ["Không có bước kiểm tra"]}

    text = written_with_aids(memory_house.office, official, shown, values, "root_cause")

    assert text == written


@pytest.mark.parametrize(
    ("typed", "target"),
    [
        ({"root_cause": "Thiếu bước. "}, "root_cause"),
        ({"proposed_measures": "Tập huấn. ", "five_whys": ["Quên"]}, "proposed_measures"),
        ({"five_whys": ["Quên"]}, "due_date"),
    ],
)
def test_without_an_aid_that_writes_there_nothing_is_added(
    memory_house: House, typed: dict[str, object], target: str
) -> None:
    slip = walked_to(memory_house, "analysing")
    official = memory_house.staff.official
    shown = panel(memory_house, slip, "official", "submit_analysis")

    text = written_with_aids(memory_house.office, official, shown, typed, target)

    assert text.strip() == str(typed.get(target, "")).strip()


def test_a_delegates_panel_says_for_whom_they_act(memory_house: House) -> None:
    slip, staff = walked_to(memory_house, "awaiting_verification"), memory_house.staff
    give(memory_house, staff.director, staff.stranger, record_id=slip.id)

    own = panel(memory_house, slip, "director", "not_met")
    lent = panel(memory_house, slip, "stranger", "not_met")

    assert own.acting is not None
    assert lent.acting is not None
    assert own.acting.delegation is None
    assert lent.acting.authority == "TUQ"
    assert [each.consequences[0].vi.count("trình Võ Đình Khải") for each in (own, lent)] == [0, 1]
    assert lent.today == TODAY


def test_a_paper_that_a_move_renews_is_told_only_where_it_was_filed(memory_house: House) -> None:
    official, told = memory_house.staff.official, []
    for planned in (False, True):
        slip = walked_to(memory_house, "implementing")
        if planned:
            slip.move(official, "plan_work", tasks=TASKS)
        slip.move(official, "ask_change", ASK)
        shown = panel(memory_house, slip, "board", "agree_change")
        told.append([each.code for each in shown.companions])

    assert told == [["O-05"], ["O-05", "O-03"]]
