"""How much there is to read in a workbook, known before anything of it is read."""

from __future__ import annotations

import zipfile

MOST_TAGS = 150_000
"""Five hundred rows of seven cells need some 30,000; reading this many takes about a second."""
_PIECE = 65_536
_READ = (".xml", ".rels")


def is_too_much(package: zipfile.ZipFile) -> bool:
    """Return whether the parts that are read have more tags than any list of people.

    A file of 130 kB may hold 700,000 rows, each called the second: neither its bytes nor the
    numbers of its rows tell, and a reader goes through them all.
    """
    left = MOST_TAGS
    for member in package.infolist():
        if not member.filename.lower().endswith(_READ):
            continue
        with package.open(member) as part:
            while piece := part.read(_PIECE):
                left -= piece.count(b"<")
                if left < 0:
                    return True
    return False
