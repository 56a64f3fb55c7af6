"""The numbers of the office's rules, read and changed by the secretary."""

from collections.abc import Mapping

from service.formkit import vietnamese
from service.formkit.labels import FieldErrors, Label
from service.formkit.office_rules import OFFICE_RULES
from service.formkit.schema_fields import OUT_OF_RANGE
from service.store.settings import change_settings
from service.workflow.actor import Actor
from service.workflow.log_privileged_act import changes_of, note_deed
from service.workflow.office import Office, rules_in_force
from service.workflow.office_settings.settings_right import require_settings_right

NO_SUCH_RULE = Label("Không có cài đặt này.", "There is no such setting.")


def read_rules(office: Office) -> dict[str, int]:
    """Return every rule's number by its key."""
    with office.database.reading() as uow:
        return rules_in_force(uow)


def change_rules(
    office: Office, actor: Actor, changes: Mapping[str, int | str | None]
) -> dict[str, int]:
    """Return the rules as changed; raises NotAllowed, FieldErrors naming each bad number."""
    require_settings_right(office, actor)
    checked = _checked(changes)
    with office.database.writing() as uow:
        before = rules_in_force(uow)
        change_settings(uow, checked, changed_by=actor.person_id, now=office.now())
        after = rules_in_force(uow)
        if changes_made := changes_of(before, after):
            note_deed(office, uow, actor, "rules_changed", {"changes": changes_made})
    return after


def _checked(changes: Mapping[str, int | str | None]) -> dict[str, int]:
    known = {rule.key: rule for rule in OFFICE_RULES}
    checked: dict[str, int] = {}
    faults: dict[str, tuple[Label, ...]] = {}
    for key, typed in changes.items():
        rule = known.get(key)
        if rule is None:
            faults[key] = (NO_SUCH_RULE,)
            continue
        number = _whole(typed)
        if number is None or not rule.least <= number <= rule.most:
            faults[key] = (OUT_OF_RANGE.with_(least=rule.least, most=rule.most),)
        else:
            checked[key] = number
    if faults:
        raise FieldErrors(faults)
    return checked


def _whole(typed: int | str | None) -> int | None:
    """Return the number typed, or None for what is none."""
    if isinstance(typed, bool) or typed is None:
        return None
    if isinstance(typed, int):
        return typed
    try:
        return vietnamese.parse_whole(typed)
    except vietnamese.NumberProblem:
        return None
