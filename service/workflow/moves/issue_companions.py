"""The companion papers a move hands out: drawn from the record, proved, filed in its dossier."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from service.documents.render.render import printed_answers
from service.formkit.features.companion import DrawnFromRecord, ListsRecords, table_of_records
from service.formkit.form import Form
from service.formkit.schema import load_answers
from service.store.database import UnitOfWork
from service.store.ledger import issued
from service.workflow.issue_document import Issue, issue_alike, issue_document
from service.workflow.moves.transition import AppliedTransition
from service.workflow.office import Office


def issue_papers(office: Office, uow: UnitOfWork, taken: AppliedTransition) -> None:
    """Issue the papers of the move, each the next version of its kind in the dossier.

    A record that continues this one gets the same papers. Raises DocumentNotProved,
    TemplateUnusable.
    """
    for code in taken.transition.move.papers:
        form = office.companion(code)
        answers = _drawn(form, taken)
        for record_id in filter(None, (taken.made.record_id, taken.made.new_record_id)):
            issue_document(office, uow, form, _issue(form, answers, taken, record_id))
    for code in taken.transition.move.renews:
        earlier = taken.facts.papers.get(code)
        if earlier is None:
            continue
        form = office.companion(code)
        answers = _drawn(form, replace(taken, facts=replace(taken.facts, renewed=True)))
        # No paper in force may contradict the record that it belongs to.
        if printed_answers(form, answers) != printed_answers(form, earlier):
            issue_document(office, uow, form, _issue(form, answers, taken, taken.made.record_id))


def issue_list(
    office: Office,
    uow: UnitOfWork,
    code: str,
    all_taken: Sequence[AppliedTransition],
    head: Mapping[str, Any],
) -> tuple[issued.IssuedDocument, ...]:
    """Return one paper that lists several records, the same file in the dossier of each.

    `head` lays what the list itself says over what its first record says of it. The list bears no
    record's number of its own, since it is that of all.
    """
    form = office.companion(code)
    lists = form.feature(ListsRecords)
    assert lists is not None, f"{code} lists nothing"
    rows = [
        lists.row(each.judged.answers, replace(each.facts, own=each.judged.own))
        for each in all_taken
    ]
    drawn = {**_drawn(form, all_taken[0]), **head, table_of_records(form).name: rows}
    answers = load_answers(form, drawn)
    issues = (_issue(form, answers, each, each.made.record_id) for each in all_taken)
    return issue_alike(office, uow, form, [replace(each, record_name="") for each in issues])


def _drawn(form: Form, taken: AppliedTransition) -> dict[str, Any]:
    drawn_from = form.feature(DrawnFromRecord)
    assert drawn_from is not None, f"{form.code} does not say what it reads"
    moment = replace(taken.facts, own=taken.judged.own)
    return load_answers(form, drawn_from.answers(taken.judged.answers, moment))


def _issue(
    form: Form, answers: Mapping[str, Any], taken: AppliedTransition, record_id: str
) -> Issue:
    return Issue(
        record_id=record_id,
        record_name=taken.made.number or "",
        answers=answers,
        form_version=form.version.issue_no,
        actor=taken.transition.actor,
        unit_code=taken.facts.unit_code,
        reason=None,
        at=taken.transition.now,
    )
