"""Blank, filled and overlong companion documents on paper, as LibreOffice lays them out."""

import subprocess
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from service.documents.render.render import render
from service.documents.template.prepare import without_controls
from service.formkit.fields import Rows, Text
from service.formkit.form import Form
from tests.documents.form_values import paper_of
from tests.forms.companion_samples import (
    CODES,
    COMPANIONS,
    companion_sample,
    companions,
    template_of,
)
from tests.needs import libreoffice, need

EVERY_COMPANION = pytest.mark.parametrize("form", COMPANIONS, ids=CODES)
# What the last page must show above its signatures: nobody signs an empty page.
COMPANY = {
    "O-01": "11/2026",
    "O-02": "để xem xét, giải quyết./.",
    "O-03": "4. Nguồn lực thực hiện:",
    "O-04": "Kính báo cáo Ban ISO",
    "O-05": "4. Ý kiến của Ban ISO:",
    "O-06": "Kính đề nghị Lãnh đạo",
    "O-07": "có hiệu lực trong thời hạn",
    "O-08": "Ý kiến chỉ đạo:",
    "O-16": "Chuyển họp",
}
SIGNERS = {
    "O-01": "Phan Đình Khải",
    "O-02": "Phan Đình Khải",
    "O-03": "Trịnh Hoài Thương",
    "O-04": "Lương Thị Ngọc Diệp",
    "O-05": "Phan Đình Khải",
    "O-06": "Trịnh Hoài Thương",
    "O-07": "Hồ Quang Vinh",
    "O-08": "Tôn Thất Lộc",
    "O-16": "Lâm Thị Thanh Trúc",
}
TABLES = {
    "O-01": "slips",
    "O-02": "assignments",
    "O-03": "tasks",
    "O-04": "actions",
    "O-16": "slips",
}
SHORT_LISTS = {"recipients", "legal_bases", "evidence"}
TIMES = (2, 7, 13)


def grown(form: Form, times: int) -> dict[str, Any]:
    """The filled sample with its rows and its long texts so many times over."""
    values = companion_sample(form, "filled")
    for field in form.fields:
        value = values.get(field.name)
        if isinstance(field, Rows) and field.name not in SHORT_LISTS:
            values[field.name] = (value * times)[: field.max_rows]
        elif isinstance(field, Text) and field.multiline and value:
            values[field.name] = "\n".join([value] * times)[: field.max_length]
    return values


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with every PDF, drawn in one run of LibreOffice."""
    soffice = libreoffice()
    need(soffice, "LibreOffice")
    assert soffice is not None
    folder = tmp_path_factory.mktemp("companions")
    for form in COMPANIONS:
        papers = {"blank": {}, "filled": companion_sample(form, "filled")}
        papers |= {f"x{times}": grown(form, times) for times in TIMES}
        for name, values in papers.items():
            page = without_controls(render(form, template_of(form), values, paper_of(form)))
            (folder / f"{form.code}-{name}.docx").write_bytes(page)
    profile = (folder / "profile").as_uri()
    command = [soffice, f"-env:UserInstallation={profile}", "--headless", "--convert-to", "pdf"]
    files = sorted(map(str, folder.glob("*.docx")))
    subprocess.run(
        [*command, "--outdir", str(folder), *files], check=True, capture_output=True, timeout=180
    )
    return folder


def pages(folder: Path, form: Form, name: str) -> list[str]:
    """The text of every page of a print."""
    document = pypdfium2.PdfDocument(folder / f"{form.code}-{name}.pdf")
    return [sheet.get_textpage().get_text_range() for sheet in document]


@EVERY_COMPANION
@pytest.mark.parametrize("name", ["blank", "filled"])
def test_a_blank_and_an_ordinary_paper_take_one_page(drawn: Path, form: Form, name: str) -> None:
    assert len(pages(drawn, form, name)) == 1


@EVERY_COMPANION
@pytest.mark.parametrize("times", TIMES)
def test_signatures_never_stand_alone_on_a_page(drawn: Path, form: Form, times: int) -> None:
    printed = pages(drawn, form, f"x{times}")

    signing = printed[-1].rpartition(SIGNERS[form.code])[0]

    assert SIGNERS[form.code] in printed[-1]
    assert COMPANY[form.code] in " ".join(signing.split())


@EVERY_COMPANION
def test_every_page_but_the_first_is_numbered_above(drawn: Path, form: Form) -> None:
    printed = pages(drawn, form, f"x{TIMES[-1]}")

    assert len(printed) > 1
    assert [text.split()[0] for text in printed[1:]] == [
        str(number) for number in range(2, len(printed) + 1)
    ]


@pytest.mark.parametrize("code", TABLES)
def test_a_long_table_counts_its_rows_and_repeats_its_heads(drawn: Path, code: str) -> None:
    form = companions()[code]
    printed = pages(drawn, form, f"x{TIMES[-1]}")
    rows = len(grown(form, TIMES[-1])[TABLES[code]])

    assert f"{rows}." in "".join(printed).split()
    assert f"{rows + 1}." not in "".join(printed).split()
    assert sum("TT" in text.split() for text in printed) >= 2
