"""A plausible answer to any field, for whoever needs a form that may be sent."""

from typing import Any

from service.formkit.fields import Choice, Choices, Date, Field, Moment, Rows, Text, Whole

UNIT = "Phòng Quản lý ngân sách"


def plausible(declared: Field) -> Any:
    """An answer that the field takes."""
    if isinstance(declared, Rows):
        row = {each.name: plausible(each) for each in declared.fields if each.required}
        return ["Như trên"] if declared.plain else [row]
    if isinstance(declared, Choice | Choices):
        first = declared.options[0].value
        return first if isinstance(declared, Choice) else [first]
    if isinstance(declared, Whole):
        return declared.minimum
    if isinstance(declared, Text) and declared.kind == "unit":
        return UNIT
    plain: dict[type[Field], str] = {Date: "2026-03-05", Moment: "2026-03-05T08:30"}
    return plain.get(type(declared), "Nguyễn Thị Ánh")
