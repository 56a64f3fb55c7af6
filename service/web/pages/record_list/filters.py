"""The record list's filters in the address: read, written again, and the tabs that lead on."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from flask import request, url_for

from service.formkit.features.record_groups import record_groups
from service.formkit.form import Form
from service.formkit.moves import Stage
from service.workflow.records.read_records import RecordFilter


def wanted_records() -> RecordFilter:
    """Return which records the address asks for, or a form posted from the list."""
    asked = request.form if request.method == "POST" else request.args
    return RecordFilter(
        form=asked.get("form") or None,
        group=asked.get("group", "")[:60],
        unit_id=asked.get("unit", None, int),
        year=asked.get("year", None, int),
        stage=asked.get("stage") or None,
        text=asked.get("text", "")[:200],
        page=min(max(asked.get("page", 1, int), 1), 10_000),
    )


def records_address(endpoint: str, wanted: RecordFilter, **more: Any) -> str:
    """Return the address of a list, or of what is made of one, under these filters."""
    return url_for(
        endpoint,
        form=wanted.form,
        group=wanted.group or None,
        unit=wanted.unit_id,
        year=wanted.year,
        stage=wanted.stage,
        text=wanted.text or None,
        **more,
    )


def first_tab(form: Form) -> str:
    """Return the address of the form's list as one first comes to it: what is open, if it says."""
    groups = record_groups(form.stages)
    return url_for("web.records", form=form.code, group=groups[0].key if groups else None)


def tab_address(wanted: RecordFilter, group: str) -> str:
    """Return the address of a tab of the form's list; it keeps the filters but the stage."""
    return records_address("web.records", replace(wanted, group=group, stage=None, page=1))


def stages_shown(wanted: RecordFilter, forms: Iterable[Form]) -> frozenset[str]:
    """Return the stages worth choosing: those of the chosen tab at which records may stand."""
    found: set[str] = set()
    for form in forms:
        groups = {each.key: each.stages for each in record_groups(form.stages)}
        of_tab = groups.get(wanted.group)
        found |= {
            stage.key
            for stage in form.stages
            if _has_records(stage) and (of_tab is None or stage.key in of_tab)
        }
    return frozenset(found)


def _has_records(stage: Stage) -> bool:
    """Return whether records stand there: at a draft only where some are sent back to it."""
    return stage.key != "draft" or bool(stage.turns)
