"""The two tables of BM.CTCL.03: objectives with their actions, and the results of the year."""

from collections.abc import Sequence
from functools import partial
from itertools import starmap

from .blocks import listed_rows
from .content import ITALIC, NBSP, Content, Look, Piece, Words, italic, paragraph, thin
from .controls import box, choice, date, item, rows, text, unless, when
from .tables import Cell, row, table

PLAN_COLUMNS = (
    (10, "TT"),
    (40, "Mục tiêu chất lượng"),
    (22, "Chỉ tiêu (mức cần đạt)"),
    (20, "Kết quả năm trước"),
    (32, "Cách đo, nguồn số liệu, tần suất"),
    (42, "Biện pháp thực hiện"),
    (22, "Nguồn lực"),
    (24, "Trách nhiệm (chủ trì; phối hợp)"),
    (22, "Thời hạn hoàn thành"),
    (18, "Ghi chú"),
)
RESULT_COLUMNS = (
    (10, "TT"),
    (56, "Mục tiêu chất lượng"),
    (24, "Chỉ tiêu"),
    (18, "Quý I"),
    (18, "Quý II"),
    (18, "Quý III"),
    (18, "Quý IV"),
    (20, "Cả năm"),
    (26, "Đánh giá"),
    (44, "Nguyên nhân, hành động (số phiếu BM.CTCL.01)"),
)
OBJECTIVES = ("objectives[]", "Mục tiêu")
BLANK_ROWS, BLANK_HEIGHT = 5, 14
CLOSING_SPACE = 12
OPERATORS = tuple((sign, sign) for sign in "≥≤=><")
FREQUENCIES = (
    ("month", "hằng tháng"),
    ("quarter", "hằng quý"),
    ("half", "06 tháng"),
    ("year", "hằng năm"),
)
_small, _centred = (partial(paragraph, style=style) for style in ("Small Text", "Small Centred"))
# Shown in italics under the objective: the field with the words around it.
NOTES = (
    ("linked_objective_no", "(Thực hiện mục tiêu số ", " của Sở)"),
    ("policy_ref", "(Chính sách chất lượng: ", ")"),
)


def _table(columns: Sequence[tuple[float, str]], *listed: Content) -> Content:
    widths, heads = zip(*columns, strict=True)
    names = [Cell(paragraph(head, style="Small Head"), at="center") for head in heads]
    small = (Words(f"({number})", Look(size=10)) for number in range(1, len(heads) + 1))
    numbers = [Cell(_centred(number), at="center") for number in small]
    return table(widths, row(names, head=True), row(numbers, head=True, kept=True), *listed)


def _objective_cells(drawn: bool = False) -> Sequence[Cell]:
    said = text("objectives[].objective_text", "Mục tiêu chất lượng", lines=True)
    contents = (
        _centred(text("objectives[].objective_no", "TT")),
        _small(said) if drawn else _small(said, *starmap(_note, NOTES)),
        _centred(*_target(drawn)),
        _centred(text("objectives[].baseline_value", "Kết quả năm trước")),
        _measure(drawn),
    )
    return [Cell(content, merge="restart") for content in contents]


def _note(field: str, before: str, after: str) -> Content:
    tag = f"objectives[].{field}"
    value = text(tag, before.strip("(: "), look=ITALIC)
    return when(tag, italic(f"\n{before}"), value, italic(after))


def _target(drawn: bool, copied: bool = False) -> tuple[Content, ...]:
    sign, value, unit = (f"objectives[].target_{part}" for part in ("operator", "value", "unit"))
    compared = choice(sign, "So sánh", OPERATORS)
    amount, measured = text(value, "Mức cần đạt"), text(unit, "Đơn vị tính")
    if copied:
        compared, amount, measured = compared.copy, amount.copy, measured.copy
    if drawn:
        return compared, " ", amount, measured
    # A percentage is written without a space, every other unit with one.
    spaced = unless(f"{unit}:percent", " ")
    return when(sign, compared, " "), amount, when(unit, spaced, measured)


def _measure(drawn: bool) -> Content:
    fields = ("measure_formula", "data_source", "monitoring_frequency")
    formula, source, frequency = (f"objectives[].{field}" for field in fields)
    how, whence = text(formula, "Cách đo", lines=True), text(source, "Nguồn số liệu")
    often = choice(frequency, "Tần suất theo dõi", FREQUENCIES)
    if drawn:
        return _small(how), _small(whence), _small(often)
    # Only between two parts that are both there does a semicolon stand.
    also, only = when(formula, "; "), unless(formula, when(source, "; "))
    return _small(how, when(source, also, whence), when(frequency, also, only, often))


def _action_cells(drawn: bool = False) -> Sequence[Cell]:
    fields = ("action_text", "resources", "lead_unit_or_person", "support_units", "action_due")
    what, means, lead, support, due = (f"objectives[].actions[].{field}" for field in fields)
    leader, helper = text(lead, "Chủ trì"), text(support, "Phối hợp")
    beside = when(support, when(lead, "; "), helper)
    contents = (
        _small(text(what, "Biện pháp thực hiện", lines=True)),
        _small(text(means, "Nguồn lực", lines=True)),
        (_small(leader), _small(helper)) if drawn else _small(leader, beside),
        _centred(date(due, "Thời hạn hoàn thành", NBSP)),
        _small(text("objectives[].actions[].note", "Ghi chú", lines=True)),
    )
    return [Cell(content) for content in contents]


def _result_cells(drawn: bool = False) -> Sequence[Cell]:
    said = text("objectives[].objective_text", "Mục tiêu chất lượng", lines=True)
    contents = (
        _centred(text("objectives[].objective_no", "TT").copy),
        _small(said.copy),
        _centred(*_target(drawn, copied=True)),
        *(_centred(_quarter(number, drawn)) for number in range(1, 5)),
        _centred(text("objectives[].actual_year", "Cả năm")),
        (_ticked("met", "Đạt"), _ticked("not_met", "Không đạt")),
        _cause(drawn),
    )
    return [Cell(content) for content in contents]


def _quarter(number: int, drawn: bool) -> Content:
    tag, (_, alias) = f"objectives[].actual_q{number}", RESULT_COLUMNS[number + 2]
    result = text(tag, alias)
    if drawn:
        return result
    yearly = "objectives[].monitoring_frequency:year"
    # A yearly objective shows a dash, unless a quarter was filled in all the same.
    return when(yearly, unless(tag, "–"), when(tag, result)), unless(yearly, result)


def _ticked(value: str, caption: str) -> Content:
    return _small(f"{caption}  ", box(f"objectives[].assessment:{value}", caption))


def _cause(drawn: bool) -> Content:
    tag, number = "objectives[].deviation_cause", "objectives[].car_number"
    cause = text(tag, "Nguyên nhân, hành động", lines=True)
    slip = text(number, "Số phiếu BM.CTCL.01")
    if drawn:
        return _small(cause), _small(slip)
    return _small(cause, when(number, when(tag, " "), "(Phiếu số ", slip, ")"))


def _actions(*items: Content) -> Content:
    return rows("objectives[].actions[]", "Biện pháp", *items)


FIRST = row((*_objective_cells(), *_action_cells()))
OTHERS = row((*[Cell(_small(), merge="continue")] * 5, *_action_cells()))
# An objective without actions is a row too.
FILLED = _actions(item(when("first", FIRST), unless("first", OTHERS)), item(FIRST, blank=True))
DRAWN = row((*_objective_cells(drawn=True), *_action_cells(drawn=True)), height=BLANK_HEIGHT)
BLANKS = [item(_actions(item(DRAWN)), blank=True)] * BLANK_ROWS
# Table 1: one row an action, columns (1) to (5) merged over the actions of an objective.
PLAN_TABLE = _table(PLAN_COLUMNS, rows(*OBJECTIVES, item(FILLED), *BLANKS))


def result_table(closing_block: Content) -> Content:
    """Table 2: one row an objective with the quarters, the year, the assessment and the cause."""

    def made(drawn: bool, kept: bool) -> Piece:
        height = BLANK_HEIGHT if drawn else None
        return row(_result_cells(drawn), height=height, kept=kept)

    end = (thin(height=CLOSING_SPACE), closing_block)
    listed = listed_rows(OBJECTIVES, made, BLANK_ROWS, len(RESULT_COLUMNS), end)
    return _table(RESULT_COLUMNS, listed)
