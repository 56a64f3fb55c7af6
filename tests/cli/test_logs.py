"""What the process writes down: one JSON object a line, whoever says it."""

import json
import subprocess
import sys

SAID = """
import logging
from service.cli.logs import write_logs
write_logs()
logging.getLogger("ctcl.requests").info("request", extra={"path": "/records", "status": 200})
job = logging.getLogger("service.workflow.jobs.run_job")
job.warning("job %s failed: %s", "j1", "hết chỗ\\ntrên đĩa")
logging.getLogger("waitress").info("nothing anybody needs")
try:
    1 / 0
except ZeroDivisionError as error:
    logging.getLogger("ctcl.requests").error("failed unforeseen", exc_info=error)
"""


def test_every_message_is_one_line_of_json_with_its_time_and_level() -> None:
    done = subprocess.run(
        [sys.executable, "-c", SAID], capture_output=True, text=True, check=True, timeout=60
    )

    request, job, failure = [json.loads(line) for line in done.stderr.splitlines()]
    assert (request["message"], request["path"], request["status"]) == ("request", "/records", 200)
    assert request["level"] == "info"
    assert request["time"].endswith("Z")
    assert job["message"] == "job j1 failed: hết chỗ\ntrên đĩa"
    assert job["logger"] == "service.workflow.jobs.run_job"
    assert "ZeroDivisionError" in failure["exception"]
    assert done.stdout == ""
