"""A worker killed in the middle of a bundle: the job runs again and nothing half-made is left."""

import subprocess
import sys
import time
from pathlib import Path

from service.store.bundles import get_bundle
from service.workflow.bundles.download import fetch_bundle
from service.workflow.bundles.request_bundle import ask_bundle, read_bundle
from service.workflow.jobs.kinds import KINDS
from service.workflow.jobs.run_job import run_job, sweep
from tests.builders import a_house, a_slip
from tests.needs import REPOSITORY
from tests.store.databases import in_file


def test_a_bundle_whose_worker_was_killed_is_made_anew(tmp_path: Path) -> None:
    with in_file(tmp_path / "store.db") as database:
        house = a_house(tmp_path, database)
        office, secretary = house.office, house.staff.secretary
        office.pdf.stop()
        chosen = [a_slip(office, house.staff.official).record_id for _ in range(3)]
        asked = ask_bundle(office, secretary, chosen, "zip")
        with office.database.reading() as uow:
            job_id = get_bundle(uow, asked.id).job_id
        place = [str(office.settings.data), office.settings.database_url, str(tmp_path)]
        command = [sys.executable, "-m", "tests.workflow.dawdling", *place]
        with subprocess.Popen(command, cwd=REPOSITORY) as victim:
            end = time.monotonic() + 60
            while not (tmp_path / "begun").exists() and time.monotonic() < end:
                time.sleep(0.05)
            victim.kill()

        left = read_bundle(office, secretary, asked.id)
        assert (left.state, left.done) == ("running", 1)
        assert not run_job(office, KINDS, job_id)
        house.clock.forward(minutes=5)
        sweep(office)
        assert run_job(office, KINDS, job_id)

        made = read_bundle(office, secretary, asked.id)
        assert (made.state, made.done) == ("ready", 3)
        fetch_bundle(office, secretary, asked.id).content.close()
        assert [path.name for path in office.shelf.root.iterdir()] == [asked.id]
