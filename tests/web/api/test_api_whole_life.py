"""A slip's whole life over the API alone: seven people with their tokens, every paper fetched."""

from dataclasses import dataclass, field
from io import BytesIO
from itertools import count
from typing import Any

import pytest

from service.documents.read.read_back import read_document
from service.web.api import PREFIX
from tests.builders import BUDGET, SLIP, House, slip_values
from tests.web.api.clients import Program
from tests.web.api.conftest import Programs
from tests.workflow.slips.walking import (
    ANALYSE,
    ASK,
    COMPLETE,
    DIRECT,
    EVIDENCE,
    NEED,
    NOT_MET,
    PROPOSE,
    REOPEN,
)

SEVEN = ("official", "unit_head", "auditor", "secretary", "board", "director", "stranger")
TASKS = {"tasks": [{"task": "Tập huấn", "person": "Bùi Hải Yến", "due_date": "2026-03-30"}]}
AUDITOR = {"executing_unit": BUDGET, "executor_name": "Bùi Hải Yến"}
LENT = {
    "receiver": "phuoc",
    "authority": "TUQ",
    "from_day": "2026-03-05",
    "to_day": "2026-03-20",
    "scope": "Kiểm tra, xác nhận kết quả thực hiện",
}


@dataclass
class Life:
    """A slip as programs see it, one token a person."""

    people: dict[str, Program]
    id: str = ""
    clicks: "count[int]" = field(default_factory=count)

    def open(self, **but: Any) -> None:
        """The official drafts the slip and sends it."""
        official = self.people["official"]
        path = f"/forms/{SLIP}/drafts"
        draft = official.post(path, {"answers": slip_values(**but)}).json
        sent = {"version": draft["version"], "submission": "gui"}
        self.id = official.post(f"{path}/{draft['id']}/moves/submit", sent).json["record_id"]

    def record(self, who: str = "secretary") -> Any:
        """The record as that person reads it."""
        return self.people[who].get(f"/records/{self.id}").json

    def move(self, who: str, key: str, answers: Any = None, **more: str) -> Any:
        """What the move led to, which the record offered to that person."""
        record = self.record(who)
        assert key in [each["key"] for each in record["moves"]]
        sent = {
            "answers": answers or {},
            "version": record["version"],
            "submission": f"lan-{next(self.clicks)}",
            **more,
        }
        answer = self.people[who].post(f"/forms/{SLIP}/records/{self.id}/moves/{key}", sent)
        assert answer.status_code == 200, answer.text
        return answer.json

    def papers(self) -> dict[str, bytes]:
        """Every paper of the dossier, fetched at the address the record names."""
        record, found = self.record(), {}
        own = [{**each, "form": SLIP} for each in record["documents"]]
        for paper in (*own, *record["companions"]):
            answer = self.people["secretary"].get(paper["word"].removeprefix(PREFIX))
            assert answer.status_code == 200
            found[f"{paper['form']} v{paper['version']}"] = answer.data
        return found


@pytest.fixture
def life(program: Programs) -> Life:
    """Seven people with their tokens, and a slip that waits for its unit head."""
    found = Life({who: program(who) for who in SEVEN})
    found.open()
    return found


def led_to_the_check(life: Life) -> None:
    """Down the main way until the work is reported complete, by an auditor of another unit."""
    life.move("unit_head", "need_action", NEED)
    life.move("secretary", "consolidate", PROPOSE)
    life.move("board", "direct", DIRECT)
    life.move("board", "reassign", AUDITOR, reason="Cần người ngoài đơn vị.")
    life.move("auditor", "submit_analysis", ANALYSE)
    life.move("unit_head", "countersign")
    life.move("board", "approve", {"due_date": "2026-04-10"})
    life.move("auditor", "plan_work", TASKS)
    life.move("auditor", "report_progress", {"percent_done": 60})
    life.move("auditor", "ask_change", ASK)
    life.move("board", "agree_change", {"board_opinion": "Đồng ý."})
    life.move("auditor", "report_completion", COMPLETE)


def test_a_slip_is_led_from_its_draft_to_its_closing_by_tokens_alone(
    house: House, life: Life
) -> None:
    led_to_the_check(life)
    evidence = life.people["auditor"].post(
        f"/records/{life.id}/evidence",
        data={"file": (BytesIO("Biên bản".encode()), "Biên bản.txt")},
        content_type="multipart/form-data",
    )
    lent = life.people["director"].post("/delegations", {**LENT, "record_id": life.id})
    made = life.move("stranger", "met", EVIDENCE)
    closed = life.move("secretary", "close", EVIDENCE)

    record, papers = life.record(), life.papers()
    assert (evidence.status_code, lent.status_code) == (201, 201)
    assert (made["stage"], closed["stage"]) == ("verified", "closed")
    assert record["moves"] == []
    assert record["answers"]["verifier_name"] == "Nguyễn Hữu Phước"
    assert record["answers"]["working_due_on"] == ASK["requested_due_on"]
    assert {name.split()[0] for name in papers} == {
        SLIP, "O-01", "O-02", "O-03", "O-04", "O-05", "O-06", "O-07",
    }  # fmt: skip
    forms = (house.office.form(SLIP), *house.office.companions)
    for name, content in papers.items():
        assert read_document(forms, house.office.library, content)[0].code == name.split()[0]


def test_a_slip_that_failed_is_led_to_its_end_and_the_new_one_before_the_board(
    life: Life,
) -> None:
    led_to_the_check(life)
    life.move("director", "not_met", {**NOT_MET, "new_measure_required": True})
    opened = life.move("director", "open_new", REOPEN)
    old, papers = life.record(), life.papers()

    life.id = opened["new_record_id"]
    waiting = life.record()
    life.move("director", "give_opinion", {"director_opinion": "Giao Thanh tra giám sát."})
    new = life.record()

    assert (old["stage"]["key"], old["answers"]["follow_up_car_number"]) == ("continued", "02/2026")
    assert (waiting["stage"]["key"], new["stage"]["key"]) == ("awaiting_opinion", "before_board")
    assert new["number"] == "02/2026"
    assert new["answers"]["related_documents"].startswith("Phiếu số 01/2026")
    assert "O-08 v1" in papers
    assert old["links"] == [
        {"kind": "continued_on", "record_id": opened["new_record_id"], "number": "02/2026"}
    ]
    assert [(each["kind"], each["number"]) for each in new["links"]] == [("continues", "01/2026")]
    assert list(life.papers()) == [f"{SLIP} v1", "O-08 v1", "O-08 v2"]
    life.move("board", "decline", reason="Đã xử lý ở phiếu khác.")
    assert life.record()["stage"]["key"] == "declined"
