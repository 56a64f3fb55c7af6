"""From a posted page to typed values, nested rows included."""

from werkzeug.datastructures import MultiDict

from service.formkit.declare import any_of, day, lines, one_of, option, rows, text, tick
from service.formkit.fields import Rows
from service.web.components.form_data import do_row_deed, read_post

ACTIONS = rows(
    "actions", "Biện pháp", "Actions", ("Biện pháp", "Action"), 5, text("what", "Gì", "What", 50)
)
OBJECTIVES = rows(
    "objectives",
    "Mục tiêu",
    "Objectives",
    ("Mục tiêu", "Objective"),
    5,
    lines("goal", "Đích", "Goal", 90),
    ACTIONS,
)
SOURCES = any_of("sources", "Nguồn", "Sources", option("a", "A", "A"), option("b", "B", "B"))
KIND = one_of("kind", "Loại", "Kind", option("x", "X", "X"), option("y", "Y", "Y"))
WHEN, AGREED = day("when", "Ngày", "Date"), tick("agreed", "Đồng ý", "Agreed")
NESTED = [
    ("objectives", ""),
    ("objectives-7-goal", "một"),
    ("objectives-7-actions", ""),
    ("objectives-7-actions-3-what", "làm a"),
    ("objectives-7-actions-1-what", "làm b"),
    ("objectives-2-goal", "hai"),
]


def plain() -> Rows:
    return rows(
        "bases",
        "Căn cứ",
        "Bases",
        ("Căn cứ", "Base"),
        9,
        text("text", "Chữ", "Text", 90),
        plain=True,
    )


def test_rows_keep_the_order_of_the_page_and_not_of_their_numbers() -> None:
    posted = read_post([OBJECTIVES], MultiDict(NESTED))

    assert posted.typed == {
        "objectives": [
            {"goal": "một", "actions": [{"what": "làm a"}, {"what": "làm b"}]},
            {"goal": "hai", "actions": []},
        ]
    }


def test_a_fault_in_a_row_finds_the_name_it_was_posted_under() -> None:
    posted = read_post([OBJECTIVES], MultiDict(NESTED))

    assert posted.name_of("objectives.0.actions.1.what") == "objectives-7-actions-1-what"
    assert posted.name_of("objectives.1.goal") == "objectives-2-goal"


def test_a_field_that_was_not_on_the_page_stays_untouched() -> None:
    posted = read_post([WHEN, KIND], MultiDict([("kind", "")]))

    assert posted.typed == {"kind": ""}


def test_an_empty_row_is_no_row() -> None:
    posted = read_post([OBJECTIVES], MultiDict([("objectives", ""), ("objectives-0-goal", "")]))

    assert posted.typed == {"objectives": []}


def test_rows_of_bare_texts_are_texts() -> None:
    sent = MultiDict([("bases", ""), ("bases-0-text", "một;"), ("bases-5-text", "hai.")])

    assert read_post([plain()], sent).typed == {"bases": ["một;", "hai."]}


def test_nothing_chosen_is_told_by_the_empty_field_beside_the_group() -> None:
    sent = MultiDict([("sources", ""), ("kind", ""), ("agreed", "")])

    typed = read_post([SOURCES, KIND, AGREED], sent).typed

    assert typed == {"sources": [], "kind": "", "agreed": False}


def test_what_was_chosen_is_taken_beside_the_empty_field() -> None:
    sent = MultiDict(
        [("sources", "a"), ("sources", "b"), ("sources", ""), ("kind", "y"), ("kind", "")]
    )

    assert read_post([SOURCES, KIND], sent).typed == {"sources": ["a", "b"], "kind": "y"}


def test_line_ends_of_the_browser_become_ours() -> None:
    goal = lines("goal", "Đích", "Goal", 90)

    assert read_post([goal], MultiDict([("goal", "một\r\nhai")])).typed == {"goal": "một\nhai"}


def test_row_buttons_work_without_script() -> None:
    posted = read_post([OBJECTIVES], MultiDict(NESTED))

    more = do_row_deed(posted, "add:objectives")
    do_row_deed(posted, "up:objectives-2")

    assert more == "objectives"
    assert [row["goal"] for row in posted.typed["objectives"]] == ["hai", "một"]


def test_a_copied_row_stands_below_the_first() -> None:
    posted = read_post([OBJECTIVES], MultiDict(NESTED))

    do_row_deed(posted, "copy:objectives-7-actions-3")

    actions = posted.typed["objectives"][0]["actions"]
    assert [each["what"] for each in actions] == ["làm a", "làm a", "làm b"]


def test_a_row_is_deleted_by_its_button() -> None:
    posted = read_post([OBJECTIVES], MultiDict(NESTED))

    do_row_deed(posted, "delete:objectives-7-actions-3")

    assert posted.typed["objectives"][0]["actions"] == [{"what": "làm b"}]
