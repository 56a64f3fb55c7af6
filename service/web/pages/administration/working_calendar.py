"""The working calendar: a year's days off, and the office's exceptions added and removed."""

from datetime import date

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from service.formkit import vietnamese
from service.formkit.labels import Faults, Label
from service.web.components.field_views import FieldView, OptionView, plain_field, summary
from service.web.context import the_actor, the_office, web
from service.web.i18n import OFFICE_ZONE, office_weekday
from service.web.i18n import gettext as _
from service.web.pages.layout import MenuEntry, enter_in_menu
from service.workflow.actor import may_change_settings
from service.workflow.errors import FieldErrors, NotFound
from service.workflow.office_settings import working_calendar as days_off
from service.workflow.office_settings.settings_right import require_settings_right

enter_in_menu(
    MenuEntry(
        "working_calendar",
        "calendar",
        Label("Lịch làm việc", "Working calendar"),
        "working_calendar",
        place=170,
        may_see=may_change_settings,
        pages=("change_day",),
    )
)


@web.get("/settings/working-calendar")
def working_calendar() -> ResponseReturnValue:
    """Answer with the days off of a year."""
    require_settings_right(the_office(), the_actor())
    return _page({})


@web.post("/settings/working-calendar")
def change_day() -> ResponseReturnValue:
    """Take an exception of the calendar."""
    actor = the_actor()
    require_settings_right(the_office(), actor)
    try:
        day = _typed_day()
        off, name = request.form.get("kind", "") != "worked", request.form.get("name", "")
        days_off.change_day(the_office(), actor, day, is_off=off, name=name)
    except FieldErrors as wrong:
        return _page(wrong.faults), 422
    flash(_("Đã lưu lịch làm việc. Hạn và ngày chờ được tính lại theo lịch này."), "green")
    return redirect(url_for("web.working_calendar", year=day.year), 303)


@web.post("/settings/working-calendar/remove")
def forget_day_off() -> ResponseReturnValue:
    """Let the law's word count again for a day."""
    typed = request.form.get("day", "")
    try:
        day = date.fromisoformat(typed)
    except ValueError:
        day = date.min
    days_off.forget_day(the_office(), the_actor(), day)
    flash(_("Đã bỏ ngoại lệ; ngày này lại theo luật."), "green")
    return redirect(url_for("web.working_calendar", year=day.year), 303)


def _typed_day() -> date:
    """Return the day as typed; raises FieldErrors."""
    try:
        return date.fromisoformat(vietnamese.parse_date(request.form.get("day", "")))
    except vietnamese.DateProblem as wrong:
        raise FieldErrors({"day": (Label(wrong.vi, wrong.en),)}) from wrong
    except ValueError as wrong:
        raise FieldErrors({"day": (days_off.NO_DAY,)}) from wrong


def _asked_year() -> int:
    typed = request.args.get("year", "")
    if not typed:
        return the_office().now().astimezone(OFFICE_ZONE).year
    year = int(typed) if typed.isascii() and typed.isdigit() and len(typed) == 4 else 0
    if not vietnamese.FIRST_YEAR <= year <= vietnamese.LAST_YEAR:
        raise NotFound
    return year


def _page(faults: Faults) -> str:
    year = _asked_year()
    return render_template(
        "administration/working_calendar.html",
        year=year,
        before=year - 1 if year > vietnamese.FIRST_YEAR else None,
        after=year + 1 if year < vietnamese.LAST_YEAR else None,
        days=days_off.year_lines(the_office(), year),
        weekday=office_weekday,
        fields=_fields(faults),
        faults=summary(faults),
    )


def _fields(faults: Faults) -> tuple[FieldView, ...]:
    kind, sent = request.form.get("kind", ""), request.form
    options = (
        OptionView("off", _("Nghỉ (ngoài ngày nghỉ theo luật)"), kind != "worked"),
        OptionView("worked", _("Làm bù (vào ngày nghỉ theo luật)"), kind == "worked"),
    )
    hint, most = _("Ví dụ số và ngày của thông báo hoán đổi ngày làm việc."), days_off.LONGEST_NAME
    why = {"hint": hint, "max_length": most}
    return (
        plain_field("day", "date", _("Ngày"), sent.get("day", ""), faults),
        FieldView(name="kind", kind="radios", label=_("Ngày này"), options=options),
        plain_field("name", "text", _("Lý do"), sent.get("name", ""), faults, **why),
    )
