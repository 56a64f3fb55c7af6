"""The library names broken templates and keeps the others; templates must fit their form."""

import shutil
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from service.documents.errors import TemplateBroken
from service.documents.render.library import TemplateLibrary
from service.documents.render.render import render
from service.documents.template.prepare import pack, unpack
from service.formkit.fields import Field, Text
from tests.documents import toy_template as toy
from tests.documents.form_values import catalogue, paper_of
from tests.needs import REPOSITORY

AGES = toy.rows("people[]", toy.item(toy.p(toy.text("people[].age"))))


def library_of(folder: Path, *body: str, fields: tuple[Field, ...] = ()) -> TemplateLibrary:
    (folder / "toy.docx").write_bytes(toy.template(*body))
    return TemplateLibrary.open([toy.form(*fields)], [folder])


def test_a_template_that_fits_its_form_prints_it(tmp_path: Path) -> None:
    library = library_of(tmp_path, *toy.PAGE)
    form = toy.form()

    assert not library.broken
    assert render(form, library.template(form), toy.FILLED, paper_of(form))
    assert len(library.sha256(form)) == 64


def test_a_corrupted_template_is_named_and_the_others_work(tmp_path: Path) -> None:
    for path in (REPOSITORY / "templates_docx").glob("*.docx"):
        shutil.copy(path, tmp_path)
    damaged = tmp_path / "BM.CTCL.02.docx"
    damaged.write_bytes(damaged.read_bytes()[:9_000])

    library = TemplateLibrary.open(catalogue(), [tmp_path])

    assert [error.file for error in library.problems()] == ["BM.CTCL.02.docx"]
    assert library.template(catalogue()["BM.CTCL.01"])
    with pytest.raises(TemplateBroken, match=r"BM\.CTCL\.02"):
        library.template(catalogue()["BM.CTCL.02"])


def test_a_missing_file_is_a_broken_template(tmp_path: Path) -> None:
    library = TemplateLibrary.open([toy.form()], [tmp_path])

    assert [error.file for error in library.problems()] == ["toy.docx"]


def test_a_template_is_read_when_first_asked_for_and_not_again(tmp_path: Path) -> None:
    library = TemplateLibrary.open([toy.form()], [tmp_path])
    file = tmp_path / "toy.docx"

    file.write_bytes(toy.template(*toy.PAGE))
    first = library.template(toy.form())
    file.unlink()

    assert library.template(toy.form()) is first


def test_who_needs_a_template_does_not_wait_for_another_that_is_being_read(tmp_path: Path) -> None:
    (tmp_path / "toy.docx").write_bytes(toy.template(*toy.PAGE))
    other = replace(toy.form(), code="OTHER")
    library = TemplateLibrary.open([other, toy.form()], [tmp_path])

    with library._locks["OTHER", ""], ThreadPoolExecutor(1) as clerk:
        assert clerk.submit(library.template, toy.form()).result(30).placeholders


def test_all_are_looked_through_one_by_one_the_broken_with_their_faults(tmp_path: Path) -> None:
    (tmp_path / "toy.docx").write_bytes(toy.template(*toy.PAGE))
    missing = replace(toy.form(), code="OTHER", templates={"": "none.docx"})

    library = TemplateLibrary.open([missing, toy.form()], [tmp_path])

    looked = [[fault.file for fault in faults] for faults in library.look_through()]
    assert looked == [["none.docx"], []]


def test_two_houses_share_what_was_compiled_from_the_same_bytes(tmp_path: Path) -> None:
    one, other = library_of(tmp_path, *toy.PAGE), library_of(tmp_path, *toy.PAGE)

    assert one.template(toy.form()) is other.template(toy.form())


def test_the_first_folder_that_has_the_file_wins(tmp_path: Path) -> None:
    (tmp_path / "toy.docx").write_bytes(toy.template(*toy.PAGE))
    empty = tmp_path / "empty"
    empty.mkdir()

    assert not TemplateLibrary.open([toy.form()], [empty, tmp_path]).broken


@pytest.mark.parametrize(
    ("tag", "body"),
    [
        ("name", (toy.p(toy.date("day")), *toy.PAGE[1:-1])),
        ("shoe_size", (*toy.PAGE, toy.p(toy.text("shoe_size")))),
        ("people[].age", (*toy.PAGE, AGES)),
        ("if:shoe_size", (*toy.PAGE, toy.when("if:shoe_size", toy.p()))),
        ("if:sign:TM", (*toy.PAGE, toy.when("if:sign:TM", toy.p()))),
        ("settings.shoe_size", (*toy.PAGE, toy.p(toy.text("settings.shoe_size")))),
        ("day", (*toy.PAGE, toy.p(toy.text("day")))),
        ("story", (*toy.PAGE, toy.p(toy.text("story")))),
        ("sign", (*toy.PAGE, toy.p(toy.choice("sign", KT="KT.")))),
        ("kind:c", (*toy.PAGE, toy.p(toy.box("kind:c")))),
    ],
)  # fmt: skip
def test_a_tag_that_does_not_fit_the_form_is_named(
    tag: str, body: tuple[str, ...], tmp_path: Path
) -> None:
    library = library_of(tmp_path, *body)

    assert [error.tag for error in library.problems()] == [tag]


def test_a_field_that_is_not_printed_needs_no_control(tmp_path: Path) -> None:
    kept = Text(name="kept", label=toy.label("kept"), max_length=9, printed=False)

    assert not library_of(tmp_path, *toy.PAGE, fields=(*toy.FIELDS, kept)).broken
    shown = replace(kept, printed=True)
    assert library_of(tmp_path, *toy.PAGE, fields=(*toy.FIELDS, shown)).broken


@pytest.mark.parametrize("lost", sorted(unpack(toy.template(*toy.PAGE))))
def test_a_template_that_lost_a_part_is_broken_or_still_works(lost: str, tmp_path: Path) -> None:
    members = unpack(toy.template(*toy.PAGE))
    del members[lost]
    (tmp_path / "toy.docx").write_bytes(pack(members))

    library = TemplateLibrary.open([toy.form()], [tmp_path])

    assert len(library.broken) + len(library.templates) == 1


REAL = (REPOSITORY / "templates_docx/BM.CTCL.01.docx").read_bytes()


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.tuples(st.integers(0, len(REAL) - 1), st.integers(0, 255)), min_size=1, max_size=5)
)
def test_damaged_bytes_never_crash_the_start(tmp_path: Path, damage: list[tuple[int, int]]) -> None:
    package = bytearray(REAL)
    for place, byte in damage:
        package[place] = byte
    (tmp_path / "BM.CTCL.01.docx").write_bytes(package)

    library = TemplateLibrary.open([catalogue()["BM.CTCL.01"]], [tmp_path])

    assert len(library.broken) + len(library.templates) == 1
