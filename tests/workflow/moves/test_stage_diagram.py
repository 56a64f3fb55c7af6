"""The picture of a slip's life is drawn from the table of moves, and the README shows that one."""

from lxml import etree

from service.workflow.moves.stage_diagram import stage_picture
from tests.documents.form_values import catalogue
from tests.needs import REPOSITORY

SLIP = catalogue()["BM.CTCL.01"]


def test_the_readmes_picture_is_the_one_drawn_now() -> None:
    kept = (REPOSITORY / "samples/pictures/slip-life.svg").read_text(encoding="utf-8")

    assert kept == stage_picture(SLIP)
    assert "samples/pictures/slip-life.svg" in (REPOSITORY / "README.md").read_text()


def test_every_stage_stands_in_the_picture() -> None:
    drawn = "".join(etree.fromstring(stage_picture(SLIP).encode()).itertext())

    assert all(stage.label.vi in drawn for stage in SLIP.stages)


def test_every_way_of_the_table_is_an_arrow() -> None:
    drawn = "".join(etree.fromstring(stage_picture(SLIP, "en").encode()).itertext())

    ways = {move.label.en for move in SLIP.moves if not move.stays}
    assert all(name in drawn for name in ways)
