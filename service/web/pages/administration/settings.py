"""The settings: the texts of the office that forms print, its heads; the numbers of its rules."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from service.formkit.labels import Faults, Label
from service.formkit.letterhead import LETTERHEAD
from service.formkit.office_rules import OFFICE_RULES
from service.web.components.field_views import FieldView, OptionView, plain_field, summary
from service.web.context import the_actor, the_office, web
from service.web.i18n import gettext as _
from service.web.i18n import language, said
from service.web.pages.layout import MenuEntry, enter_in_menu
from service.workflow.actor import may_change_settings
from service.workflow.errors import FieldErrors
from service.workflow.office import read_settings
from service.workflow.office_settings import letterhead
from service.workflow.office_settings.rules import change_rules, read_rules
from service.workflow.office_settings.settings_right import require_settings_right

NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
Texts = Mapping[str, str | bool]


@dataclass(frozen=True)
class HeadLine:
    """One line of a drawn head."""

    text: str
    weight: str = "plain"


@dataclass(frozen=True)
class DrawnHead:
    """One paper's head: its left and right lines, as they would print."""

    name: str
    left: tuple[HeadLine, ...]
    right: tuple[HeadLine, ...]
    signer: tuple[str, ...] = ()


enter_in_menu(
    MenuEntry(
        "settings",
        "settings",
        Label("Cài đặt", "Settings"),
        "settings",
        place=160,
        may_see=may_change_settings,
        pages=("change_settings", "rules"),
    )
)


@web.get("/settings")
def settings() -> ResponseReturnValue:
    """Answer with the letterhead."""
    require_settings_right(the_office(), the_actor())
    return _settings_page(read_settings(the_office()), {})


@web.post("/settings")
def change_settings() -> ResponseReturnValue:
    """Change the letterhead."""
    office, actor = the_office(), the_actor()
    require_settings_right(office, actor)
    try:
        letterhead.change_settings(office, actor, _typed())
    except FieldErrors as wrong:
        return _settings_page(_typed(), wrong.faults), 422
    flash(_("Đã lưu cài đặt. Văn bản mới in theo cài đặt này."), "green")
    return redirect(url_for("web.settings"), 303)


@web.post("/settings/preview")
def settings_preview() -> ResponseReturnValue:
    """Answer with the heads that the typed texts would make."""
    require_settings_right(the_office(), the_actor())
    return render_template("administration/_heads.html", heads=_heads(_typed()))


def _typed() -> dict[str, str | bool]:
    sent = request.form
    typed: dict[str, str | bool] = {}
    for each in LETTERHEAD:
        if isinstance(each.default, bool):
            typed[each.key] = "true" in sent.getlist(each.key)
        elif not each.options:
            typed[each.key] = sent.get(each.key, "")
        elif chosen := next((text for text in sent.getlist(each.key) if text), ""):
            # A page opened before there was this choice sends none: it stays as it is.
            typed[each.key] = chosen
    return typed


def _settings_page(texts: Texts, faults: Faults) -> str:
    return render_template(
        "administration/letterhead.html",
        fields=[_field(key, texts, faults) for key in (each.key for each in LETTERHEAD)],
        heads=_heads(texts),
        faults=summary(faults),
        rules=rule_fields(read_rules(the_office()), {}),
    )


def _field(key: str, texts: Texts, faults: Faults) -> FieldView:
    setting = next(each for each in LETTERHEAD if each.key == key)
    value, switch = texts.get(key, setting.default), isinstance(setting.default, bool)
    kind = "radios" if setting.options else "yesno" if switch else "text"
    return plain_field(
        key,
        kind,
        said(setting.label),
        ("true" if value else "") if switch else str(value),
        faults,
        max_length=0 if switch else setting.max_length,
        options=tuple(
            OptionView(each.value, said(each.label), each.value == value)
            for each in setting.options
        ),
    )


def _heads(texts: Texts) -> list[DrawnHead]:
    heads = []
    for head in letterhead.header_preview(texts):
        left = [HeadLine(head.upper), HeadLine(head.lower, "bold"), HeadLine(head.number)]
        slip = not head.lower and not head.number
        place = f"{texts['place_name']}, ngày …… tháng …… năm ……"
        nation = (HeadLine(NATION, "bold"), HeadLine(MOTTO, "bold"))
        national = () if slip or not head.upper else nation
        heads.append(
            DrawnHead(
                head.title.in_(language()),
                tuple(line for line in left if line.text),
                (*national, HeadLine(place, "italic")),
            )
        )
    signers = tuple(str(texts[key]) for key in ("head_title", "iso_head_title", "unit_head_title"))
    return [*heads, DrawnHead(_("Chức vụ người ký"), (), (), signers)]


@web.post("/settings/rules")
def rules() -> ResponseReturnValue:
    """Change the numbers of the rules; what is wrong stands beside its field."""
    typed = {r.key: request.form[r.key] for r in OFFICE_RULES if r.key in request.form}
    try:
        change_rules(the_office(), the_actor(), typed)
    except FieldErrors as wrong:
        fields, faults = rule_fields(typed, wrong.faults), summary(wrong.faults)
        return render_template("administration/office_rules.html", rules=fields, faults=faults), 422
    flash(_("Đã lưu quy tắc."), "green")
    return redirect(url_for("web.settings"), 303)


def rule_fields(numbers: Mapping[str, object], faults: Faults) -> tuple[FieldView, ...]:
    """Return a field a rule, with the number that stands or was typed."""
    return tuple(
        plain_field(
            rule.key,
            "whole",
            said(rule.label),
            str(numbers.get(rule.key, rule.default)),
            faults,
            hint=said(rule.hint),
            short=True,
        )
        for rule in OFFICE_RULES
    )
