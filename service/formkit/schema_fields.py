"""The marshmallow field of each kind of blank: typed or JSON value in, canonical answer out."""

import re
from collections.abc import Mapping
from typing import Any

from marshmallow import ValidationError
from marshmallow import fields as ma

from service.formkit import vietnamese
from service.formkit.fields import (
    LONGEST_CHOICE,
    LONGEST_KEPT_NAME,
    Choice,
    Choices,
    Code,
    Date,
    Option,
    Text,
    Whole,
)
from service.formkit.labels import Label

NOT_TEXT = Label("Vui lòng ghi chữ vào ô này.", "Please write text here.")
INVISIBLE = Label(
    "Ô này chỉ có ký tự không nhìn thấy. Vui lòng gõ lại nội dung.",
    "This holds only invisible characters. Please type the content again.",
)
TOO_LONG = Label(
    "Tối đa {most} ký tự, đang có {have}. Vui lòng viết ngắn hơn.",
    "At most {most} characters, now {have}. Please shorten it.",
)
ONE_LINE = Label(
    "Ô này chỉ có một dòng. Vui lòng bỏ dấu xuống dòng và dấu tab.",
    "This is a single line. Please remove line breaks and tabs.",
)
NO_TITLES = Label(
    "Vui lòng ghi họ tên không kèm học hàm, học vị (bỏ «{title}»).",
    "Please write the name without academic titles (remove “{title}”).",
)
NOT_LISTED = Label("Vui lòng chọn một mục trong danh sách.", "Please choose from the list.")
NOT_A_LIST = Label("Vui lòng gửi một danh sách.", "Please send a list.")
NOT_YES_NO = Label(
    "Vui lòng chỉ đánh dấu hoặc bỏ đánh dấu ô này.", "Please tick or untick this box."
)
FULL_DATE = Label(
    "Vui lòng viết đủ ngày, tháng, năm, ví dụ 05/03/2026.",
    "Please write the full date, e.g. 05/03/2026.",
)
NOT_A_CODE = Label(
    "Số này do hệ thống cấp, ví dụ 01/2026.", "This number is given by the service, e.g. 01/2026."
)
OUT_OF_RANGE = Label(
    "Vui lòng ghi số từ {least} đến {most}.", "Please write a number from {least} to {most}."
)
SAMPLE_MARK = "MẪU "
"""What stands before the numbers of sample data, so that none is taken for a real one."""
TITLE = re.compile(
    r"^(GS|PGS|TS|ThS|CN|KS|BS|CKI|CKII|NSND|NSƯT|NGND|NGƯT)\.(\s*(TS|ThS|BS)\.)?\s*", re.I
)


class SafeText(ma.String):
    """Text in NFC without anything Word or the eye cannot show; '' stands for empty."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        if not isinstance(value, str):
            raise ValidationError([NOT_TEXT])
        forbidden = vietnamese.find_forbidden(value)
        if forbidden is not None:
            raise ValidationError([Label(forbidden.vi, forbidden.en)])
        text = vietnamese.normalise(value)
        if vietnamese.only_invisible(value) and not value.isspace():
            raise ValidationError([INVISIBLE])
        return text if text.strip() else ""


class AnswerText(SafeText):
    """The words of a `Text`: length, lines and titles of names checked."""

    def __init__(self, declared: Text, **kwargs: Any) -> None:
        super().__init__(**_described(kwargs, **_of_text(declared)))
        self.declared = declared

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        text = super()._deserialize(value, attr, data, **kwargs)
        declared = self.declared
        # Who was entered under a longer name before that was bounded still has to sign.
        most = LONGEST_KEPT_NAME if declared.kind == "person" else declared.max_length
        if len(text) > most:
            raise ValidationError([TOO_LONG.with_(most=declared.max_length, have=len(text))])
        if not declared.multiline and ("\n" in text or "\t" in text):
            raise ValidationError([ONE_LINE])
        titled = TITLE.match(text) if declared.kind == "person" else None
        if titled:
            raise ValidationError([NO_TITLES.with_(title=titled.group(0).strip())])
        return vietnamese.without_final_sign(text) if declared.sign_follows else text


class AnswerCode(SafeText):
    """A number the service gave, such as `01/2026`; a bare whole number gets its two digits."""

    def __init__(self, declared: Code, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.declared = declared

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        if isinstance(value, int) and not isinstance(value, bool) and 0 < value < 10_000:
            value = f"{value:02d}"
        text = super()._deserialize(value, attr, data, **kwargs)
        number = text.removeprefix(SAMPLE_MARK)
        fits = re.fullmatch(self.declared.pattern, number, re.ASCII)
        if text and not (fits and len(number) <= self.declared.max_length):
            raise ValidationError([NOT_A_CODE])
        return text


class AnswerDate(SafeText):
    """A day as `2026-03-05`, or `2026` where the year alone may stand."""

    def __init__(self, declared: Date, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.declared = declared

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        typed = super()._deserialize(value, attr, data, **kwargs).strip()
        if not typed:
            return ""
        try:
            iso = vietnamese.parse_date(typed)
        except vietnamese.DateProblem as problem:
            raise ValidationError([Label(problem.vi, problem.en)]) from problem
        if len(iso) == 4 and not self.declared.year_allowed:
            raise ValidationError([FULL_DATE])
        return iso


class AnswerMoment(SafeText):
    """A time of day on a day as `2026-03-05T08:30`."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        typed = super()._deserialize(value, attr, data, **kwargs).strip()
        if not typed:
            return ""
        try:
            return vietnamese.parse_moment(typed)
        except vietnamese.DateProblem as problem:
            raise ValidationError([Label(problem.vi, problem.en)]) from problem


class AnswerChoice(SafeText):
    """The code of one entry of a list."""

    def __init__(self, declared: Choice, **kwargs: Any) -> None:
        values = [o.value for o in declared.options]
        super().__init__(**_described(kwargs, enum=[*values, "", None]))
        self.values = frozenset(values)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        code = super()._deserialize(value, attr, data, **kwargs)
        if code and code not in self.values:
            raise ValidationError([NOT_LISTED])
        return code


class AnswerChoices(ma.Field[list[str]]):
    """The codes of the ticked entries, in the order of the list."""

    def __init__(self, declared: Choices, **kwargs: Any) -> None:
        items = {"type": "string", "enum": [o.value for o in declared.options]}
        super().__init__(**_described(kwargs, type="array", items=items))
        self.options: tuple[Option, ...] = declared.options

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> list[str]:
        if not isinstance(value, list):
            raise ValidationError([NOT_A_LIST])
        if any(not isinstance(v, str) or v not in {o.value for o in self.options} for v in value):
            raise ValidationError([NOT_LISTED])
        return [o.value for o in self.options if o.value in value]


class AnswerYesNo(ma.Boolean):
    """True for a ticked box; the words a page or a JSON document may send for it."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> bool:
        if value is True or value in ("true", "on", "1"):
            return True
        if value is False or value in ("", "false", "off", "0"):
            return False
        raise ValidationError([NOT_YES_NO])


class AnswerWhole(ma.Field[int | None]):
    """A whole number, as a JSON number or as typed in Vietnamese (`1.234`); None for empty."""

    def __init__(self, declared: Whole, **kwargs: Any) -> None:
        bounds = {"minimum": declared.minimum, "maximum": declared.maximum}
        super().__init__(**_described(kwargs, type="integer", **bounds))
        self.declared = declared

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> int | None:
        least, most = self.declared.minimum, self.declared.maximum
        outside = [OUT_OF_RANGE.with_(least=least, most=most)]
        if isinstance(value, str):
            if not value.strip():
                return None
            try:
                value = read_whole(self.declared, value)
            except vietnamese.NumberProblem as problem:
                raise ValidationError([Label(problem.vi, problem.en)]) from problem
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            raise ValidationError(outside)
        return value


def read_whole(declared: Whole, text: str) -> int:
    """Return the number typed into such a field; raises NumberProblem."""
    return vietnamese.parse_percent(text) if declared.percent else vietnamese.parse_whole(text)


class AnswerRows(ma.List[Any]):
    """Rows of a table in their places, empty ones too; more than `max_rows` are refused."""

    def __init__(self, inner: ma.Field[Any], max_rows: int, **kwargs: Any) -> None:
        super().__init__(inner, **_described(kwargs, maxItems=max_rows))
        self.max_rows = max_rows

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> list[Any]:
        if not isinstance(value, list):
            raise ValidationError([NOT_A_LIST])
        if len(value) > self.max_rows:
            raise ValidationError(
                [
                    Label(
                        f"Tối đa {self.max_rows} dòng, đang có {len(value)}. Vui lòng bớt dòng.",
                        f"At most {self.max_rows} rows, now {len(value)}. Please remove some.",
                    )
                ]
            )
        rows: list[Any] = []
        faults: dict[int, Any] = {}
        for index, row in enumerate(value):
            try:
                rows.append(self.inner.deserialize(row, **kwargs))
            except ValidationError as error:
                # A row that may not stand leaves its place empty: the others keep their index.
                faults[index] = error.messages
                rows.append(error.valid_data)
        if faults:
            raise ValidationError(faults, valid_data=rows)
        return rows


def is_empty(value: object) -> bool:
    """Return whether an answer says nothing: '', None, False, no rows, or a row of nothing."""
    if isinstance(value, Mapping):
        return all(is_empty(v) for v in value.values())
    if isinstance(value, list):
        return not value
    return value is None or value is False or value == ""


def _of_text(declared: Text) -> dict[str, Any]:
    """Return how long a text may be sent; a person also as `/names` offers them."""
    if declared.kind != "person":
        return {"maxLength": declared.max_length}
    description = (
        f"{declared.label.en}: a name, or a person's text of /names; the name alone is printed"
    )
    return {"maxLength": LONGEST_CHOICE, "description": description}


def _described(kwargs: dict[str, Any], **facts: Any) -> dict[str, Any]:
    """Return field keywords whose metadata carry `facts` into the OpenAPI description."""
    return {**kwargs, "metadata": {**kwargs.get("metadata", {}), **facts}}
