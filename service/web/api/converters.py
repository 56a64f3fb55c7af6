"""What may stand in a path: a form's code, an id of the store, a day; all else is not found."""

import re
from datetime import date
from typing import Any

from flask import Flask
from werkzeug.routing import BaseConverter, ValidationError

from service.formkit.catalogue import Catalogue
from service.web.api.blueprint import Api


class IdConverter(BaseConverter):
    """An id of the store: a letter for its kind, then sixteen letters and digits."""

    regex = "[a-z][a-z2-7]{16}"


class DayConverter(BaseConverter):
    """A day of the years a date may have, `2026-03-05`."""

    regex = "(?:19|20)[0-9]{2}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])"

    def to_python(self, value: str) -> date:
        """Return the day; the 30th of February is not found."""
        try:
            return date.fromisoformat(value)
        except ValueError as error:
            raise ValidationError from error

    def to_url(self, value: date | str) -> str:
        """Return the day as it stands in a path."""
        return str(value)


def register_converters(app: Flask, api: Api, catalogue: Catalogue) -> None:
    """Return when paths and their description know ids and the catalogue's codes."""
    codes = [form.code for form in catalogue]
    choice = "|".join(map(re.escape, codes))
    form_converter: Any = type("FormConverter", (BaseConverter,), {"regex": f"(?:{choice})"})
    app.url_map.converters.update(id=IdConverter, day=DayConverter, form=form_converter)
    id_shape = {"type": "string", "pattern": f"^{IdConverter.regex}$"}
    api.register_converter(IdConverter, lambda _: id_shape)
    day_shape = {"type": "string", "format": "date", "pattern": f"^{DayConverter.regex}$"}
    api.register_converter(DayConverter, lambda _: day_shape)
    api.register_converter(form_converter, lambda _: {"type": "string", "enum": codes})
