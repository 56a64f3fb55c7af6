"""The sample accounts that `ctcl serve` prints fit together: the head printed is the clerk's."""

import re
import shutil
import signal
from datetime import timedelta
from pathlib import Path

import pytest

from service.formkit.moves import ROLE_LABELS, Role
from service.settings import Settings
from service.workflow.account.sign_in import sign_in
from service.workflow.moves.make_move import make_move
from service.workflow.office import Office
from service.workflow.records.read_records import open_record
from service.workflow.sample_data.load import first_steps, sample_accounts
from tests.builders import a_slip
from tests.cli.test_serving import PATIENCE, free_port, serving, status_of
from tests.doors.real_service import RealBrowser
from tests.workflow.slips.walking import TREAT


def printed(out: str) -> dict[Role, tuple[str, str]]:
    """User name and password of each role, as a newcomer reads them."""
    accounts = {}
    for role, label in ROLE_LABELS.items():
        (found,) = re.findall(rf"^  {label.vi} +(\S+) +(\S+)$", out, re.MULTILINE)
        accounts[role] = found
    return accounts


def test_the_printed_clerk_sends_a_slip_and_the_printed_head_treats_it(
    tmp_path: Path, loaded: Path
) -> None:
    data, port = shutil.copytree(loaded, tmp_path / "loaded"), free_port()
    with serving(data, port) as process:
        assert status_of(port, "/sign-in") == 200
        assert process.stdout is not None
        out = ""
        while not out.endswith("“My work”.)\n"):
            line = process.stdout.readline()
            assert line, out
            out += line
        accounts = printed(out)
        office = Office.open(Settings(data, f"sqlite:///{data / 'ctcl.sqlite3'}"))
        clerk = sign_in(office, *accounts[Role.OFFICIAL], "").actor
        slip = a_slip(office, clerk).record_id
        browser = RealBrowser(port).sign_in(*accounts[Role.UNIT_HEAD])
        work = browser.ask("GET", "/")
        page = browser.ask("GET", f"/records/{slip}")
        head = sign_in(office, *accounts[Role.UNIT_HEAD], "").actor
        due = (office.clock() + timedelta(days=14)).date().isoformat()
        made = make_move(
            office,
            head,
            slip,
            move="treat",
            typed={**TREAT, "correction_due_on": due},
            version=open_record(office, head, slip).version,
            submission="in ra",
        )
        office.close()
        process.send_signal(signal.SIGTERM)
        process.wait(PATIENCE)

    assert slip in work.text
    assert page.status == 200
    assert made.stage == "correcting"
    assert f"Thử trước: {clerk.username} lập và gửi một phiếu, {head.username}" in out


@pytest.mark.parametrize("lacking", [Role.OFFICIAL, Role.UNIT_HEAD])
def test_where_one_of_them_is_missing_nobody_is_sent_anywhere(loaded: Path, lacking: Role) -> None:
    office = Office.open(Settings(loaded, f"sqlite:///{loaded / 'ctcl.sqlite3'}"))
    accounts = sample_accounts(office)
    office.close()

    assert first_steps(accounts) is not None
    assert first_steps([each for each in accounts if each.role is not lacking]) is None
