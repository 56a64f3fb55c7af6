"""README's "Going live", which `.ci/going-live` follows: no block is left out, none is unsound."""

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from service.cli import ctcl
from service.settings import Settings
from tests.needs import REPOSITORY

SCRIPT = REPOSITORY / ".ci/going-live"
HEAD = re.compile(r"^(\d\d) (/\S+)?$")
FOLLOWED = re.compile(r"follow (\d+)$", re.MULTILINE)
VARIABLE = re.compile(r"^(?:# )?(CTCL_\w+)=(.+)$", re.MULTILINE)
OURS = re.compile(r"(?:^|&& )ctcl ([a-z][a-z ]*?)(?= \w+ \"|$| &&)", re.MULTILINE)


def blocks() -> Iterator[tuple[int, str, str]]:
    """Step, file (empty for commands) and text of every block, as the script cuts them."""
    listed = subprocess.run([SCRIPT, "--blocks"], capture_output=True, text=True, check=True)
    for block in re.split(r"\n\n(?=\d\d (?:/\S+)?\n)", listed.stdout.strip()):
        head, _, text = block.partition("\n")
        found = HEAD.match(head)
        assert found, head
        yield int(found[1]), found[2] or "", text


FILES = {file: text for _, file, text in blocks() if file}
COMMANDS = [text for _, file, text in blocks() if not file]


def test_the_script_follows_every_step_that_has_a_block() -> None:
    followed = {int(step) for step in FOLLOWED.findall(SCRIPT.read_text("utf-8"))}

    assert followed == {step for step, _, _ in blocks()}
    assert len(followed) >= 8


def test_every_fence_of_the_section_is_a_block() -> None:
    readme = (REPOSITORY / "README.md").read_text("utf-8")
    section = readme.partition("Going live\n")[2].partition("\n## ")[0]

    assert section.count("```") == 2 * len(list(blocks()))


def test_a_file_is_named_for_every_block_that_is_no_command() -> None:
    readme = (REPOSITORY / "README.md").read_text("utf-8")
    section = readme.partition("Going live\n")[2].partition("\n## ")[0]
    in_a_language = re.findall(r"^ *```\w+$", section, re.MULTILINE)

    assert len(FILES) == len(in_a_language)


@pytest.mark.parametrize("text", [*COMMANDS, *(t for t in FILES.values() if t[:2] == "#!")])
def test_what_a_shell_is_to_do_it_can_read(text: str) -> None:
    read = subprocess.run(["bash", "-n"], input=text, capture_output=True, text=True, check=False)

    assert (read.returncode, read.stderr) == (0, "")


def test_the_service_takes_the_configuration(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in VARIABLE.findall(FILES["/etc/ctcl.env"]):
        monkeypatch.setenv(name, value)

    settings = Settings.from_environment()

    assert settings.data == Path("/srv/ctcl/var")
    assert settings.database_url == "postgresql+psycopg://ctcl@/ctcl"
    assert settings.own_hosts >= {"ctcl.example.gov.vn"}
    assert not settings.sample_data
    assert settings.secure_cookies
    assert settings.behind_proxy


def test_every_command_of_ours_is_one() -> None:
    said = {each for text in COMMANDS for each in OURS.findall(text)}

    asked = {each: CliRunner().invoke(ctcl, [*each.split(), "--help"]) for each in said}

    assert said >= {"person add", "verify"}
    assert {each for each, result in asked.items() if result.exit_code} == set()


def test_every_variable_the_readme_names_is_a_setting() -> None:
    named = set(re.findall(r"`(CTCL_[A-Z_]+)", (REPOSITORY / "README.md").read_text("utf-8")))
    settings = (REPOSITORY / "service/settings.py").read_text("utf-8")

    assert {name for name in named if f'"{name}"' not in settings} == set()
    assert len(named) > 10
