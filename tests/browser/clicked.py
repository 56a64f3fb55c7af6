"""Which moves the stories click, read from what their tests say: no browser is asked."""

import ast
from collections.abc import Iterable, Iterator
from pathlib import Path

from service.formkit.form import Form

DEEDS = {"does", "sends", "edits_and_sends"}
"""The methods of a story that click a move."""


def clicked(form: Form, stories: Iterable[Path]) -> set[tuple[str, str]]:
    """The moves, each with the stage it leads from, that the tests in these files click.

    Raises ValueError where a move of that name leads from several stages and the click does not
    say which it means by `at`.
    """
    named = {_named(call) for story in stories for call in _clicks(story)}
    return {(stage or _only_stage(form, key), key) for stage, key in named}


def _clicks(story: Path) -> Iterator[ast.Call]:
    """The clicks of the tests and of what they call, not of functions that nobody calls."""
    body = ast.parse(story.read_text(encoding="utf-8")).body
    functions = {each.name: each for each in body if isinstance(each, ast.FunctionDef)}
    lived = [name for name in functions if name.startswith("test_")]
    for name in lived:
        for node in ast.walk(functions[name]):
            if isinstance(node, ast.Name) and node.id in functions and node.id not in lived:
                lived.append(node.id)
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                yield from [node] if node.func.attr in DEEDS else []


def _named(call: ast.Call) -> tuple[str, str]:
    said = {each.arg: each.value for each in call.keywords}
    stage = ast.literal_eval(said["at"]) if "at" in said else ""
    return stage, ast.literal_eval(call.args[1])


def _only_stage(form: Form, key: str) -> str:
    stages = [each.from_stage for each in form.moves if each.key == key]
    if len(stages) != 1:
        raise ValueError(f"{key} leads from {stages}: say which by at=")
    return stages[0]
