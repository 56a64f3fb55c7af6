"""A house on a disk that fills up: `python -m tests.workflow.full_disk FOLDER` prints what it saw.

The folder should lie on a small file system; it is filled with ballast to the last byte.
"""

import contextlib
import json
import sys
from pathlib import Path
from typing import Any

from service.archive.integrity import find_faults
from service.store.ledger.verify_chains import verify_all
from service.workflow.errors import sentence_of
from service.workflow.records.read_records import RecordFilter, list_records
from tests.builders import a_draft, a_house, a_slip, submit
from tests.store.databases import in_file


def main(folder: Path) -> dict[str, Any]:
    """What happens to a submit before, on and after a full disk."""
    with in_file(folder / "ctcl.db") as database:
        house = a_house(folder, database)
        office, official = house.office, house.staff.official
        first = a_slip(office, official).number
        draft = a_draft(office, official)
        ballast = folder / "ballast"
        fill(ballast)
        refusals = []
        for room in (0, 4_096, 12_288, 20_480):
            fill(ballast, but=room)
            try:
                submit(office, official, draft, submission="a")
            except Exception as error:  # noqa: BLE001 - what it is called is what is looked at
                refusals.append((type(error).__name__, sentence_of(error).vi))
        listed = [row.line.number for row in list_records(office, official, RecordFilter()).rows]
        ballast.unlink()
        second = submit(office, official, draft, submission="a").number
        with database.reading() as uow:
            faults = [each.kind for each in find_faults(uow, office.vault)]
            breaks = len(verify_all(uow))
    return {
        "first": first,
        "refusals": refusals,
        "listed": listed,
        "second": second,
        "faults": faults,
        "breaks": breaks,
    }


def fill(ballast: Path, but: int = 0) -> None:
    """Fill the disk to the last byte, or leave so many free."""
    ballast.unlink(missing_ok=True)
    with contextlib.suppress(OSError), ballast.open("wb", buffering=0) as file:
        while file.write(b"\0" * 4_096) == 4_096:
            pass
    if but:
        with ballast.open("r+b") as file:
            file.truncate(max(0, ballast.stat().st_size - but))


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(Path(sys.argv[1]))))
