"""The picture of the stages in English, and of side ways that branch from one another."""

from dataclasses import replace

from lxml import etree

from service.formkit.labels import Label
from service.formkit.moves import Stage
from service.workflow.moves.stage_diagram import COLUMNS, HEIGHT, TOP, stage_picture
from tests.documents.form_values import catalogue

SLIP = catalogue()["BM.CTCL.01"]
SVG = "{http://www.w3.org/2000/svg}"


def texts(picture: str, kind: str) -> list[str]:
    """The texts of one kind in the picture: `n` names of stages, `l` names of moves."""
    root = etree.fromstring(picture.encode())
    return [each.text for each in root.iter(f"{SVG}text") if each.get("class") == kind]


def boxes(picture: str) -> list[tuple[int, int]]:
    """Where the boxes of the stages stand, the sheet itself left out."""
    root = etree.fromstring(picture.encode())
    return [
        (int(each.get("x")), int(each.get("y")))
        for each in root.iter(f"{SVG}rect")
        if each.get("x")
    ]


def test_every_name_in_the_english_picture_is_english() -> None:
    picture = stage_picture(SLIP, "en")

    assert texts(picture, "n") == [
        stage.label.en
        for column in ("main", "side and end")
        for stage in SLIP.stages
        if (stage.branch is None) == (column == "main")
    ]
    title = etree.fromstring(picture.encode()).findtext(f"{SVG}title")
    assert title == f"{SLIP.code}: {SLIP.title.en}"
    vietnamese = {move.label.vi for move in SLIP.moves} - {move.label.en for move in SLIP.moves}
    assert vietnamese.isdisjoint("; ".join(texts(picture, "l")).split("; "))


def test_a_side_way_stands_beside_the_stage_it_branches_from_and_below_the_one_before() -> None:
    first = SLIP.stages[0].key
    side = [Stage(f"side_{n}", Label("Nhánh", "Side"), "waiting", branch=first) for n in (1, 2)]
    of_nowhere = Stage("lost", Label("Lạc", "Lost"), "waiting", branch="no_such_stage")
    main = [stage for stage in SLIP.stages if stage.branch is None]
    form = replace(SLIP, stages=(*main, of_nowhere, *side), moves=())

    *_, lost, beside, below = boxes(stage_picture(form))

    below_it = HEIGHT + 62
    assert [lost, beside, below] == [(COLUMNS["side"], TOP + at * below_it) for at in range(3)]
