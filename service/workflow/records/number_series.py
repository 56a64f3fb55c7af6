"""Number series begun above 01: the year's first papers were numbered by hand before."""

from dataclasses import dataclass

from service.formkit.labels import FieldErrors, Label
from service.formkit.moves import NumberSeries
from service.store.base import office_year
from service.store.database import UnitOfWork
from service.store.errors import SeriesHasStarted
from service.store.ledger.counters import start_series_at
from service.store.ledger.security_log import SecurityNote, note_security
from service.store.people.units import Unit, find_unit
from service.workflow.actor import Actor
from service.workflow.errors import WorkflowError
from service.workflow.office import Office
from service.workflow.office_settings.settings_right import require_settings_right
from service.workflow.records.draft_moves import number_texts, series_key
from service.workflow.records.record_index import NO_SUCH_UNIT

HIGHEST_START = 9_999
NOT_A_START = Label(
    f"Vui lòng ghi số từ 2 đến {HIGHEST_START}.",
    f"Please write a number from 2 to {HIGHEST_START}.",
)
NOT_THIS_YEAR = Label(
    "Chỉ đặt được số bắt đầu cho năm nay hoặc năm sau.",
    "A series can be started for this year or the next only.",
)
NO_SERIES = Label(
    "Biểu mẫu này không có dãy số như vậy. Vui lòng xem lại đơn vị.",
    "The form has no such series. Please check the unit.",
)


class SeriesBegun(WorkflowError):
    """The series has given a number or was started already: a start is chosen once."""

    label = Label(
        "Dãy số này đã cấp số hoặc đã đặt số bắt đầu nên không đổi được nữa.",
        "This series has given a number or was started before, so it cannot be changed.",
    )


@dataclass(frozen=True)
class SeriesStart:
    """Where a series (dãy số) is to begin: the form, the number, the year, for a unit's its name.

    Without `year` this year's series is meant.
    """

    form_code: str
    first_number: int
    year: int | None = None
    unit_name: str = ""


def start_series(office: Office, actor: Actor, start: SeriesStart) -> str:
    """Return the first number as it will read, `15/2026`; who chose it and when is kept.

    Only the ISO secretary or the administrator, once, before the series gave a number. Raises
    NotAllowed, NotFound, FieldErrors, SeriesBegun.
    """
    require_settings_right(office, actor)
    with office.database.writing() as uow:
        return enter_start(
            office,
            uow,
            start,
            chosen_by=actor.person_id,
            sample=actor.is_sample,
            address=actor.address,
        )


def enter_start(
    office: Office,
    uow: UnitOfWork,
    start: SeriesStart,
    *,
    chosen_by: int | None,
    sample: bool = False,
    address: str = "",
) -> str:
    """Return the same within the caller's write."""
    now = office.now()
    year = start.year if start.year is not None else office_year(now)
    _require_sound(start.first_number, year, office_year(now))
    unit = _unit_of(uow, start.unit_name, sample=sample)
    series = _series_of(office, start.form_code, of_unit=unit is not None)
    key = series_key(series, unit.series_key if unit else "", sample=sample)
    try:
        start_series_at(uow, key, year, start.first_number, chosen_by=chosen_by, now=now)
    except SeriesHasStarted as error:
        raise SeriesBegun from error
    what = {"series": key, "year": str(year), "first": str(start.first_number)}
    note_security(uow, SecurityNote(now, "series_started", chosen_by, address, what))
    words = {k: v for k, v in office.letterhead(uow).items() if isinstance(v, str)}
    words["unit"] = unit.abbreviation if unit else ""
    return number_texts(series, start.first_number, year, words, sample=sample)[1]


def _require_sound(first_number: int, year: int, this_year: int) -> None:
    faults = {}
    if not 2 <= first_number <= HIGHEST_START:
        faults["first_number"] = (NOT_A_START,)
    if year not in (this_year, this_year + 1):
        faults["year"] = (NOT_THIS_YEAR,)
    if faults:
        raise FieldErrors(faults)


def _unit_of(uow: UnitOfWork, name: str, *, sample: bool) -> Unit | None:
    if not name:
        return None
    unit = find_unit(uow, name, is_sample=sample)
    if unit is None or not unit.active:
        raise FieldErrors({"unit": (NO_SUCH_UNIT,)})
    return unit


def _series_of(office: Office, form_code: str, *, of_unit: bool) -> NumberSeries:
    form = office.form(form_code)
    for move in form.moves:
        if move.series is not None and move.series.per_unit == of_unit:
            return move.series
    raise FieldErrors({"unit": (NO_SERIES,)})
