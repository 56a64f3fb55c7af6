"""Commands that turn values into Word files and Word files into values."""

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from service.cli.errors import Failed, one_sentence, read_bytes, sentence_for
from service.formkit.labels import FieldErrors
from service.formkit.letterhead import letterhead_facts
from service.formkit.strict_json import NameTwice, NotJson, read_strict_json
from service.formkit.text_files import lines_of
from service.settings import ROOT

if TYPE_CHECKING:
    from service.cli.document_tools import Workshop

OUT = click.option(
    "-o", "--output", "out", required=True, type=click.Path(path_type=Path), help="Tệp kết quả."
)


def _workshop(code: str = "") -> "Workshop":
    from service.cli.document_tools import Workshop

    return Workshop.open(code)


@click.command()
@click.argument("form")
@click.argument("data", type=click.Path(path_type=Path))
@OUT
@click.option("--pdf", is_flag=True, help="Tạo thêm bản PDF cạnh bản Word.")
@click.option("--draft", is_flag=True, help="Đóng dấu DỰ THẢO.")
def render(form: str, data: Path, out: Path, pdf: bool, draft: bool) -> None:
    """Điền DATA.json vào biểu mẫu FORM (ví dụ BM.CTCL.01)."""
    with one_sentence():
        typed = _read_json(read_bytes(data), str(data))
        workshop = _workshop(form)
        docx = workshop.make(form, typed, draft=draft)
        out.write_bytes(docx)
        if pdf:
            out.with_suffix(".pdf").write_bytes(workshop.pdf(docx))


@click.command()
@click.argument("form")
@OUT
@click.option("--level", default="", help="Kế hoạch: agency hoặc unit.")
@click.option("--pdf", is_flag=True, help="Tạo thêm bản PDF cạnh bản Word.")
def blank(form: str, out: Path, level: str, pdf: bool) -> None:
    """In bản trắng của biểu mẫu FORM."""
    with one_sentence():
        workshop = _workshop(form)
        declared = workshop.form(form)
        if level and level not in declared.templates:
            listed = ", ".join(v for v in declared.templates if v) or "không có"
            raise Failed(
                f"Biểu mẫu {form} không có cấp «{level}». Vui lòng chọn: {listed}.",
                f"{form} has no level “{level}”.",
            )
        variant = level or declared.variants[0]
        answers = declared.blank_answers(variant, letterhead_facts(workshop.letterhead))
        docx = workshop.print(declared, answers)
        out.write_bytes(docx)
        if pdf:
            out.with_suffix(".pdf").write_bytes(workshop.pdf(docx))


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
def read(file: Path) -> None:
    """Đọc lại nội dung của tệp Word đã điền, in ra dạng JSON."""
    with one_sentence():
        content = read_bytes(file)
        answers = _workshop().read(content)
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    click.echo(json.dumps(answers, ensure_ascii=False, indent=2))


@click.command()
@click.argument("form")
@click.argument("rows", type=click.Path(path_type=Path))
@OUT
def bulk(form: str, rows: Path, out: Path) -> None:
    """Điền mỗi dòng của ROWS.jsonl thành một tệp Word trong OUT.zip."""
    with one_sentence():
        if not rows.is_file():
            raise Failed(f"Không có tệp {rows}.", f"There is no file {rows}.")
        workshop = _workshop(form)
        workshop.form(form)
        count = _count(rows)
        bad = _fill_rows(workshop, form, rows, out, count)
    if bad and bad == count:
        raise Failed(
            f"Cả {bad} dòng đều chưa tạo được nên không có tệp kết quả.",
            f"None of the {bad} rows could be made, so there is no archive.",
            exit_code=1,
        )
    if bad:
        raise Failed(
            f"Có {bad} dòng chưa tạo được; các dòng khác đã xong.",
            f"{bad} rows could not be made; the others are done.",
            exit_code=1,
        )


def _fill_rows(workshop: "Workshop", form: str, rows: Path, out: Path, count: int) -> int:
    """Return how many rows were bad, each told on standard error; the others are in `out`.

    Where every row is bad nothing is left in its place: an empty archive would look like one.
    """
    from tqdm import tqdm

    from service.documents.deterministic_zip import BulkZip
    from service.documents.errors import DocumentError

    unfinished, bad = out.with_name(out.name + ".part"), 0
    try:
        with unfinished.open("wb") as target, BulkZip(target) as archive:
            bar = tqdm(lines_of(rows), total=count, unit=" văn bản", disable=None)
            for number, line in bar:
                try:
                    typed = _read_json(line, f"dòng {number}")
                    archive.add(f"{form}_{number:05d}.docx", workshop.make_fast(form, typed))
                except (Failed, FieldErrors, DocumentError) as error:
                    bad += 1
                    tqdm.write(f"Dòng {number}: {_reason(error)}", file=sys.stderr)
        if bad < count or not bad:
            unfinished.replace(out)
    finally:
        unfinished.unlink(missing_ok=True)
    return bad


@click.command()
def check() -> None:
    """Kiểm tra mọi biểu mẫu và tệp mẫu Word."""
    with one_sentence():
        workshop = _workshop()
        faults = list(workshop.broken_templates())
        for form in workshop.catalogue:
            click.echo(f"{form.code}  {form.title.vi}: {', '.join(form.templates.values())}")
    for fault in faults:
        click.echo(fault, err=True)
    if faults:
        raise Failed(f"Có {len(faults)} lỗi.", f"{len(faults)} faults.")
    click.echo("Mọi biểu mẫu và tệp mẫu đều khớp. (All forms and templates are sound.)")


@click.command()
@click.option("--json", "out", type=click.Path(path_type=Path), help="Ghi số liệu ra tệp JSON.")
@click.option("--runs", default=0, help="Số lần đo mỗi biểu mẫu (0: mặc định).")
def bench(out: Path | None, runs: int) -> None:
    """Đo tốc độ tạo văn bản so với docxtpl."""
    measuring = [sys.executable, "-m", "tests.bench.rendering"]
    if out is not None:
        measuring += ["--json", str(out.absolute())]
    if runs:
        measuring += ["--runs", str(runs)]
    # What measures stands with the tests of the checkout and is no part of the service.
    sys.exit(subprocess.run(measuring, cwd=ROOT, check=False).returncode)


def _read_json(content: bytes, where: str) -> Mapping[str, Any]:
    try:
        value = read_strict_json(content)
    except NameTwice as error:
        raise Failed(f"{where}: {error.label.vi}", f"{where}: {error.label.en}") from error
    except NotJson as error:
        raise Failed(
            f"{where}: không phải JSON đúng quy cách. Vui lòng kiểm tra lại tệp.",
            f"{where}: this is not well-formed JSON.",
        ) from error
    if not isinstance(value, dict):
        raise Failed(
            f"{where}: cần một nhóm ô có tên trong ngoặc nhọn.",
            f"{where}: a JSON object is needed.",
        )
    return value


def _count(path: Path) -> int:
    """Return how many rows the file has; raises Failed for a text that is torn."""
    try:
        return sum(1 for _ in lines_of(path))
    except UnicodeDecodeError as error:
        raise Failed(
            f"Không đọc được chữ trong tệp {path}. Vui lòng lưu lại tệp với bảng mã UTF-8.",
            f"The text of {path} cannot be read. Please save it again in UTF-8.",
        ) from error


def _reason(error: Exception) -> str:
    if isinstance(error, Failed):
        return error.sentence
    label = sentence_for(error)
    return f"{label.vi} ({label.en})"
