"""The letterhead read and changed, with the papers' heads it would make."""

from collections.abc import Mapping
from dataclasses import dataclass

from service.formkit import vietnamese
from service.formkit.labels import FieldErrors, Label
from service.formkit.letterhead import LETTERHEAD, OfficeSetting
from service.formkit.schema_fields import ONE_LINE, TOO_LONG
from service.store.settings import change_settings as store_settings
from service.workflow.actor import Actor
from service.workflow.log_privileged_act import changes_of, note_deed
from service.workflow.office import Office
from service.workflow.office_settings.settings_right import require_settings_right

EMPTY = Label(
    "Cài đặt «{label}» đang trống. Vui lòng điền.",
    "The setting “{label}” is empty. Please fill it.",
)
NOT_LISTED = Label(
    "Vui lòng chọn một trong các giá trị của danh sách.", "Please choose one from the list."
)


@dataclass(frozen=True)
class HeadLines:
    """The left lines of a paper's head as they would print: upper, lower, number."""

    title: Label
    upper: str
    lower: str
    number: str


def change_settings(
    office: Office, actor: Actor, changes: Mapping[str, str | bool]
) -> dict[str, str | bool]:
    """Return the letterhead as changed; raises NotAllowed, FieldErrors naming each bad setting."""
    require_settings_right(office, actor)
    checked = check_settings(changes)
    with office.database.writing() as uow:
        before = office.letterhead(uow)
        store_settings(uow, checked, changed_by=actor.person_id, now=office.now())
        after = office.letterhead(uow)
        if changes_made := changes_of(before, after):
            note_deed(office, uow, actor, "settings_changed", {"changes": changes_made})
    return after


def check_settings(changes: Mapping[str, str | bool]) -> dict[str, str | bool]:
    """Return the settings in NFC; raises FieldErrors naming each one that may not stand."""
    known = {setting.key: setting for setting in LETTERHEAD}
    checked: dict[str, str | bool] = {}
    faults: dict[str, tuple[Label, ...]] = {}
    for key, value in changes.items():
        fault = _fault(known.get(key), value)
        if fault:
            faults[key] = (fault,)
        else:
            checked[key] = vietnamese.normalise(value).strip() if isinstance(value, str) else value
    if faults:
        raise FieldErrors(faults)
    return checked


def header_preview(letterhead: Mapping[str, str | bool]) -> tuple[HeadLines, ...]:
    """Return the heads that the letterhead makes on slip, minutes and both plans."""
    text = {key: str(value) for key, value in letterhead.items()}
    minutes = bool(letterhead["minutes_national_header"])
    return (
        HeadLines(Label("Phiếu BM.CTCL.01", "Slip"), text["agency_iso_name"], "", ""),
        HeadLines(
            Label("Biên bản BM.CTCL.02", "Minutes"),
            text["agency_iso_name"] if minutes else "",
            text["iso_body_name"] if minutes else "",
            "Số: ……/BB-ISO",
        ),
        HeadLines(
            Label("Kế hoạch của Sở BM.CTCL.03", "The Department's plan"),
            text["parent_agency_name"],
            text["agency_name"],
            f"Số: ……/KH-{text['agency_abbrev']}",
        ),
        HeadLines(
            Label("Kế hoạch của đơn vị BM.CTCL.03", "A unit's plan"),
            text["agency_iso_name"],
            "PHÒNG ……",
            "",
        ),
    )


def _fault(setting: OfficeSetting | None, value: str | bool) -> Label | None:
    if setting is None or isinstance(value, bool) != isinstance(setting.default, bool):
        return Label("Không có cài đặt này.", "There is no such setting.")
    if isinstance(value, bool):
        return None
    if setting.options:
        return None if value in {each.value for each in setting.options} else NOT_LISTED
    forbidden = vietnamese.find_forbidden(value)
    if forbidden:
        return Label(forbidden.vi, forbidden.en)
    if not vietnamese.normalise(value).strip():
        return Label(
            EMPTY.vi.format(label=setting.label.vi), EMPTY.en.format(label=setting.label.en)
        )
    if "\n" in vietnamese.normalise(value).strip() or "\t" in value:
        return ONE_LINE
    if len(value) > setting.max_length:
        return TOO_LONG.with_(most=setting.max_length, have=len(value))
    return None
