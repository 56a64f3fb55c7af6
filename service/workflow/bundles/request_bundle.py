"""Many records in one file (gói tệp): asked for, looked at, stopped by the one who asked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from service.formkit.labels import FieldErrors, Label
from service.store import bundles as store
from service.store.base import JsonObject, office_day, value_of
from service.store.bundles import Bundle
from service.store.database import UnitOfWork
from service.store.jobs import JobWish, ask_job
from service.store.ledger import issued
from service.workflow.actor import Actor
from service.workflow.authority import visible_record
from service.workflow.errors import NotFound, RuleRefuses, WorkflowError, looking_up
from service.workflow.office import Office

PRINT, ZIP = "pdf", "zip"
KINDS = (PRINT, ZIP)
JOB = "bundle"
MOST_RECORDS = 100
MOST_KEPT = 10
"""Bundles of a person that are kept at once; a further one takes the place of the oldest."""
KEPT_FOR = timedelta(days=7)
NONE_CHOSEN = Label("Vui lòng chọn ít nhất một phiếu.", "Please choose at least one record.")
TOO_MANY = Label(
    f"Mỗi lần chọn nhiều nhất {MOST_RECORDS} phiếu. Vui lòng bỏ bớt.",
    f"At most {MOST_RECORDS} records at a time. Please choose fewer.",
)
NO_SUCH_KIND = Label("Vui lòng chọn pdf hoặc zip.", "Please choose pdf or zip.")
WITHOUT_PAPERS = Label(
    "Các phiếu đã chọn chưa có văn bản nào được phát hành.",
    "None of the chosen records has an issued document yet.",
)
ONE_AT_A_TIME = Label(
    "Tệp anh/chị yêu cầu trước đó đang được tạo. Vui lòng đợi xong, "
    "hoặc dừng tệp đó ở «Việc của tôi».",
    "The file you asked for before is still being made. Please wait, or stop it on “My work”.",
)


@dataclass(frozen=True)
class BundleState:
    """How far a bundle is: `waiting`, `running`, `ready`, `stopped` or `failed`.

    `said` names what failed, or what a file that is ready goes without; `seconds` is how long it
    will take, None while nobody can tell.
    """

    id: str
    kind: str
    state: str
    done: int
    total: int
    said: Label | None
    size: int
    sha256: str
    asked_at: datetime
    kept_until: datetime
    seconds: int | None

    @property
    def is_over(self) -> bool:
        """True when nothing will change any more."""
        return self.state not in ("waiting", "running")

    @property
    def is_ready(self) -> bool:
        """True when there is a file to fetch."""
        return self.state == "ready"


def ask_bundle(office: Office, actor: Actor, record_ids: Sequence[str], kind: str) -> BundleState:
    """Return the bundle asked for, on its way to a worker, in the order of `record_ids`.

    Records without a document stay out of it. Raises FieldErrors for none or too many chosen,
    NotFound when one of them may not be seen, RuleRefuses while another one is being made.
    """
    chosen, now = _chosen(record_ids, kind), office.now()
    with office.database.writing() as uow:
        store.lock_asker(uow, actor.person_id)
        known = store.bundles_of(uow, actor.person_id)
        if any(not each.is_over for each in known):
            raise RuleRefuses(ONE_AT_A_TIME)
        printed = [each for each in chosen if _has_paper(uow, actor, each, now)]
        if not printed:
            raise RuleRefuses(WITHOUT_PAPERS)
        oldest = known[MOST_KEPT - 1 :]
        for each in oldest:
            store.forget_bundle(uow, each.id)
        bundle = _add(uow, actor, printed, kind, now)
    for each in oldest:
        office.shelf.remove(each.id)
    office.queue.carry(bundle.job_id)
    return state_of(bundle, now)


def read_bundle(office: Office, actor: Actor, bundle_id: str) -> BundleState:
    """Return how far the person's bundle is; raises NotFound for anybody else's."""
    with office.database.reading() as uow:
        return state_of(own_bundle(office, uow, actor, bundle_id), office.now())


def list_bundles(office: Office, actor: Actor) -> tuple[BundleState, ...]:
    """Return the bundles the person asked for that were not stopped, newest first."""
    now = office.now()
    with office.database.reading() as uow:
        found = store.bundles_of(uow, actor.person_id)
    return tuple(
        state_of(each, now) for each in found if each.state != "stopped" and each.kept_until > now
    )


def stop_bundle(office: Office, actor: Actor, bundle_id: str) -> BundleState:
    """Return the bundle, stopped unless it was over before; raises NotFound."""
    now = office.now()
    with office.database.writing() as uow:
        bundle = own_bundle(office, uow, actor, bundle_id)
        if not bundle.is_over:
            store.end_bundle(uow, bundle.id, "stopped", now)
        return state_of(store.get_bundle(uow, bundle.id), now)


def own_bundle(office: Office, uow: UnitOfWork, actor: Actor, bundle_id: str) -> Bundle:
    """Return the bundle while it is kept; raises NotFound for who did not ask for it."""
    with looking_up(hidden=bundle_id):
        bundle = store.get_bundle(uow, bundle_id)
    if bundle.asked_by != actor.person_id:
        raise NotFound(hidden=bundle_id)
    if bundle.kept_until <= office.now():
        raise NotFound
    return bundle


def state_of(bundle: Bundle, now: datetime) -> BundleState:
    """Return what the one who asked is told of the bundle."""
    total, left = len(bundle.records), _seconds_left(bundle, now)
    return value_of(BundleState, bundle, total=total, said=_said(bundle), seconds=left)


def label_json(label: Label) -> JsonObject:
    """Return the sentence as its row keeps it."""
    return {"vi": label.vi, "en": label.en}


def _chosen(record_ids: Sequence[str], kind: str) -> list[str]:
    chosen = list(dict.fromkeys(record_ids))
    faults: dict[str, tuple[Label, ...]] = {}
    if not chosen:
        faults["records"] = (NONE_CHOSEN,)
    elif len(chosen) > MOST_RECORDS:
        faults["records"] = (TOO_MANY,)
    if kind not in KINDS:
        faults["kind"] = (NO_SUCH_KIND,)
    if faults:
        raise FieldErrors(faults)
    return chosen


def _has_paper(uow: UnitOfWork, actor: Actor, record_id: str, now: datetime) -> bool:
    record = visible_record(uow, actor, record_id, office_day(now))
    return issued.newest_version(uow, record.id, record.form_code) > 0


def _add(
    uow: UnitOfWork, actor: Actor, record_ids: Sequence[str], kind: str, now: datetime
) -> Bundle:
    bundle_id = store.new_bundle_id()
    wish = JobWish(kind=JOB, payload={"bundle": bundle_id}, asked_by=actor.person_id)
    store.add_bundle(
        uow,
        bundle_id,
        kind=kind,
        asked_by=actor.person_id,
        job_id=ask_job(uow, wish, now),
        records=record_ids,
        now=now,
        kept_until=now + KEPT_FOR,
    )
    return store.get_bundle(uow, bundle_id)


def _said(bundle: Bundle) -> Label | None:
    if bundle.said is not None:
        return Label(str(bundle.said.get("vi", "")), str(bundle.said.get("en", "")))
    return WorkflowError.label if bundle.state == "failed" else None


def _seconds_left(bundle: Bundle, now: datetime) -> int | None:
    if bundle.state != "running" or bundle.begun_at is None or not bundle.done:
        return None
    each = (now - bundle.begun_at).total_seconds() / bundle.done
    return max(1, round(each * (len(bundle.records) - bundle.done)))
