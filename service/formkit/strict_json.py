"""JSON as one reading of it only: no name twice, no NaN, no minus zero that turns into zero."""

import json
import math
import re
from typing import Any, NoReturn

from service.formkit.labels import Label

LONGEST_NAME = 60
"""Characters of a name that are told again."""
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069]")


class NotJson(ValueError):
    """The bytes are no JSON, or none that means one thing; `label` says what to mend."""

    label = Label(
        "Nội dung gửi lên không phải JSON đọc được. Vui lòng kiểm tra dấu ngoặc, dấu phẩy.",
        "The body is no readable JSON. Please check brackets and commas.",
    )


class NameTwice(NotJson):
    """A name stands twice in one object, where one of the two texts would be lost."""

    def __init__(self, name: str) -> None:
        # A name is told as it can be printed: half a letter or a line break is not.
        plain = _UNSEEN.sub("?", name.encode("utf-8", "replace").decode("utf-8"))[:LONGEST_NAME]
        self.label = Label(
            f"Ô «{plain}» có mặt hai lần trong JSON. Vui lòng bỏ bớt một.",
            f"The name “{plain}” stands twice in the JSON. Please remove one of them.",
        )
        super().__init__(self.label.vi)


def read_strict_json(content: bytes) -> Any:
    """Return what the JSON says. Raises NotJson, NameTwice."""
    try:
        return json.loads(
            content,
            parse_constant=_refuse_constant,
            parse_float=_finite,
            parse_int=_whole,
            object_pairs_hook=_without_twins,
        )
    except NotJson:
        raise
    except (ValueError, RecursionError) as error:
        raise NotJson from error


def _refuse_constant(name: str) -> NoReturn:
    raise NotJson(f"{name} is no JSON")


def _without_twins(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            raise NameTwice(name)
        found[name] = value
    return found


def _whole(text: str) -> int | float:
    """Return the number; «-0» stays what it is, so that a field of whole numbers refuses it."""
    return -0.0 if text == "-0" else int(text)


def _finite(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise NotJson(f"{text} is out of range")
    return number
