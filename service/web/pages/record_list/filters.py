"""The record list's filters in the address: read, written again, and the tabs that lead on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from flask import request, url_for

from service.formkit.features.record_groups import record_groups
from service.formkit.form import Form
from service.formkit.moves import Stage
from service.web.i18n import language
from service.workflow.records.count_records import GroupCount
from service.workflow.records.read_records import RecordFilter


@dataclass(frozen=True)
class GroupTab:
    """A tab of the list with how many records stand under it, `99+` where there are more."""

    key: str
    text: str
    href: str
    count: str
    tone: str = ""


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


def group_tabs(wanted: RecordFilter, counts: Iterable[GroupCount]) -> list[GroupTab]:
    """Return the tabs of the form's list; each keeps the filters but the stage, which it is."""
    return [
        GroupTab(
            key=each.group.key,
            text=each.group.label.in_(language()),
            href=records_address(
                "web.records", replace(wanted, group=each.group.key, stage=None, page=1)
            ),
            count="" if each.count is None else f"{each.count}{'+' if each.is_more else ''}",
            tone="red" if each.group.is_late and each.count else "",
        )
        for each in counts
    ]


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
