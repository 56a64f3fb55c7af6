"""A line of a text that is struck or hidden leaves no empty line, though each is a paragraph."""

import pytest
from lxml import etree

from service.documents.template.prepare import pack, unpack
from service.documents.wordml import (
    PARAGRAPH,
    PARAGRAPH_PR,
    RUN,
    RUN_PR,
    TAG,
    VAL,
    parse_part,
    w,
    write_part,
)
from tests.documents import toy_template as toy
from tests.documents.edits import FILLED, read

STORY = str(toy.FILLED["story"])


def line_marked(number: int, mark: str, *, end: bool = True, runs: bool = True) -> bytes:
    """The filled file with the end or the runs of a line of the story, which has three, marked."""
    members = unpack(FILLED)
    root = parse_part(members["word/document.xml"])
    tags = [each for each in root.iter(TAG) if each.get(VAL) in ("story", "story+")]
    line = next(tags[number].iterancestors(PARAGRAPH))
    if end:
        properties = line.find(PARAGRAPH_PR)
        etree.SubElement(etree.SubElement(properties, RUN_PR), w(mark))
    for run in list(line.iter(RUN)) if runs else ():
        if mark == "vanish":
            run.insert(0, etree.Element(RUN_PR))
            etree.SubElement(run[0], w(mark))
        else:
            around = etree.Element(w(mark))
            run.addprevious(around)
            around.append(run)
    members["word/document.xml"] = write_part(root)
    return pack(members)


@pytest.mark.parametrize("mark", ["del", "moveFrom", "vanish"])
def test_a_line_of_its_own_paragraph_goes_with_its_end_only(mark: str) -> None:
    first, second, _ = STORY.split("\n")

    assert read(line_marked(1, mark))["story"] == f"{first}\n"
    assert read(line_marked(1, mark, end=False))["story"] == f"{first}\n\n"
    assert read(line_marked(0, mark, runs=False))["story"] == f"{first}{second}\n"
    assert read(line_marked(0, mark))["story"] == f"{second}\n"
    assert read(line_marked(2, mark))["story"] == f"{first}\n{second}"
