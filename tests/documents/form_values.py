"""Values for the documents tests: the catalogue, its templates, and answers of every kind."""

import functools
import io
import zipfile
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from hypothesis import strategies as st
from jinja2 import StrictUndefined, Template
from jinja2.sandbox import SandboxedEnvironment
from lxml import etree

from service.documents.render.library import TemplateLibrary
from service.documents.render.render import Paper
from service.formkit.catalogue import Catalogue
from service.formkit.fields import (
    Choice,
    Code,
    Date,
    Field,
    Moment,
    Rows,
    Text,
    Whole,
    YesNo,
)
from service.formkit.form import Form
from service.formkit.letterhead import default_letterhead
from service.formkit.vietnamese import (
    FIRST_YEAR,
    LAST_YEAR,
    find_forbidden,
    normalise,
    only_invisible,
    without_final_sign,
)
from tests.documents.docxtpl_reference import ReferenceTemplate, docxtpl_render
from tests.needs import REPOSITORY, word_defects

NASTY = (
    "{{7*7}}", "<w:p>", "R&D", "5<6", '"trích"', "'", "…………", "  hai  cách  ", "\u2011", "👩‍👩‍👧‍👦",
    "]]>", "<!--", "&amp;", "{%", "%}", "{#", "Đường", "ẵ", "𠮷", "☒", "☐", "a‘b’“c”",
)  # fmt: skip
DOCXTPL_OWN = ("{_{", "}_}", "{_%", "%_}")


class RememberingTemplate(ReferenceTemplate):
    """docxtpl that does not clean the same template anew for each of a thousand examples."""

    def patch_xml(self, src_xml: str) -> str:
        """The cleaned source, as docxtpl cleaned it the first time."""
        return _cleaned(src_xml)


@functools.cache
def _cleaned(source: str) -> str:
    return str(ReferenceTemplate.patch_xml(None, source))


class RememberingEnvironment(SandboxedEnvironment):
    """Jinja that compiles each source once."""

    @functools.cache  # noqa: B019
    def from_string(self, source: str) -> Template:
        """The compiled template of a source."""
        return super().from_string(source)


REMEMBERING = RememberingEnvironment(undefined=StrictUndefined, autoescape=True)


def reference(prepared: bytes, values: Mapping[str, Any]) -> bytes:
    """What docxtpl makes of the prepared package."""
    return docxtpl_render(prepared, values, RememberingTemplate, REMEMBERING)


@functools.cache
def catalogue() -> Catalogue:
    """The forms of the repository."""
    return Catalogue.load([REPOSITORY / "forms"])


@functools.cache
def library() -> TemplateLibrary:
    """Their templates, all of them sound."""
    opened = TemplateLibrary.open(catalogue(), [REPOSITORY / "templates_docx"])
    assert not opened.broken, [str(error) for error in opened.broken.values()]
    return opened


def papers() -> list[tuple[Form, str]]:
    """Every form with every variant."""
    return [(form, variant) for form in catalogue() for variant in form.variants]


def paper_of(form: Form, record_id: str = "", draft: bool = False, **settings: str | bool) -> Paper:
    """A print on the default letterhead, changed where a test says so."""
    return Paper(default_letterhead() | settings, form.version, record_id, draft)


def xml_parts(package: bytes, *wanted: str) -> dict[str, bytes]:
    """The parts in canonical form: these, or all but the lists docxtpl puts in its own order."""
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        return {
            name: etree.tostring(etree.fromstring(archive.read(name)), method="c14n")
            for name in wanted or archive.namelist()
            if name.endswith(".xml") and name != "[Content_Types].xml"
        }


def page_text(package: bytes) -> str:
    """The text of the document part, breaks and paragraph ends as newlines."""
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        root = etree.fromstring(archive.read("word/document.xml"))
    said = []
    for element in root.iter("{*}t", "{*}br", "{*}p"):
        said.append((element.text or "") if element.tag.endswith("}t") else "\n")
    return "".join(said)


def defects(folder: Path, *packages: bytes) -> str:
    """What the OOXML validator finds in the packages; '' for nothing."""
    found: list[str] = []
    for number, package in enumerate(packages):
        file = folder / f"{number}.docx"
        file.write_bytes(package)
        found += word_defects(file)
    return "\n".join(found)


def texts(declared: Text) -> st.SearchStrategy[str]:
    """Canonical texts that fit a field, harmless and nasty ones mixed."""
    blanks = " \n\t" if declared.multiline else " "
    piece = st.one_of(
        st.sampled_from(NASTY),
        st.text(st.sampled_from(blanks), min_size=1, max_size=3),
        st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=12),
        st.text(st.sampled_from("Sở Tài chính Khánh Hòa, ngân sách; đơn vị. 0123"), max_size=40),
    )
    whole = st.lists(piece, min_size=1, max_size=6).map("".join).map(normalise)
    ended = without_final_sign if declared.sign_follows else str
    short = whole.map(lambda t: t[: declared.max_length]).map(normalise)
    return short.map(ended).filter(_is_canonical)


def _is_canonical(text: str) -> bool:
    return (
        bool(text.strip())
        and not only_invisible(text)
        and find_forbidden(text) is None
        and not any(sign in text for sign in DOCXTPL_OWN)
    )


def answer(declared: Field) -> st.SearchStrategy[Any]:
    """Canonical answers to one field."""
    match declared:
        case Text():
            return texts(declared)
        case Code():
            longest = 4 if declared.max_length < 7 else 11
            numbers = st.integers(1, 99).map(lambda n: f"{n:02}")
            return numbers if longest == 4 else numbers.map(lambda n: f"{n}/2026")
        case Date():
            full = st.dates(date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31)).map(date.isoformat)
            years = st.integers(FIRST_YEAR, LAST_YEAR).map(str)
            return full | years if declared.year_allowed else full
        case Moment():
            first, last = datetime(FIRST_YEAR, 1, 1), datetime(LAST_YEAR, 12, 31)  # noqa: DTZ001
            return st.datetimes(first, last).map(lambda d: d.isoformat(timespec="minutes"))
        case Choice():
            return st.sampled_from([option.value for option in declared.options])
        case YesNo():
            return st.just(True)
        case Whole():
            return st.integers(declared.minimum, min(declared.maximum, 9_999))
        case Rows(plain=True):
            return st.lists(answer(declared.fields[0]), min_size=1, max_size=4)
        case Rows():
            row = answers_to(declared.fields).filter(bool)
            return st.lists(row, min_size=1, max_size=3)
    raise TypeError(declared)


def answers_to(fields: tuple[Field, ...]) -> st.SearchStrategy[dict[str, Any]]:
    """Canonical answers to some of the printed fields, in their order."""
    printed = {f.name: answer(f) for f in fields if f.printed}
    chosen = st.fixed_dictionaries({}, optional=printed)
    return chosen.map(lambda a: {name: a[name] for name in printed if name in a})


def answers(form: Form, variant: str) -> st.SearchStrategy[dict[str, Any]]:
    """Canonical printed answers for a paper, as its read-back gives them."""
    return _answers(form.code, variant)


@functools.cache
def _answers(code: str, variant: str) -> st.SearchStrategy[dict[str, Any]]:
    form = catalogue()[code]
    fields = tuple(f for f in form.fields_for(variant) if f.name != form.variant_field)
    head = {form.variant_field: variant} if form.variant_field else {}
    return answers_to(fields).map(lambda a: head | a)
