"""The office's own texts and number series over the API, for who may change them."""

from collections.abc import Mapping
from typing import Any

from marshmallow import fields as ma

from service.formkit.letterhead import LETTERHEAD, OfficeSetting
from service.formkit.office_rules import OFFICE_RULES, OfficeRule
from service.web.api.authentication import actor, office
from service.web.api.blueprint import ApiBlueprint
from service.web.api.schemas import AnswerShape, BoundedInteger, Flag, OneOf, TakenShape, Words
from service.workflow.office import read_settings as letterhead_in_force
from service.workflow.office_settings import letterhead, rules
from service.workflow.office_settings.settings_right import require_settings_right
from service.workflow.records import number_series
from service.workflow.records.number_series import SeriesStart

door = ApiBlueprint("settings", "Cài đặt · Settings", place=140)


def _answered(setting: OfficeSetting) -> ma.Field[Any]:
    kind = ma.Boolean if isinstance(setting.default, bool) else ma.String
    return kind(metadata=_described(setting))


def _taken(setting: OfficeSetting) -> ma.Field[Any]:
    metadata = _described(setting)
    if isinstance(setting.default, bool):
        return Flag(metadata=metadata)
    if setting.options:
        return OneOf([each.value for each in setting.options], metadata=metadata)
    return Words(setting.max_length, metadata=metadata)


def _described(setting: OfficeSetting) -> dict[str, Any]:
    about: dict[str, Any] = {"title": setting.label.vi, "description": setting.label.en}
    if setting.options:
        about["enum"] = [each.value for each in setting.options]
        said = (f"{each.value}: {each.label.vi} · {each.label.en}" for each in setting.options)
        about["description"] += f" ({'; '.join(said)})"
    return about


SettingsShape = type("SettingsShape", (AnswerShape,), {s.key: _answered(s) for s in LETTERHEAD})
SettingsTaken = type("SettingsTaken", (TakenShape,), {s.key: _taken(s) for s in LETTERHEAD})


def _rule(rule: OfficeRule) -> ma.Field[Any]:
    described = {"title": rule.label.vi, "description": rule.label.en}
    return BoundedInteger(rule.least, rule.most, metadata=described)


RulesShape = type("RulesShape", (AnswerShape,), {r.key: ma.Integer() for r in OFFICE_RULES})
RulesTaken = type("RulesTaken", (TakenShape,), {r.key: _rule(r) for r in OFFICE_RULES})


class SeriesTaken(TakenShape):
    """Where a number series is to begin."""

    first_number = BoundedInteger(required=True)
    year = BoundedInteger(2000, 2100, metadata={"description": "this year unless another is sent"})
    unit = Words(150, load_default="", metadata={"description": "name, for a unit's own series"})


class SeriesStartedShape(AnswerShape):
    """The first number as it will read."""

    number = ma.String()


@door.get("/settings", "Cài đặt · The settings", answers=SettingsShape)
def read_settings() -> dict[str, str | bool]:
    """Return the texts that the forms print of the office."""
    require_settings_right(office(), actor())
    return letterhead_in_force(office())


@door.operation(
    "PATCH",
    "/settings",
    "Sửa cài đặt · Change settings",
    body=SettingsTaken,
    answers=SettingsShape,
)
def change_settings(sent: Mapping[str, Any]) -> dict[str, str | bool]:
    """Return the settings as changed; documents issued before keep what they print."""
    return letterhead.change_settings(office(), actor(), sent)


@door.get("/settings/rules", "Quy tắc · The rules", answers=RulesShape)
def read_rules() -> dict[str, int]:
    """Return the numbers that the office has set for its rules."""
    require_settings_right(office(), actor())
    return rules.read_rules(office())


@door.operation(
    "PATCH", "/settings/rules", "Sửa quy tắc · Change rules", body=RulesTaken, answers=RulesShape
)
def change_rules(sent: Mapping[str, Any]) -> dict[str, int]:
    """Return the rules as changed."""
    return rules.change_rules(office(), actor(), sent)


@door.post(
    "/forms/<form:code>/number-series",
    "Đặt số bắt đầu · Start a number series above 01",
    body=SeriesTaken,
    answers=SeriesStartedShape,
    status=201,
)
def start_series(sent: Mapping[str, Any], code: str) -> dict[str, str]:
    """Return the first number as it will read; chosen once, before the series gave a number."""
    start = SeriesStart(code, sent["first_number"], sent.get("year"), sent["unit"])
    return {"number": number_series.start_series(office(), actor(), start)}
