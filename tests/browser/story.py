"""A slip's life told at browser windows: who finds it, what they see, do, and are told."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from io import BytesIO
from itertools import count
from typing import Any
from urllib.parse import parse_qs, urlsplit
from zipfile import ZipFile

from playwright.sync_api import FilePayload, Locator

from service.formkit.move_form import move_form
from service.formkit.moves import Move
from service.store.base import office_day
from service.workflow.account.sign_in import who_is
from service.workflow.actor import Actor
from service.workflow.drafts.drafts import start_draft
from service.workflow.drafts.submit_draft import submit_draft
from service.workflow.moves.make_move import make_move
from service.workflow.records.read_records import RecordView, open_record
from tests.browser.desk import Desk, words
from tests.browser.served import Served
from tests.browser.typing_in import type_section
from tests.builders import BUDGET, SLIP, slip_values

PATIENCE = 60_000
"""A move issues papers; a machine with other work on its cores gets a minute for them."""

_clicks = count(1)


@dataclass
class Story:
    """One slip, the people around it, and the windows they sit at."""

    served: Served
    sit_down: Callable[..., Desk]
    id: str = ""
    desks: dict[str, Desk] = field(default_factory=dict)

    def actor(self, who: str) -> Actor:
        """The person of that role."""
        return who_is(self.served.office, self.served.token(who))

    def desk(self, who: str) -> Desk:
        """The window at which that person sits all through the story."""
        if who not in self.desks:
            self.desks[who] = self.sit_down(who)
            self.desks[who].page.set_default_timeout(PATIENCE)
        return self.desks[who]

    def day(self, ahead: int) -> str:
        """The day so many days from now, as the office counts them."""
        return (office_day(self.served.office.clock()) + timedelta(days=ahead)).isoformat()

    @property
    def view(self) -> RecordView:
        """The slip as the secretary may read it."""
        return open_record(self.served.office, self.actor("secretary"), self.id)

    @property
    def title(self) -> str:
        """What the slip is called: `Phiếu 21/2026`."""
        return f"Phiếu {self.view.number}"

    @property
    def stage(self) -> str:
        """Where it stands."""
        return self.view.stage.key

    def begins(self, **but: Any) -> str:
        """The id of a draft of the proposer's, about the budget unit."""
        typed = slip_values(concerned_unit=BUDGET, **but)
        return start_draft(self.served.office, self.actor("proposer"), SLIP, typed).id

    def sent(self, **but: Any) -> "Story":
        """The same story with a slip sent behind the windows."""
        made = submit_draft(
            self.served.office,
            self.actor("proposer"),
            draft_id=self.begins(**but),
            move="submit",
            typed={},
            version=1,
            submission=f"story-{next(_clicks)}",
        )
        self.id = made.record_id
        return self

    def walks(
        self, who: str, key: str, typed: Mapping[str, Any] | None = None, reason: str = ""
    ) -> None:
        """Make a move behind the windows that another test clicks."""
        make_move(
            self.served.office,
            self.actor(who),
            self.id,
            move=key,
            typed=dict(typed or {}),
            reason=reason,
            version=self.view.version,
            submission=f"story-{next(_clicks)}",
        )

    def finds(self, who: str, work: str) -> Desk:
        """Open the slip from “Việc của tôi”, which says what is to be done; see the blue card."""
        desk = self.desk(who)
        row = desk.goto("/").locator(".work-due", has_text=self.title)
        assert words(row.locator(".row-title").all_inner_texts()) == [f"{work} {self.title}"]
        row.get_by_role("link", name="Mở hồ sơ").click()
        desk.page.wait_for_url(f"**/records/{self.id}")
        card = desk.page.locator("#turn")
        lowered = work[0].lower() + work[1:]
        assert "card-deed" in str(card.get_attribute("class"))
        assert card.locator("h2").inner_text() == f"Đến lượt anh/chị: {lowered} {self.title}"
        return desk

    def opens(self, who: str) -> Desk:
        """Open the slip at its address: it is that person's turn, by a work found elsewhere."""
        desk = self.desk(who)
        card = desk.goto(f"/records/{self.id}").locator("#turn")
        assert "card-deed" in str(card.get_attribute("class"))
        return desk

    def sees(self, who: str) -> Desk:
        """Open the slip at its address: it waits for somebody else, or has ended."""
        desk = self.desk(who)
        card = desk.goto(f"/records/{self.id}").locator("#turn")
        assert "card-waiting" in str(card.get_attribute("class"))
        return desk

    def does(
        self,
        who: str,
        key: str,
        typed: Mapping[str, Any] | None = None,
        reason: str = "",
        at: str = "",
    ) -> Desk:
        """Make a move at the window that shows the slip; be told of it in flash and timeline.

        `at` is said where the table has moves of that name from several stages.
        """
        desk, view = self.desk(who), self.view
        page, move = desk.page, _move(view, key)
        assert at in ("", move.from_stage)
        page.locator(f"#turn a[href$='/moves/{key}']").click()
        page.wait_for_url(f"**/moves/{key}")
        type_section(desk, move_form(view.form, move).fields, typed or {})
        if reason:
            desk.control("reason").fill(reason)
        button = page.locator("#fill .btn-main[type=submit]")
        assert move.deed
        deed = move.deed.with_(what=self.title).vi
        assert button.inner_text().strip() == deed
        with page.expect_navigation():
            button.click()
        faults = page.locator("#error-summary")
        assert page.url.endswith(f"/records/{self.id}"), faults.all_inner_texts()
        flash = page.locator(".note[role=status]").first.inner_text()
        assert flash.strip() == f"Đã {deed[0].lower()}{deed[1:]}."
        line = told(desk)
        assert self.actor(who).full_name in line
        assert move.label.vi[1:] in line
        assert reason in line
        self._stands_at(desk, move)
        return desk

    def sends(self, who: str, key: str, draft: str) -> Desk:
        """Send a draft of one's own with that button of its last page; it becomes the slip."""
        desk, form = self.desk(who), self.served.office.form(SLIP)
        move = next(each for each in form.moves_from("draft", "") if each.key == key)
        page = desk.goto(f"/drafts/{draft}/check")
        page.get_by_role("button", name=move.label.vi, exact=True).click()
        page.wait_for_url("**/records/*")
        self.id = record_at(desk)
        assert f"{move.label.vi[1:]} · số {self.view.number}" in told(desk)
        self._stands_at(desk, move)
        return desk

    def edits_and_sends(self, who: str, key: str, part: str, typed: Mapping[str, Any]) -> Desk:
        """Edit a slip that came back in one of its parts, look it over and send it again."""
        desk, move = self.desk(who), _move(self.view, key)
        page = desk.page
        page.locator("#turn").get_by_role("button", name="Sửa nội dung").click()
        page.wait_for_url("**/drafts/*/parts/*")
        draft = page.url.split("/parts/")[0]
        page.goto(f"{draft}/parts/{part}")
        desk.fill(typed)
        desk.saved()
        page.goto(f"{draft}/check")
        page.get_by_role("button", name=move.label.vi, exact=True).click()
        page.wait_for_url(f"**/records/{self.id}")
        self._stands_at(desk, move)
        return desk

    def adds_evidence(self, who: str, name: str, content: bytes) -> None:
        """Add a file at the window that shows the slip, and be told of it."""
        page = self.desk(who).page
        file = FilePayload(name=name, mimeType="application/octet-stream", buffer=content)
        page.get_by_label("Tệp bằng chứng").set_input_files(file)
        page.get_by_role("button", name="Thêm bằng chứng").click()
        page.get_by_text("Đã thêm bằng chứng.").wait_for()
        assert name in " ".join(page.locator("#evidence .evidence").all_inner_texts())

    def takes_the_dossier(self, who: str) -> dict[str, bytes]:
        """Save the whole dossier with its button: the files of the ZIP by their names."""
        desk = self.desk(who)
        saved = desk.download(desk.page.get_by_role("link", name="Tải cả hồ sơ"))
        with ZipFile(BytesIO(saved)) as package:
            assert package.testzip() is None
            return {name: package.read(name) for name in package.namelist()}

    def _stands_at(self, desk: Desk, move: Move) -> None:
        stage = self.view.stage
        assert stage.key == (move.to_stage or stage.key)
        assert stage.label.vi in desk.page.locator(".page-title").inner_text()


def _move(view: RecordView, key: str) -> Move:
    return next(
        each for each in view.form.moves_from(view.stage.key, view.variant) if each.key == key
    )


def sent_back_because(desk: Desk) -> str:
    """The words with which the slip came back to whoever reads the card."""
    why = desk.page.locator("#turn .turn-why")
    assert why.inner_text().startswith("Được trả lại:")
    return why.locator("q").inner_text()


def told(desk: Desk) -> str:
    """The newest line of the timeline."""
    return words([desk.page.locator("ol.timeline > li .timeline-what").first.inner_text()])[0]


def offered(desk: Desk) -> set[str]:
    """The moves that the page offers."""
    links = desk.page.locator("#turn a[href*='/moves/']").all()
    return {str(each.get_attribute("href")).rsplit("/", 1)[1] for each in links}


def card_title(desk: Desk) -> str:
    """What the card says of whose turn it is, or how the slip ended."""
    return desk.page.locator("#turn h2").inner_text()


def waited_for(desk: Desk) -> str:
    """Who the grey card says must act; beside them may stand the one who holds every role."""
    assert "card-waiting" in str(desk.page.locator("#turn").get_attribute("class"))
    before, names = card_title(desk).split("Đang chờ ")
    assert not before
    return names


def papers(desk: Desk) -> list[str]:
    """The codes of the companion papers that may be downloaded, each once."""
    links = _papers(desk).locator("a[href*='.docx']").all()
    found = [parse_qs(urlsplit(str(a.get_attribute("href"))).query).get("form") for a in links]
    return sorted({code[0] for code in found if code})


def paper(desk: Desk, code: str) -> bytes:
    """The newest Word file of that companion, downloaded with its button."""
    return desk.download(_papers(desk).locator(f"a[href*='.docx'][href*='form={code}']").first)


def linked(desk: Desk) -> Locator:
    """The link of the card to the slip before or after this one."""
    return desk.page.locator("#turn .turn-link a")


def record_at(desk: Desk) -> str:
    """The id of the record that the window shows."""
    found = re.search(r"/records/([^/?#]+)$", desk.page.url)
    assert found, desk.page.url
    return found.group(1)


def _papers(desk: Desk) -> Locator:
    return desk.page.locator("section[aria-labelledby='papers-title']")
