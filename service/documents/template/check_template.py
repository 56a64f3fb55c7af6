"""A template compared with its form: every field has its control, every control its field."""

from collections.abc import Iterator

from service.documents.template.placeholders import Path, Placeholder, parse_condition, parse_path
from service.formkit.fields import Choice, Date, Field, Rows, Text, YesNo
from service.formkit.form import Form, paper_tags, walk_fields
from service.formkit.labels import Label
from service.formkit.letterhead import LETTERHEAD

_OFFICE = {
    "settings": frozenset(setting.key for setting in LETTERHEAD),
    "form": frozenset(("code", "title", "issue_no", "issue_date")),
    "doc": frozenset(("record_id", "unit_code", "draft")),
}
NOT_ASKED = Label("biểu mẫu không có ô này", "the form has no such printed field")
NOT_DRAWN = Label("mẫu thiếu ô này của biểu mẫu", "the template lacks this field of the form")
WRONG_KIND = Label("loại ô nhập không hợp với biểu mẫu", "the kind of control does not fit")
ONE_LINE = Label(
    "ô nhiều dòng phải cho phép xuống dòng", "a field of several lines must allow line breaks"
)
LIST_DIFFERS = Label(
    "danh sách trong mẫu thiếu mục của biểu mẫu", "the list lacks an entry of the form's"
)


def unsound(
    form: Form, variant: str, placeholders: tuple[Placeholder, ...]
) -> Iterator[tuple[str, Label]]:
    """Yield tag and reason wherever the template and the form do not fit."""
    expected = dict(paper_tags(form, variant))
    fields = {tag: f for tag, f in walk_fields(form.fields_for(variant)) if f.printed}
    drawn = {p.tag for p in placeholders}
    yield from ((tag, NOT_DRAWN) for tag in expected if tag not in drawn)
    for placeholder in placeholders:
        if placeholder.kind == "condition":
            reason = _wrong_condition(placeholder, fields)
        elif not placeholder.is_answer:
            reason = _wrong_office(parse_path(placeholder.tag))
        elif placeholder.tag in expected:
            reason = _wrong_kind(placeholder, expected[placeholder.tag])
        else:
            reason = NOT_ASKED
        if reason is not None:
            yield placeholder.tag, reason


def _wrong_office(path: Path) -> Label | None:
    return None if path.name in _OFFICE[path.office] else NOT_ASKED


def _wrong_condition(placeholder: Placeholder, fields: dict[str, Field]) -> Label | None:
    condition = parse_condition(placeholder.tag)
    assert condition is not None
    path, value = condition.path, condition.value
    if path.office:
        return _wrong_office(path)
    if path.text in ("first", "last"):
        return None
    asked = fields.get(path.text) or fields.get(f"{path.text}[]")
    if asked is None:
        return NOT_ASKED
    known = [option.value for option in asked.options] if isinstance(asked, Choice) else [value]
    return LIST_DIFFERS if value and value not in known else None


def _wrong_kind(placeholder: Placeholder, asked: Field) -> Label | None:
    match asked:
        case Rows():
            kind = "rows"
        case Date():
            kind = "date"
        case YesNo() | Choice(boxes=True):
            kind = "box"
        case Choice():
            kind = "choice"
        case _:
            kind = "text"
    if placeholder.kind != kind:
        return WRONG_KIND
    if isinstance(asked, Choice) and kind == "choice":
        listed = {value for value, _ in placeholder.options}
        return None if {option.value for option in asked.options} <= listed else LIST_DIFFERS
    if isinstance(asked, Text) and asked.multiline and not placeholder.multiline:
        return ONE_LINE
    return None
