"""How many records stand under each tab of a form's list, counted so far and no further."""

from dataclasses import dataclass, replace

from service.formkit.features.record_groups import RecordGroup, record_groups
from service.store.records import listing
from service.workflow.actor import Actor
from service.workflow.authority import visibility_on
from service.workflow.office import Office
from service.workflow.records.read_records import RecordFilter, query_of

COUNTED_AT_MOST = 99


@dataclass(frozen=True)
class GroupCount:
    """A tab and how many records it holds; None while words are searched, which would cost more
    the more records there are."""

    group: RecordGroup
    count: int | None
    is_more: bool = False


def count_groups(office: Office, actor: Actor, wanted: RecordFilter) -> tuple[GroupCount, ...]:
    """Return the tabs of the form's list with their numbers under the other filters, the stage
    apart; none where no form is chosen or it has no tabs."""
    form = office.catalogue.get(wanted.form or "")
    groups = record_groups(form.stages) if form else ()
    if wanted.text.strip():
        return tuple(GroupCount(group, None) for group in groups)
    today = office.today()
    with office.database.reading() as uow:
        seen = visibility_on(uow, actor, today)
        tabs = (replace(wanted, group=group.key, stage=None) for group in groups)
        queries = [query_of(office, uow, seen, asked, today) for asked in tabs]
        counts = listing.count_records(uow, queries, COUNTED_AT_MOST)
    return tuple(
        GroupCount(group, min(count, COUNTED_AT_MOST), is_more=count > COUNTED_AT_MOST)
        for group, count in zip(groups, counts, strict=True)
    )
