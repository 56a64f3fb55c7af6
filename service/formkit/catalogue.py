"""The forms the service knows, found as files in folders: adding a form edits nothing else."""

import importlib.util
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Self

from service.formkit.form import Form


class FormBroken(Exception):
    """A file in a forms folder does not declare a form: `path` and `reason` say which and why."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path.name}: {reason}")
        self.path, self.reason = path, reason


@dataclass(frozen=True)
class Catalogue:
    """Every form by its official code, in the order of the codes."""

    forms: tuple[Form, ...]

    @classmethod
    def load(cls, folders: Sequence[Path]) -> Self:
        """Return the forms declared as `FORM` in the folders' files; raises FormBroken."""
        forms = [
            _declared_form(path)
            for folder in folders
            for path in sorted(folder.glob("*.py"))
            if not path.name.startswith("_")
        ]
        by_code = {form.code: form for form in forms}
        if len(by_code) < len(forms):
            raise FormBroken(folders[-1], "two forms share one code")
        return cls(tuple(by_code[code] for code in sorted(by_code)))

    def __iter__(self) -> Iterator[Form]:
        return iter(self.forms)

    def __getitem__(self, code: str) -> Form:
        """Return the form with that official code; raises KeyError."""
        for form in self.forms:
            if form.code == code:
                return form
        raise KeyError(code)

    def get(self, code: str) -> Form | None:
        """Return the form with that official code, or None."""
        return next((form for form in self.forms if form.code == code), None)


def _declared_form(path: Path) -> Form:
    module = _load_module(path)
    form = getattr(module, "FORM", None)
    if not isinstance(form, Form):
        raise FormBroken(path, "no FORM is declared")
    if form.key != path.stem:
        raise FormBroken(path, f"its key is {form.key!r}, not the file's name")
    if faults := tuple(_feature_faults(form)):
        raise FormBroken(path, "; ".join(faults))
    return form


def _feature_faults(form: Form) -> Iterator[str]:
    """Yield what its features find lacking in the form, and which of them it has twice."""
    for at, each in enumerate(form.features):
        kind = type(each)
        if any(type(other) is kind for other in form.features[:at]):
            yield f"{kind.__name__}: there are two"
        yield from (f"{kind.__name__}: {fault}" for fault in each.faults(form))


def _load_module(path: Path) -> ModuleType:
    name = f"forms.{path.stem}" if path.parent.name == "forms" else f"_forms_{path.stem}"
    spec = importlib.util.spec_from_file_location(name, path)
    if spec is None or spec.loader is None:
        raise FormBroken(path, "not a Python file")
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    try:
        spec.loader.exec_module(module)
    except Exception as error:
        # A broken form must be named by its file, whatever went wrong inside it.
        raise FormBroken(path, f"{type(error).__name__}: {error}") from error
    return module
