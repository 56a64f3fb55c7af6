"""The two tables of BM.CTCL.03: objectives with their actions, and the results of the year."""

from templates_docx.source.controls import NOTHING, Controls
from templates_docx.source.tables import Cell, Grid
from templates_docx.source.wordml import ITALIC, Layout, Look, paragraph, run, thin_paragraph

PLAN_GRID = Grid((10, 40, 22, 20, 32, 42, 22, 24, 22, 18))
PLAN_HEADS = (
    "TT",
    "Mục tiêu chất lượng",
    "Chỉ tiêu (mức cần đạt)",
    "Kết quả năm trước",
    "Cách đo, nguồn số liệu, tần suất",
    "Biện pháp thực hiện",
    "Nguồn lực",
    "Trách nhiệm (chủ trì; phối hợp)",
    "Thời hạn hoàn thành",
    "Ghi chú",
)
RESULT_GRID = Grid((10, 56, 24, 18, 18, 18, 18, 20, 26, 44))
RESULT_HEADS = (
    "TT",
    "Mục tiêu chất lượng",
    "Chỉ tiêu",
    "Quý I",
    "Quý II",
    "Quý III",
    "Quý IV",
    "Cả năm",
    "Đánh giá",
    "Nguyên nhân, hành động (số phiếu BM.CTCL.01)",
)
BLANK_ROWS = 5
BLANK_HEIGHT = 14
CLOSING_SPACE = 12
OBJECTIVE = "objectives[]"
ACTION = "objectives[].actions[]"
OPERATORS = tuple((sign, sign) for sign in "≥≤=><")
FREQUENCIES = (
    ("month", "hằng tháng"),
    ("quarter", "hằng quý"),
    ("half", "06 tháng"),
    ("year", "hằng năm"),
)
# Shown in italics under the objective: the field with the words around it.
NOTES = (
    ("linked_objective_no", "(Thực hiện mục tiêu số ", " của Sở)"),
    ("policy_ref", "(Chính sách chất lượng: ", ")"),
)
KEPT = Layout(keep_next=True)


def plan_table(controls: Controls) -> str:
    """Table 1: one row an action, columns (1) to (5) merged over the actions of an objective."""
    grid = PLAN_GRID

    def first_row(*, drawn: bool) -> str:
        objective = _objective_cells(controls, drawn)
        height = BLANK_HEIGHT if drawn else None
        return grid.row([*objective, *_action_cells(controls, drawn)], height=height)

    merged = [Cell(paragraph(style="SmallText"), merge="continue") for _ in range(5)]
    pattern = controls.when("first", first_row(drawn=False)) + controls.unless(
        "first", grid.row([*merged, *_action_cells(controls, drawn=False)])
    )
    without_actions = controls.item(first_row(drawn=False), blank=True)
    actions = controls.rows(ACTION, "Biện pháp", controls.item(pattern), without_actions)
    items = [controls.item(actions)]
    for _ in range(BLANK_ROWS):
        row = controls.item(first_row(drawn=True))
        items.append(controls.item(controls.rows(ACTION, "Biện pháp", row), blank=True))
    return grid.table(*_heads(grid, PLAN_HEADS), controls.rows(OBJECTIVE, "Mục tiêu", *items))


def result_table(controls: Controls, closing_block: str) -> str:
    """Table 2: one row an objective with the quarters, the year, the assessment and the cause.

    The closing block stands in a last row without borders: LibreOffice keeps a row with the next
    one, but never a table with what follows it, and signatures must not stand alone on a page.
    """
    grid = RESULT_GRID

    def result_row(*, drawn: bool, kept: bool) -> str:
        height = BLANK_HEIGHT if drawn else None
        return grid.row(_result_cells(controls, drawn, kept), height=height)

    pattern = controls.unless("last", result_row(drawn=False, kept=False)) + controls.when(
        "last", result_row(drawn=False, kept=True)
    )
    items = [controls.item(pattern)]
    for number in range(1, BLANK_ROWS + 1):
        row = result_row(drawn=True, kept=number == BLANK_ROWS)
        items.append(controls.item(row, blank=True))
    results = controls.rows(OBJECTIVE, "Mục tiêu", *items)
    return grid.table(*_heads(grid, RESULT_HEADS), results, _closing_row(grid, closing_block))


def _closing_row(grid: Grid, closing_block: str) -> str:
    content = thin_paragraph(height=CLOSING_SPACE) + closing_block + thin_paragraph()
    sides = ("left", "bottom", "right")
    return grid.row([Cell(content, span=len(grid.columns), open_sides=sides, flush=True)])


def _heads(grid: Grid, texts: tuple[str, ...]) -> tuple[str, str]:
    names = [Cell(paragraph(run(text), style="SmallHead"), centred=True) for text in texts]
    small = Look(size=10)
    numbers = [
        Cell(paragraph(run(f"({n})", small), style="SmallCentred", layout=KEPT), centred=True)
        for n in range(1, len(texts) + 1)
    ]
    return grid.row(names, head=True), grid.row(numbers, head=True)


def _objective_cells(controls: Controls, drawn: bool) -> list[Cell]:
    number = controls.text(f"{OBJECTIVE}.objective_no", "TT")
    text = controls.text(f"{OBJECTIVE}.objective_text", "Mục tiêu chất lượng", lines=True)
    if not drawn:
        text += "".join(_note(controls, *note) for note in NOTES)
    baseline = controls.text(f"{OBJECTIVE}.baseline_value", "Kết quả năm trước")
    contents = (
        _centred(number),
        _small(text),
        _centred(_target(controls, drawn, copy=False)),
        _centred(baseline),
        _measure(controls, drawn),
    )
    return [Cell(content, merge="restart") for content in contents]


def _note(controls: Controls, field: str, before: str, after: str) -> str:
    tag = f"{OBJECTIVE}.{field}"
    value = controls.text(tag, before.strip("(: "), look=ITALIC)
    return controls.when(tag, run(f"\n{before}", ITALIC), value, run(after, ITALIC))


def _target(controls: Controls, drawn: bool, copy: bool) -> str:
    sign, value, unit = (f"{OBJECTIVE}.target_{part}" for part in ("operator", "value", "unit"))
    compared = controls.choice(sign, "So sánh", OPERATORS, copy=copy)
    amount = controls.text(value, "Mức cần đạt", copy=copy)
    measured = controls.text(unit, "Đơn vị tính", copy=copy)
    if drawn:
        return compared + run(" ") + amount + measured
    # A percentage is written without a space, every other unit with one.
    spaced = controls.unless(f"{unit}:percent", run(" "))
    return controls.when(sign, compared, run(" ")) + amount + controls.when(unit, spaced, measured)


def _measure(controls: Controls, drawn: bool) -> str:
    formula, source, frequency = (
        f"{OBJECTIVE}.{field}"
        for field in ("measure_formula", "data_source", "monitoring_frequency")
    )
    how = controls.text(formula, "Cách đo", lines=True)
    whence = controls.text(source, "Nguồn số liệu")
    often = controls.choice(frequency, "Tần suất theo dõi", FREQUENCIES)
    if drawn:
        return _small(how) + _small(whence) + _small(often)
    # Only between two parts that are both there does a semicolon stand.
    after_source = controls.unless(formula, controls.when(source, run("; ")))
    return _small(
        how,
        controls.when(source, controls.when(formula, run("; ")), whence),
        controls.when(frequency, controls.when(formula, run("; ")), after_source, often),
    )


def _action_cells(controls: Controls, drawn: bool) -> list[Cell]:
    lead, support = (f"{ACTION}.{field}" for field in ("lead_unit_or_person", "support_units"))
    leader = controls.text(lead, "Chủ trì")
    helper = controls.text(support, "Phối hợp")
    responsible = (
        _small(leader) + _small(helper)
        if drawn
        else _small(leader, controls.when(support, controls.when(lead, run("; ")), helper))
    )
    contents = (
        _small(controls.text(f"{ACTION}.action_text", "Biện pháp thực hiện", lines=True)),
        _small(controls.text(f"{ACTION}.resources", "Nguồn lực", lines=True)),
        responsible,
        _centred(controls.date(f"{ACTION}.action_due", "Thời hạn hoàn thành", NOTHING)),
        _small(controls.text(f"{ACTION}.note", "Ghi chú", lines=True)),
    )
    return [Cell(content) for content in contents]


def _result_cells(controls: Controls, drawn: bool, kept: bool) -> list[Cell]:
    number = controls.text(f"{OBJECTIVE}.objective_no", "TT", copy=True)
    text = controls.text(
        f"{OBJECTIVE}.objective_text", "Mục tiêu chất lượng", lines=True, copy=True
    )
    quarters = (_centred(_quarter(controls, n, drawn), kept=kept) for n in range(1, 5))
    whole_year = controls.text(f"{OBJECTIVE}.actual_year", "Cả năm")
    contents = (
        _centred(number, kept=kept),
        _small(text, kept=kept),
        _centred(_target(controls, drawn, copy=True), kept=kept),
        *quarters,
        _centred(whole_year, kept=kept),
        _assessment(controls, kept),
        _cause(controls, drawn, kept),
    )
    return [Cell(content) for content in contents]


def _quarter(controls: Controls, number: int, drawn: bool) -> str:
    alias = f"Quý {('I', 'II', 'III', 'IV')[number - 1]}"
    tag = f"{OBJECTIVE}.actual_q{number}"
    if drawn:
        return controls.text(tag, alias)
    yearly = f"{OBJECTIVE}.monitoring_frequency:year"
    # A yearly objective shows a dash, unless a quarter was filled in all the same.
    dash = controls.unless(tag, run("–")) + controls.when(tag, controls.text(tag, alias))
    return controls.when(yearly, dash) + controls.unless(yearly, controls.text(tag, alias))


def _assessment(controls: Controls, kept: bool) -> str:
    return "".join(
        _small(
            run(f"{caption}  "), controls.box(f"{OBJECTIVE}.assessment:{value}", caption), kept=kept
        )
        for value, caption in (("met", "Đạt"), ("not_met", "Không đạt"))
    )


def _cause(controls: Controls, drawn: bool, kept: bool) -> str:
    tag = f"{OBJECTIVE}.car_number"
    cause = controls.text(f"{OBJECTIVE}.deviation_cause", "Nguyên nhân, hành động", lines=True)
    slip = controls.text(tag, "Số phiếu BM.CTCL.01")
    if drawn:
        return _small(cause, kept=kept) + _small(slip, kept=kept)
    space = controls.when(f"{OBJECTIVE}.deviation_cause", run(" "))
    numbered = controls.when(tag, space, run("(Phiếu số "), slip, run(")"))
    return _small(cause, numbered, kept=kept)


def _small(*content: str, kept: bool = False) -> str:
    return paragraph(*content, style="SmallText", layout=KEPT if kept else None)


def _centred(*content: str, kept: bool = False) -> str:
    return paragraph(*content, style="SmallCentred", layout=KEPT if kept else None)
