"""`ctcl person`, `series`, `sample`, `verify`: the house looked after from a terminal."""

import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from service.formkit.catalogue import FormBroken
from service.formkit.moves import Role
from service.settings import Settings
from service.store.database import Database
from service.store.settings import change_settings
from service.workflow.account.sign_in import sign_in
from service.workflow.errors import WorkflowError
from service.workflow.office import Office, now_in_utc
from service.workflow.records.read_records import RecordFilter, list_records
from service.workflow.sample_data.load import PASSWORD
from tests.builders import Crew, a_slip, an_office
from tests.cli.conftest import Ctcl, one_sentence
from tests.docx_text import printed_lines
from tests.needs import open_files
from tests.store.databases import in_file


@pytest.fixture(autouse=True)
def data(tmp_path: Path) -> Path:
    """The house's folder with an empty, migrated database."""
    folder = tmp_path / "data"
    folder.mkdir()
    in_file(folder / "ctcl.sqlite3").close()
    return folder


@pytest.fixture
def with_sample_data(data: Path, loaded: Path) -> None:
    """The house with the sample data in it."""
    shutil.rmtree(data)
    shutil.copytree(loaded, data)


@pytest.fixture
def office(data: Path) -> Iterator[Office]:
    """The office behind the command's data."""
    with Database.open(data / "ctcl.sqlite3") as database:
        yield an_office(data, database, Crew(clock=now_in_utc))


def tamper(data: Path, statement: str) -> None:
    """Change the database by hand, its guards put aside."""
    with sqlite3.connect(data / "ctcl.sqlite3") as bind:
        names = bind.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for (name,) in names:
            bind.execute(f"DROP TRIGGER {name}")
        assert bind.execute(statement).rowcount == 1
    bind.close()


def test_the_first_administrator_comes_in_by_the_terminal(ctcl: Ctcl, office: Office) -> None:
    added = ctcl("person", "add", "nam", "Đỗ Hoàng Nam")

    password = added.out.rsplit(" ", 1)[-1].strip()
    signed = sign_in(office, "nam", password, "")
    assert signed.actor.roles == {Role.ADMINISTRATOR}
    assert signed.actor.must_change_password


def test_a_person_comes_with_unit_roles_and_password(ctcl: Ctcl, office: Office) -> None:
    ctcl(
        *("person", "add", "bao", "Phạm Quốc Bảo", "--unit", "Phòng Ngân sách"),
        *("--abbreviation", "NS", "--role", "official", "--role", "unit_head"),
        *("--password", "mot-mat-khau-dai"),
    )

    actor = sign_in(office, "bao", "mot-mat-khau-dai", "").actor
    assert (actor.unit_name, actor.roles) == (
        "Phòng Ngân sách",
        {Role.OFFICIAL, Role.UNIT_HEAD},
    )


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("nam", "Trùng Tên"), "username"),
        (("moi", "Tên", "--password", "ngan"), "10 ký tự"),
        (("moi", "Tên", "--role", "vua"), "vua"),
    ],
)
def test_a_person_who_may_not_stand_is_refused_in_a_sentence(
    ctcl: Ctcl, arguments: tuple[str, ...], says: str
) -> None:
    ctcl("person", "add", "nam", "Đỗ Hoàng Nam")

    assert says in one_sentence(ctcl("person", "add", *arguments))


def test_a_series_is_started_once(ctcl: Ctcl, office: Office) -> None:
    year = office.clock().year

    started = ctcl("series", "start", "BM.CTCL.02", 5, "--year", year + 1)

    assert "05/BB-ISO" in started.out
    assert "đã đặt" in one_sentence(ctcl("series", "start", "BM.CTCL.02", 6, "--year", year + 1))
    assert "first_number" in one_sentence(ctcl("series", "start", "BM.CTCL.01", 0))
    assert one_sentence(ctcl("series", "start", "BM.CTCL.99", 5))


def test_sample_data_comes_goes_and_leaves_nothing(ctcl: Ctcl, office: Office) -> None:
    loaded = ctcl("sample", "load")
    secretary = sign_in(office, "thuky", PASSWORD, "").actor
    records = list_records(office, secretary, RecordFilter())

    removed = ctcl("sample", "remove")

    assert all(name in loaded.out for name in ("canbo", "truongphong", "thuky", "giamdoc"))
    assert records.total >= 4
    assert all(row.line.is_sample and "MẪU" in (row.line.number or "MẪU") for row in records.rows)
    assert removed.code == 0
    assert list(office.vault.digests()) == []
    with pytest.raises(WorkflowError):
        sign_in(office, "thuky", PASSWORD, "")


@pytest.mark.usefixtures("with_sample_data")
def test_sample_data_is_loaded_once(ctcl: Ctcl, office: Office) -> None:
    again = ctcl("sample", "load")

    assert "canbo" in again.out
    with office.database.reading() as uow:
        count = uow.session.connection().exec_driver_sql("SELECT count(*) FROM person").scalar()
    assert count == 12


@pytest.mark.usefixtures("with_sample_data")
def test_a_sound_house_is_verified(ctcl: Ctcl) -> None:
    verified = ctcl("verify")

    assert verified.code == 0
    assert "nguyên vẹn" in verified.out


@pytest.mark.parametrize(
    ("statement", "says"),
    [
        ("UPDATE event SET payload = '{}' WHERE id = 1", "bị sửa"),
        ("DELETE FROM event WHERE id = 1", "bị mất"),
        ("UPDATE issued_document SET \"values\" = '{}' WHERE id = 1", "bị sửa"),
    ],
)
@pytest.mark.usefixtures("with_sample_data")
def test_a_house_tampered_with_is_found_out(
    ctcl: Ctcl, data: Path, statement: str, says: str
) -> None:
    tamper(data, statement)

    verified = ctcl("verify")

    assert verified.code == 1
    assert says in verified.err
    assert "Traceback" not in verified.err


@pytest.mark.usefixtures("with_sample_data")
def test_a_file_altered_in_the_vault_is_found_out(ctcl: Ctcl, office: Office) -> None:
    digest = next(office.vault.digests())
    office.vault.path_of(digest).write_bytes(b"khac")

    verified = ctcl("verify")

    assert verified.code == 1
    assert digest in verified.err


def test_what_a_power_cut_left_behind_is_told_and_harms_nothing(ctcl: Ctcl, office: Office) -> None:
    kept = office.vault.put(b"mot tep khong ho so nao biet")

    verified = ctcl("verify")

    assert verified.code == 0
    assert kept.sha256 in verified.out
    assert "nguyên vẹn" in verified.out


@pytest.mark.usefixtures("with_sample_data")
def test_removing_sample_data_leaves_real_numbers_and_chains(ctcl: Ctcl, office: Office) -> None:
    ctcl(
        *("person", "add", "bao", "Phạm Quốc Bảo", "--unit", "Phòng Ngân sách"),
        *("--role", "official", "--password", "mot-mat-khau-dai"),
    )
    actor = sign_in(office, "bao", "mot-mat-khau-dai", "").actor
    real = [a_slip(office, actor).number]

    ctcl("sample", "remove")

    real.append(a_slip(office, actor).number)
    year = office.clock().astimezone().year
    assert real == [f"01/{year}", f"02/{year}"]
    assert ctcl("verify").code == 0


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("day la dau", "CTCL_DATABASE_URL"),
        ("mysql://localhost/ctcl", "CTCL_DATABASE_URL"),
        ("postgresql://postgres@127.0.0.1:1/ctcl", "cơ sở dữ liệu"),
    ],
)
def test_a_database_that_cannot_be_used_is_told(
    ctcl: Ctcl, monkeypatch: pytest.MonkeyPatch, url: str, says: str
) -> None:
    monkeypatch.setenv("CTCL_DATABASE_URL", url)

    assert says in one_sentence(ctcl("verify"))


def test_a_file_that_is_no_database_is_told(ctcl: Ctcl, data: Path, tmp_path: Path) -> None:
    (data / "ctcl.sqlite3").write_bytes(b"khong phai co so du lieu" * 100)

    for command in (("verify",), ("blank", "BM.CTCL.01", "-o", tmp_path / "b.docx")):
        assert "cơ sở dữ liệu" in one_sentence(ctcl(*command))


def test_the_tables_of_a_newer_version_are_left_alone(ctcl: Ctcl, data: Path) -> None:
    tamper(data, "UPDATE alembic_version SET version_num = '9999'")

    told = one_sentence(ctcl("verify"))

    assert "phiên bản mới hơn" in told
    assert "9999" in told
    # Not something that waiting a few minutes would cure.
    assert "ít phút" not in told
    assert [file for file in open_files() if file.parent == data] == []


def test_a_form_that_cannot_be_read_leaves_no_database_open(data: Path, tmp_path: Path) -> None:
    strange = tmp_path / "forms"
    strange.mkdir()
    (strange / "strange.py").write_text("x = 1", encoding="utf-8")
    settings = Settings(data, f"sqlite:///{data / 'ctcl.sqlite3'}", forms_folders=(strange,))

    # Who holds the fault holds what the opening had come to, as pytest does.
    with pytest.raises(FormBroken) as caught:
        Office.open(settings)

    assert caught.value.path.name == "strange.py"
    assert [file for file in open_files() if file.parent == data] == []


def test_the_letterhead_that_was_set_prints(ctcl: Ctcl, office: Office, tmp_path: Path) -> None:
    with office.database.writing() as uow:
        changes = {"agency_iso_name": "SỞ TÀI CHÍNH LÂM ĐỒNG"}
        change_settings(uow, changes, changed_by=None, now=office.clock())

    ctcl("blank", "BM.CTCL.01", "-o", tmp_path / "b.docx")

    assert "LÂM ĐỒNG" in printed_lines((tmp_path / "b.docx").read_bytes())[0]
