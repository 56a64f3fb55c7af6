"""Every template of the catalogue, read when first asked for; a broken one stops no other."""

import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Self

from service.documents.errors import TemplateBroken
from service.documents.render.compiled_template import CompiledTemplate
from service.documents.template.check_template import unsound
from service.documents.template.placeholders import Placeholder
from service.formkit.form import Form
from service.formkit.labels import Label

NO_FILE = Label("không tìm thấy tệp", "the file was not found")
NOT_LOADED = Label("chưa được nạp", "it has not been loaded")
Key = tuple[str, str]


class TemplateLibrary:
    """The compiled templates by form code and variant, and the reasons for those that are not.

    Compiling takes a good part of a second a template, so each is read when first asked for: who
    adds a person from a terminal waits for none. The service asks for all of them as it starts,
    beside its first visitors; whoever needs one that is being read waits for that one alone.

    They are not kept compiled on the disk: what is compiled is a program, and the data folder
    must hold none.
    """

    def __init__(
        self,
        ready: Mapping[Key, CompiledTemplate],
        forms: Iterable[Form] = (),
        folders: Sequence[Path] = (),
    ) -> None:
        self._forms = {form.code: form for form in forms}
        self._folders = tuple(folders)
        self._read: dict[Key, CompiledTemplate | tuple[TemplateBroken, ...]] = {**ready}
        self._locks = {key: threading.Lock() for key in self._keys()}

    @classmethod
    def open(cls, forms: Iterable[Form], folders: Sequence[Path]) -> Self:
        """Return the templates of these forms, the first folder that has a file winning."""
        return cls({}, forms, folders)

    @property
    def templates(self) -> Mapping[Key, CompiledTemplate]:
        """Every template that can be used, by form code and variant."""
        return {key: each for key, each in self._all().items() if not isinstance(each, tuple)}

    @property
    def broken(self) -> Mapping[Key, tuple[TemplateBroken, ...]]:
        """Why the others cannot, by form code and variant."""
        return {key: each for key, each in self._all().items() if isinstance(each, tuple)}

    def template(self, form: Form, variant: str = "") -> CompiledTemplate:
        """Return the template of a form's variant; raises TemplateBroken with the reason."""
        variant = variant or form.variants[0]
        read = self._of((form.code, variant))
        if read is None:
            raise TemplateBroken(form.templates.get(variant, form.code), "", NOT_LOADED)
        if isinstance(read, tuple):
            raise read[0]
        return read

    def placeholders(self, form: Form, variant: str) -> tuple[Placeholder, ...]:
        """Return what the variant's template prints; raises TemplateBroken."""
        return self.template(form, variant).placeholders

    def certain_tags(self, form: Form, variant: str) -> tuple[str, ...]:
        """Return the tags that every print of the variant has; raises TemplateBroken."""
        return self.template(form, variant).certain_tags

    def sha256(self, form: Form, variant: str = "") -> str:
        """Return the hash of the clean template file; raises TemplateBroken."""
        return self.template(form, variant).sha256

    def problems(self) -> Iterator[TemplateBroken]:
        """Yield why broken templates cannot be used, for `ctcl check`."""
        for faults in self.look_through():
            yield from faults

    def look_through(self) -> Iterator[tuple[TemplateBroken, ...]]:
        """Yield of one template after the other why it cannot be used, nothing for a sound one."""
        for key in self._keys():
            read = self._of(key)
            yield read if isinstance(read, tuple) else ()

    def _keys(self) -> Iterator[Key]:
        for form in self._forms.values():
            for variant in form.templates:
                yield form.code, variant

    def _all(self) -> dict[Key, CompiledTemplate | tuple[TemplateBroken, ...]]:
        for key in self._keys():
            self._of(key)
        return self._read

    def _of(self, key: Key) -> CompiledTemplate | tuple[TemplateBroken, ...] | None:
        read = self._read.get(key)
        form = self._forms.get(key[0])
        if read is None and form is not None and key[1] in form.templates:
            with self._locks[key]:
                read = self._read.get(key) or _sound(form, key[1], self._folders)
                self._read[key] = read
        return read


def _sound(
    form: Form, variant: str, folders: Sequence[Path]
) -> CompiledTemplate | tuple[TemplateBroken, ...]:
    file = form.templates[variant]
    try:
        template = _load(file, folders)
    except TemplateBroken as error:
        return (error,)
    faults = dict.fromkeys(unsound(form, variant, template.placeholders))
    return tuple(TemplateBroken(file, tag, reason) for tag, reason in faults) or template


def _load(file: str, folders: Sequence[Path]) -> CompiledTemplate:
    path = next((folder / file for folder in folders if (folder / file).is_file()), None)
    if path is None:
        raise TemplateBroken(file, "", NO_FILE)
    try:
        return CompiledTemplate.load(path)
    except OSError as error:
        raise TemplateBroken(file, "", NO_FILE) from error
