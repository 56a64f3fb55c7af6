"""What the paper commands work with: forms, templates and letterhead, without database or web."""

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from service.cli.errors import Failed
from service.documents.read.read_back import read_document
from service.documents.render.library import TemplateLibrary
from service.documents.render.render import Paper, prove, render
from service.documents.template.prepare import without_controls
from service.formkit.catalogue import Catalogue
from service.formkit.form import Form
from service.formkit.letterhead import Letterhead, default_letterhead
from service.formkit.schema import load_answers
from service.settings import Settings


@dataclass(frozen=True)
class Workshop:
    """A small house with forms and templates only."""

    settings: Settings
    catalogue: Catalogue
    library: TemplateLibrary
    letterhead: Letterhead

    @classmethod
    def open(cls, code: str = "") -> Self:
        """Return the workshop of the environment's settings, for one form or for all."""
        settings = Settings.from_environment()
        catalogue = Catalogue.load(settings.forms_folders)
        if catalogue.get(code) is None:
            # A companion, or whatever a file to be read may be.
            folders = (*settings.forms_folders, *settings.companions_folders)
            catalogue = Catalogue.load(folders)
        needed = [form for form in catalogue if code in ("", form.code)]
        library = TemplateLibrary.open(needed, settings.templates_folders)
        return cls(settings, catalogue, library, _letterhead(settings))

    def form(self, code: str) -> Form:
        """Return the form with that official code; raises Failed naming the known ones."""
        form = self.catalogue.get(code)
        if form is None:
            known = ", ".join(f.code for f in self.catalogue)
            raise Failed(
                f"Không có biểu mẫu «{code}». Vui lòng chọn: {known}.",
                f"There is no form “{code}”; the forms are {known}.",
            )
        return form

    def make(self, code: str, typed: Mapping[str, Any], *, draft: bool = False) -> bytes:
        """Return the proved Word file of typed values; raises FieldErrors, DocumentError."""
        form = self.form(code)
        answers = load_answers(form, typed)
        docx = self.print(form, answers, draft=draft)
        prove(form, self.library.template(form, form.variant_of(answers)), docx, answers)
        return docx

    def make_fast(self, code: str, typed: Mapping[str, Any]) -> bytes:
        """Return the Word file of checked values without reading it back: for files in bulk,
        which nobody issues."""
        form = self.form(code)
        return self.print(form, load_answers(form, typed))

    def print(self, form: Form, answers: Mapping[str, Any], *, draft: bool = False) -> bytes:
        """Return the Word file of canonical answers."""
        numbered = next((m.series.field for m in form.moves if m.series), "")
        record_id = str(answers.get(numbered, ""))
        paper = Paper(self.letterhead, form.version, record_id, draft)
        return render(form, self.library.template(form, form.variant_of(answers)), answers, paper)

    def read(self, docx: bytes) -> dict[str, Any]:
        """Return the answers a filled Word file holds; raises UnreadableDocument."""
        _, answers = read_document(self.catalogue, self.library, docx)
        return dict(answers)

    def pdf(self, docx: bytes) -> bytes:
        """Return the PDF of a Word file; raises PdfError."""
        from service.documents.pdf.converter import PdfOffice

        self.settings.data.mkdir(parents=True, exist_ok=True)
        office = PdfOffice(self.settings.data / "libreoffice")
        try:
            return office.convert(without_controls(docx))
        finally:
            office.stop()

    def broken_templates(self) -> Iterator[str]:
        """Yield a sentence for every template that is corrupted or disagrees with its form."""
        for broken in self.library.problems():
            yield f"{broken.label.vi} ({broken.label.en})"


def _letterhead(settings: Settings) -> Letterhead:
    """Return the office's letterhead where the service has been set up, else a new machine's.

    Asked of a process of its own: the database library would double this one's memory.
    """
    url = settings.database_url
    if url.startswith("sqlite:///") and not Path(url.removeprefix("sqlite:///")).exists():
        return default_letterhead()
    import json

    asked = subprocess.run(
        [sys.executable, "-m", "service.cli", "letterhead"],
        capture_output=True,
        check=False,
        env=os.environ,
    )
    if asked.returncode:
        reason = asked.stderr.decode(errors="replace").strip()
        raise Failed(
            f"Chưa đọc được cài đặt tên cơ quan. {reason}", "The office's names were not read"
        )
    return {**default_letterhead(), **json.loads(asked.stdout)}
