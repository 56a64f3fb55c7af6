"""Forms found as files: each by its code, a broken file by its name and reason."""

from pathlib import Path

import pytest

from service.formkit.catalogue import Catalogue, FormBroken
from tests.needs import REPOSITORY

DECLARATION = """
from tests.formkit.toy_form import toy_form
from dataclasses import replace

FORM = replace(toy_form(), key="{key}", code="{code}")
"""


def write_form(folder: Path, file: str, key: str, code: str) -> None:
    """A file that declares a form."""
    folder.mkdir(exist_ok=True)
    (folder / file).write_text(DECLARATION.format(key=key, code=code), encoding="utf-8")


def test_the_three_official_forms_are_found_in_the_order_of_their_codes() -> None:
    catalogue = Catalogue.load([REPOSITORY / "forms"])

    assert [(form.code, form.key) for form in catalogue] == [
        ("BM.CTCL.01", "corrective_action_request"),
        ("BM.CTCL.02", "management_review_minutes"),
        ("BM.CTCL.03", "quality_objective_plan"),
    ]


def test_forms_of_several_folders_stand_together(tmp_path: Path) -> None:
    write_form(tmp_path / "one", "second.py", "second", "BM.B")
    write_form(tmp_path / "two", "first.py", "first", "BM.A")

    catalogue = Catalogue.load([tmp_path / "one", tmp_path / "two"])

    assert [form.code for form in catalogue] == ["BM.A", "BM.B"]
    assert catalogue["BM.B"].key == "second"
    assert catalogue.get("BM.A") is catalogue.forms[0]


def test_an_unknown_code_is_no_form(tmp_path: Path) -> None:
    catalogue = Catalogue.load([tmp_path])

    assert catalogue.get("BM.A") is None
    with pytest.raises(KeyError):
        catalogue["BM.A"]


def test_files_beginning_with_an_underscore_are_no_forms(tmp_path: Path) -> None:
    (tmp_path / "__init__.py").write_text("raise ValueError")
    (tmp_path / "_lists.py").write_text("raise ValueError")

    assert list(Catalogue.load([tmp_path])) == []


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("x = 1", "no FORM is declared"),
        ("FORM = 'BM.A'", "no FORM is declared"),
        ("def broken(:", "SyntaxError"),
        ("1 / 0", "ZeroDivisionError"),
        ("import no_such_module_anywhere", "ModuleNotFoundError"),
        (DECLARATION.format(key="another", code="BM.A"), "its key is 'another'"),
    ],
)
def test_a_broken_file_is_named_with_its_reason(tmp_path: Path, content: str, reason: str) -> None:
    (tmp_path / "strange.py").write_text(content, encoding="utf-8")

    with pytest.raises(FormBroken, match=reason) as caught:
        Catalogue.load([tmp_path])

    assert caught.value.path.name == "strange.py"
    assert str(caught.value).startswith("strange.py: ")


def test_two_forms_may_not_share_a_code(tmp_path: Path) -> None:
    write_form(tmp_path, "one.py", "one", "BM.A")
    write_form(tmp_path, "two.py", "two", "BM.A")

    with pytest.raises(FormBroken, match="share one code"):
        Catalogue.load([tmp_path])
