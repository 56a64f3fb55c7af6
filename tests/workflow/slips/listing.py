"""Slips that wait for the secretary, and the secretary's list of them."""

from datetime import date
from typing import Any

from service.workflow.actor import Actor
from service.workflow.moves.consolidation.consolidate_records import Consolidated, Pick, consolidate
from tests.builders import House
from tests.workflow.slips.walking import Slip, walked_to

MARCH = (date(2026, 3, 1), date(2026, 3, 5))
PROPOSAL = "Giao Phòng Quản lý ngân sách phân tích nguyên nhân."


def waiting_slips(house: House, count: int) -> list[Slip]:
    """So many slips at the secretary's, numbered from 01."""
    return [walked_to(house, "with_secretary") for _ in range(count)]


def pick(slip: Slip, proposal: str = PROPOSAL, version: int | None = None) -> Pick:
    """The slip ticked, with the secretary's proposal."""
    return Pick(slip.id, version or slip.version, {"secretary_proposal": proposal})


def make_list(house: House, *picks: Pick, actor: Actor | None = None, **but: Any) -> Consolidated:
    """The list of these picks, made by the secretary for the first days of March."""
    given: dict[str, Any] = {"period": MARCH, "submission": ""}
    return consolidate(house.office, actor or house.staff.secretary, picks, **{**given, **but})
