"""Every template of the catalogue, loaded once; a broken one is named and the others work."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from service.documents.compiled import CompiledTemplate
from service.documents.errors import TemplateBroken
from service.documents.placeholders import Placeholder
from service.documents.soundness import unsound
from service.formkit.form import Form
from service.formkit.labels import Label

NO_FILE = Label("không tìm thấy tệp", "the file was not found")
NOT_LOADED = Label("chưa được nạp", "it has not been loaded")


@dataclass(frozen=True)
class TemplateLibrary:
    """The compiled templates by form code and variant, and the reasons for those that are not."""

    templates: Mapping[tuple[str, str], CompiledTemplate]
    broken: Mapping[tuple[str, str], tuple[TemplateBroken, ...]] = field(default_factory=dict)

    @classmethod
    def open(cls, forms: Iterable[Form], folders: Sequence[Path]) -> TemplateLibrary:
        """Return the templates of these forms, the first folder that has a file winning."""
        templates: dict[tuple[str, str], CompiledTemplate] = {}
        broken: dict[tuple[str, str], tuple[TemplateBroken, ...]] = {}
        for form in forms:
            for variant, file in form.templates.items():
                try:
                    template = _load(file, folders)
                except TemplateBroken as error:
                    broken[form.code, variant] = (error,)
                    continue
                faults = [
                    TemplateBroken(file, tag, reason)
                    for tag, reason in dict.fromkeys(unsound(form, variant, template.placeholders))
                ]
                if faults:
                    broken[form.code, variant] = tuple(faults)
                else:
                    templates[form.code, variant] = template
        return cls(templates, broken)

    def template(self, form: Form, variant: str = "") -> CompiledTemplate:
        """Return the template of a form's variant; raises TemplateBroken with the reason."""
        key = (form.code, variant or form.variants[0])
        if key in self.templates:
            return self.templates[key]
        if key in self.broken:
            raise self.broken[key][0]
        raise TemplateBroken(form.templates.get(key[1], form.code), "", NOT_LOADED)

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
        """Yield why broken templates cannot be used, for the start-up log and `ctcl check`."""
        for faults in self.broken.values():
            yield from faults


def _load(file: str, folders: Sequence[Path]) -> CompiledTemplate:
    path = next((folder / file for folder in folders if (folder / file).is_file()), None)
    if path is None:
        raise TemplateBroken(file, "", NO_FILE)
    try:
        return CompiledTemplate.load(path)
    except OSError as error:
        raise TemplateBroken(file, "", NO_FILE) from error
