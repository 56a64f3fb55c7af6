"""From the command to the first answer: `python -m tests.bench.starting [--beside CHECKOUT]`.

A folder where the service ran before, and a new one, with and without a year of samples; with
another checkout the two take turns, so that a busy machine is busy for both. Reported, never a
test that times.
"""

import argparse
import http.client
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

HERE = Path(__file__).resolve().parents[2]
TICKS = os.sysconf("SC_CLK_TCK")
HOUSES = {"existing": "0", "new": "0", "new, with samples": "1"}
"""The houses that are started, and whether sample data is loaded where nobody lives yet."""


@dataclass(frozen=True)
class Start:
    """One start: seconds by the clock, and seconds of the process on the processor."""

    clock: float
    processor: float


def main() -> None:
    """Print a line a house and checkout."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--beside", type=Path, help="another checkout, made ready by `make setup`")
    asked.add_argument("--runs", type=int, default=5)
    options = asked.parse_args()
    checkouts = [HERE, *([options.beside.resolve()] if options.beside else [])]
    for house, samples in HOUSES.items():
        starts: dict[Path, list[Start]] = {each: [] for each in checkouts}
        with tempfile.TemporaryDirectory() as folder:
            for run in range(options.runs + 1):
                for number, checkout in enumerate(checkouts):
                    kept = "existing" if house == "existing" else f"new-{run}"
                    data = Path(folder, f"{number}-{kept}")
                    start = first_answer(checkout, data, CTCL_SAMPLE_DATA=samples)
                    # The first of all warms the disk and makes what then exists.
                    starts[checkout] += [start] if run else []
        for checkout, found in starts.items():
            clock = median(each.clock for each in found)
            processor = median(each.processor for each in found)
            sys.stdout.write(
                f"{house:18} {checkout!s:40} {clock:6.2f} s, {processor:5.2f} s of work\n"
            )


def first_answer(checkout: Path, data: Path, **settings: str) -> Start:
    """How long the sign-in page took from the command on."""
    begun = time.perf_counter()
    with serving(checkout, data, **settings) as (process, port):
        answered(process, port)
        return Start(time.perf_counter() - begun, on_the_processor(process.pid))


@contextmanager
def serving(
    checkout: Path, data: Path, **settings: str
) -> Iterator[tuple["subprocess.Popen[bytes]", int]]:
    """The process of a service just started, and its port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    own = {key: value for key, value in os.environ.items() if not key.startswith("CTCL_")}
    # Some machines forbid Python to keep what it compiled; every start would compile the house.
    own.pop("PYTHONDONTWRITEBYTECODE", None)
    process = subprocess.Popen(
        [checkout / ".venv/bin/ctcl", "serve"],
        cwd=checkout,
        env={**own, "CTCL_DATA": str(data), "PORT": str(port), **settings},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield process, port
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(120)


def answered(process: "subprocess.Popen[bytes]", port: int) -> None:
    """Wait until the sign-in page came."""
    while process.poll() is None:
        line = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
        try:
            line.request("GET", "/sign-in")
            if line.getresponse().status == 200:
                return
        except OSError:
            time.sleep(0.01)
        finally:
            line.close()
    raise SystemExit("the service ended by itself")


def on_the_processor(pid: int) -> float:
    """Seconds that a process has worked, in user and kernel."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


if __name__ == "__main__":
    main()
