"""The secretary's page: slips ticked, a proposal each or one for all, one paper to fetch."""

import re
from collections.abc import Callable

from tests.builders import House
from tests.web.conftest import Browser
from tests.workflow.delegating import give
from tests.workflow.slips.dossier import paper
from tests.workflow.slips.listing import waiting_slips
from tests.workflow.slips.walking import Slip

PAGE = "/lists/consolidated"
SUBMISSION = re.compile(r'name="submission" value="([^"]+)"')


def filled(slips: list[Slip], *texts: str, **more: object) -> dict[str, object]:
    """What the page posts with these slips on it, all ticked, and their own proposals."""
    sent: dict[str, object] = {
        "pick": [slip.id for slip in slips],
        "slip": [slip.id for slip in slips],
        "period_from": "01/03/2026",
        "period_to": "05/03/2026",
    }
    for place, slip in enumerate(slips):
        sent[f"version-{slip.id}"] = str(slip.version)
        sent[f"number-{slip.id}"] = f"0{place + 1}/2026"
        sent[f"secretary_proposal-{slip.id}"] = texts[place] if place < len(texts) else ""
    return {**sent, **more}


def test_what_waits_is_shown_to_be_ticked(house: House, secretary: Browser) -> None:
    slips = waiting_slips(house, 2)

    page = secretary.get(PAGE)

    assert "Lập Bảng tổng hợp" in page.text
    assert "2 phiếu" in page.text
    assert all(f'value="{slip.id}"' in page.text for slip in slips)
    assert " checked" not in page.text


def test_without_scripts_one_link_ticks_all(house: House, secretary: Browser) -> None:
    waiting_slips(house, 2)

    page = secretary.get(f"{PAGE}?tick=all")

    assert page.text.count(" checked") == 2
    assert "Lập Bảng tổng hợp (2 phiếu)" in page.text


def test_the_ticked_slips_are_listed_and_the_paper_is_offered(
    house: House, secretary: Browser
) -> None:
    slips = waiting_slips(house, 3)
    sent = filled(slips, "Giao Văn phòng Sở.", common="Giao đơn vị phân tích.")
    sent["pick"] = [slip.id for slip in slips[:2]]

    answer = secretary.post(PAGE, sent)

    assert answer.status_code == 303
    said = paper(slips[0], "O-01")
    assert [row["secretary_proposal"] for row in said["slips"]] == [
        "Giao Văn phòng Sở.",
        "Giao đơn vị phân tích.",
    ]
    assert (said["period_from"], said["period_to"]) == ("2026-03-01", "2026-03-05")
    assert slips[2].stage == "with_secretary"
    page = secretary.get(answer.location)
    assert "Đã lập Bảng tổng hợp 2 phiếu và trình Ban ISO: 01/2026, 02/2026." in page.text
    word = re.search(r'href="(/records/[^"]+docx\?form=O-01)"', page.text)
    assert word is not None
    assert secretary.get(word.group(1)).status_code == 200


def test_a_fault_stands_beside_its_slip_and_nothing_typed_is_lost(
    house: House, secretary: Browser
) -> None:
    slips = waiting_slips(house, 2)
    sent = filled(slips, "Giao <b>Văn phòng</b> Sở.")

    page = secretary.post(PAGE, sent)

    assert page.status_code == 422
    assert f'href="#f-secretary_proposal-{slips[1].id}"' in page.text
    assert "Phiếu 02/2026: " in page.text
    assert "Giao &lt;b&gt;Văn phòng&lt;/b&gt; Sở." in page.text
    assert page.text.count(" checked") == 2
    assert "<title>Lỗi:" in page.text
    assert slips[0].stage == "with_secretary"


def test_a_slip_that_changed_meanwhile_is_named(house: House, secretary: Browser) -> None:
    slips = waiting_slips(house, 2)
    sent = filled(slips, common="Giao đơn vị.")
    slips[1].move(house.staff.secretary, "consolidate", {"secretary_proposal": "Riêng."})

    page = secretary.post(PAGE, sent)

    assert page.status_code == 422
    assert "vừa thay đổi sau khi trang được mở" in page.text
    assert f'id="pick-{slips[1].id}"' in page.text
    assert "Giao đơn vị." in page.text
    assert slips[0].stage == "with_secretary"


def test_nothing_ticked_and_bad_days_are_told(house: House, secretary: Browser) -> None:
    slips = waiting_slips(house, 1)

    none = secretary.post(PAGE, filled(slips, "Đề xuất", pick=[]))
    days = secretary.post(PAGE, filled(slips, "Đề xuất", period_from="31/02/2026"))

    assert none.status_code == days.status_code == 422
    assert "ít nhất một phiếu" in none.text
    assert 'href="#f-period_from"' in days.text
    assert 'value="31/02/2026"' in days.text
    assert "Đề xuất</textarea>" in days.text


def test_another_period_keeps_what_was_typed(house: House, secretary: Browser) -> None:
    slips = waiting_slips(house, 2)
    april = {"filter": "1", "period_from": "01/04/2026", "period_to": "30/04/2026"}

    page = secretary.post(PAGE, {**filled(slips, "Đã gõ"), **april})
    back = secretary.post(PAGE, filled(slips, "Đã gõ", filter="1"))

    assert page.status_code == back.status_code == 200
    assert "Còn 2 phiếu đang chờ ngoài kỳ này." in page.text
    assert "Đã gõ</textarea>" in back.text
    assert back.text.count(" checked") == 2


def test_the_same_click_again_makes_no_second_list(house: House, secretary: Browser) -> None:
    slips = waiting_slips(house, 1)
    key = SUBMISSION.search(secretary.get(PAGE).text)
    assert key is not None
    sent = filled(slips, "Đề xuất", submission=key.group(1))

    first, again = secretary.post(PAGE, sent), secretary.post(PAGE, sent)

    assert first.location == again.location


def test_only_who_makes_lists_finds_the_page_in_the_menu(official: Browser) -> None:
    assert PAGE not in official.get("/records").text
    assert official.get(PAGE).status_code == 403


def test_the_secretarys_delegate_finds_the_page_in_the_menu(
    house: House, app_of: Callable[[str], Browser]
) -> None:
    give(house, house.staff.secretary, house.staff.auditor, role="iso_secretary")

    page = app_of("auditor").get("/").text

    assert f'href="{PAGE}"' in page
