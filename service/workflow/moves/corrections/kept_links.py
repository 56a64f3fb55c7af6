"""That a correction leaves a continued record leading to the one before it (QT.CTCL 5.7)."""

from collections.abc import Mapping
from typing import Any

from service.formkit.features.record_rules import ContinuationRule
from service.formkit.form import Form
from service.formkit.labels import FieldErrors
from service.store.database import UnitOfWork
from service.store.records import records
from service.store.records.links import CONTINUES, links_of


def require_link_kept(
    uow: UnitOfWork, form: Form, record: records.Record, answers: Mapping[str, Any]
) -> None:
    """Return when the new answers still lead to the older record; raises FieldErrors beside it.

    Links lead both ways, on paper too: the line was written by the service when the record was
    opened from the older one. A record that continues none has no such line.
    """
    rule = form.feature(ContinuationRule)
    link = rule.back_link if rule else None
    if link is None or answers.get(link.field) == record.answers.get(link.field):
        return
    for each in links_of(uow, record.id):
        if each.kind != CONTINUES:
            continue
        older = records.get_record(uow, each.other_id)
        line = link.line_in(record.answers, older.number or "")
        if line and not link.is_kept(line, answers):
            raise FieldErrors({link.field: (link.otherwise.with_(line=line),)})
