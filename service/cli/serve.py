"""Serving: what is said at the start, sample data on the first run, the loop that listens."""

import gc
import signal
import threading
from collections.abc import Callable
from types import FrameType

import click

from service.app import create_app
from service.cli.errors import Failed
from service.cli.ports import listen
from service.workflow.archive.daily_seal import keep_sealing
from service.workflow.jobs.worker import OfficeWorker, start_worker
from service.workflow.office import Office
from service.workflow.sample_data.load import (
    SampleAccount,
    first_steps,
    is_empty_house,
    load_sample_house,
    sample_accounts,
)

HEAD_START = 0.5
"""Seconds in which who came while we started is answered, before there is other work to do."""


def run(office: Office) -> None:
    """Serve until told to stop; raises Failed when the port is taken."""
    settings = office.settings
    try:
        # First of all: who is told that the port is taken has not waited for a year of samples.
        server = listen(create_app(office), settings)
    except OSError as error:
        raise Failed(
            f"Cổng {settings.port} không dùng được ({error.strerror}). Vui lòng đặt PORT khác.",
            f"Port {settings.port} cannot be used. Please set another PORT.",
        ) from error
    # All that was built until now stays to the end.
    gc.freeze()
    gc.enable()
    try:
        _greet(office, _sample_data(office))
    except Exception:
        server.close()
        raise
    stop_working = _work_beside(office)
    signal.signal(signal.SIGTERM, _interrupt)
    try:
        server.run()
    finally:
        server.close()
        stop_working()


def _work_beside(office: Office) -> Callable[[], None]:
    """Return what ends the work that begins when the first visitors are already served."""
    stopping, started = threading.Event(), list[OfficeWorker]()

    def begin() -> None:
        stopping.wait(HEAD_START)
        office.pdf.warm()
        _tell_what_is_missing(office)
        threading.Thread(target=keep_sealing, args=(office, stopping), daemon=True).start()
        if office.settings.worker and not stopping.is_set():
            started.append(start_worker(office))
        _tell_of_templates(office, stopping)

    beginning = threading.Thread(target=begin, name="beside", daemon=True)
    beginning.start()

    def stop() -> None:
        stopping.set()
        beginning.join()
        for worker in started:
            worker.stop()

    return stop


def work(office: Office) -> None:
    """Do the jobs of the house until told to stop, beside processes that serve."""
    _tell_of_the_queue(office)
    worker = start_worker(office)
    stopping = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stopping.set())
    click.echo("CTCL: đang làm việc nền. (Working on jobs.)")
    try:
        stopping.wait()
    finally:
        worker.stop()


def _interrupt(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _sample_data(office: Office) -> tuple[SampleAccount, ...]:
    """Return the sample accounts, loaded on the first run; refuse them where others may come in.

    Their passwords are known to everybody, so a house that is reachable must not hold them.
    """
    settings, accounts = office.settings, sample_accounts(office)
    if settings.listens_beyond_loopback or settings.behind_proxy:
        if accounts:
            raise Failed(
                "Dịch vụ mở ra ngoài máy này nên không được có dữ liệu mẫu. "
                "Vui lòng chạy `ctcl sample remove` trước.",
                "Sample data is refused beyond loopback; run `ctcl sample remove` first.",
            )
        return ()
    if not settings.sample_data:
        return ()
    if not accounts and is_empty_house(office):
        click.echo(
            "Lần đầu: đang nạp một năm dữ liệu mẫu, chừng mười giây. "
            "(First run: loading a year of sample data, about ten seconds.)"
        )
    return accounts or load_sample_house(office, only_when_empty=True)


def _tell_of_the_queue(office: Office) -> None:
    """Say in a sentence that Redis is away; jobs are done all the same, a little later."""
    if office.settings.redis_url and not office.queue.answers():
        click.echo(
            "Chưa kết nối được Redis (CTCL_REDIS_URL): việc nền chậm vài giây, không mất việc nào. "
            "(Redis is away: jobs come some seconds later, none is lost.)",
            err=True,
        )


def _greet(office: Office, accounts: tuple[SampleAccount, ...]) -> None:
    settings = office.settings
    click.echo(f"CTCL: http://{settings.host}:{settings.port}")
    if accounts:
        click.echo("Tài khoản mẫu (sample accounts):")
    for account in accounts:
        click.echo(f"  {account.role_label.vi:<20} {account.username:<12} {account.password}")
    first = first_steps(accounts)
    if first is not None:
        click.echo(f"{first.vi} ({first.en})")


def _tell_what_is_missing(office: Office) -> None:
    missing = office.pdf.missing
    if missing:
        click.echo(
            f"Thiếu {', '.join(missing)}: chưa có PDF và ảnh trang; các việc khác vẫn làm được."
        )
    _tell_of_the_queue(office)


def _tell_of_templates(office: Office, stopping: threading.Event) -> None:
    """Say which cannot be used; afterwards nobody waits for any of the others to be read."""
    for faults in office.library.look_through():
        for broken in faults:
            click.echo(f"{broken.label.vi} ({broken.label.en})", err=True)
        if stopping.is_set():
            return
