"""What may stand in a path: a form's code, an id of the store; anything else is not found."""

from __future__ import annotations

import re
from typing import Any

from flask import Flask
from werkzeug.routing import BaseConverter

from service.formkit.catalogue import Catalogue
from service.web.api.blueprint import Api


class IdConverter(BaseConverter):
    """An id of the store: a letter for its kind, then sixteen letters and digits."""

    regex = "[a-z][a-z2-7]{16}"


def register_converters(app: Flask, api: Api, catalogue: Catalogue) -> None:
    """Return when paths and their description know ids and the catalogue's codes."""
    codes = [form.code for form in catalogue]
    choice = "|".join(map(re.escape, codes))
    form_converter: Any = type("FormConverter", (BaseConverter,), {"regex": f"(?:{choice})"})
    app.url_map.converters.update(id=IdConverter, form=form_converter)
    id_shape = {"type": "string", "pattern": f"^{IdConverter.regex}$"}
    api.register_converter(IdConverter, lambda _: id_shape)
    api.register_converter(form_converter, lambda _: {"type": "string", "enum": codes})
