"""Commands for the running house: serve it, let people in, verify it, its sample data."""

import gc
import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from service.cli.errors import Failed, one_sentence
from service.formkit.moves import Role
from service.settings import Settings

if TYPE_CHECKING:
    from service.store.database import Database
    from service.workflow.office import Office


@contextmanager
def _one_sentence_of_the_house() -> Iterator[None]:
    """Turn the errors of store and workflow into `Failed`, too."""
    from service.store.errors import StoreError
    from service.workflow.errors import WorkflowError, sentence_of

    try:
        with one_sentence():
            yield
    except (StoreError, WorkflowError) as error:
        label, reason = sentence_of(error), getattr(error, "reason", "")
        why = f" [{' '.join(reason.split())}]" if reason else ""
        raise Failed(label.vi + why, label.en) from error


@contextmanager
def _office() -> "Iterator[Office]":
    from service.workflow.open_office import open_office

    with _one_sentence_of_the_house():
        office = open_office(Settings.from_environment())
        try:
            yield office
        finally:
            office.close()


@click.command()
def serve() -> None:
    """Chạy dịch vụ trên máy này."""
    # Nothing imported is garbage: to look for some, time and again, took a fifth of the start.
    gc.disable()
    try:
        from service.cli.logs import write_logs
        from service.cli.serve import run

        write_logs()
        with _office() as office:
            run(office)
    finally:
        gc.enable()


@click.command()
def work() -> None:
    """Làm việc nền (nhắc việc, thư, in nhiều): chạy riêng, khi phục vụ bằng nhiều tiến trình."""
    from service.cli.logs import write_logs
    from service.cli.serve import work as work_on

    write_logs()
    with _office() as office:
        work_on(office)


@click.group()
def person() -> None:
    """Người dùng."""


@person.command("add")
@click.argument("username")
@click.argument("full_name")
@click.option("--title", default="Chuyên viên", help="Chức vụ.")
@click.option("--unit", default="", help="Tên đơn vị; tạo mới nếu chưa có.")
@click.option("--abbreviation", default="", help="Tên viết tắt của đơn vị mới.")
@click.option(
    "--role", "roles", multiple=True, type=click.Choice([r.value for r in Role]), help="Vai trò."
)
@click.option("--password", default=None, help="Mật khẩu đầu tiên; để trống thì tự tạo.")
def add_person(
    username: str,
    full_name: str,
    title: str,
    unit: str,
    abbreviation: str,
    roles: tuple[str, ...],
    password: str | None,
) -> None:
    """Thêm người dùng (người đầu tiên nên là administrator)."""
    from service.workflow.people.first_people import enter_first_person
    from service.workflow.people.people import PersonEntry

    with _office() as office:
        granted = frozenset(Role(role) for role in roles or (Role.ADMINISTRATOR,))
        entry = PersonEntry(username, full_name, title, unit, granted)
        first = enter_first_person(office, entry, abbreviation, password).password
    click.echo(f"Đã thêm {full_name} ({username}). Mật khẩu đầu tiên: {first}")


@click.command()
def verify() -> None:
    """Kiểm tra chuỗi sự kiện, niêm phong hằng ngày và kho văn bản."""
    from service.workflow.archive.verify import verify_house

    with _office() as office:
        found = verify_house(office)
    for line in found.leftovers:
        click.echo(f"{line}; vô hại (harmless)")
    for line in found.breaks:
        click.echo(line, err=True)
    if found.breaks:
        count = len(found.breaks)
        raise Failed(f"Có {count} chỗ không khớp.", f"{count} breaks.", exit_code=1)
    click.echo("Chuỗi sự kiện và kho văn bản nguyên vẹn. (Chains and vault are whole.)")


@click.group()
def series() -> None:
    """Dãy số của phiếu, biên bản và kế hoạch."""


@series.command("start")
@click.argument("form")
@click.argument("number", type=int)
@click.option("--year", type=int, default=None, help="Năm; để trống là năm nay.")
@click.option("--unit", default="", help="Tên đơn vị, cho kế hoạch của đơn vị.")
def start_series(form: str, number: int, year: int | None, unit: str) -> None:
    """Cho dãy số của FORM bắt đầu từ NUMBER (một lần, trước khi cấp số đầu tiên)."""
    from service.workflow.records.number_series import SeriesStart, enter_start

    with _office() as office, office.database.writing() as uow:
        start = SeriesStart(form, number, year, unit)
        shown = enter_start(office, uow, start, chosen_by=None)
    click.echo(f"Số đầu tiên sẽ cấp: {shown}. (This is the first number to be given.)")


@click.group()
def sample() -> None:
    """Dữ liệu mẫu để tập làm quen."""


@sample.command("load")
def load_sample() -> None:
    """Nạp dữ liệu mẫu."""
    from service.workflow.sample_data.load import load_sample_house

    with _office() as office:
        for account in load_sample_house(office):
            click.echo(f"{account.role_label.vi}: {account.username} / {account.password}")


@sample.command("remove")
def remove_sample() -> None:
    """Xóa toàn bộ dữ liệu mẫu; số thật và chuỗi sự kiện thật giữ nguyên."""
    from service.workflow.sample_data.load import remove_sample_house

    with _office() as office:
        remove_sample_house(office)
    click.echo("Đã xóa dữ liệu mẫu. (The sample data is gone.)")


@click.command()
def letterhead() -> None:
    """In cài đặt tên cơ quan dạng JSON."""
    from service.store.settings import read_settings

    with _one_sentence_of_the_house(), _database() as database, database.reading() as uow:
        kept = {key: each.value for key, each in read_settings(uow).items()}
    click.echo(json.dumps(kept))


@contextmanager
def _database() -> "Iterator[Database]":
    from service.workflow.office import open_database

    with open_database(Settings.from_environment()) as database:
        yield database
