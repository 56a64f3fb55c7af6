"""The job that makes a bundle: paper after paper, told as it goes, stopped when it is asked to."""

import logging
from contextlib import suppress
from datetime import timedelta

from service.archive.vault import FileAltered, FileMissing
from service.formkit.labels import Label
from service.store import bundles as store
from service.store.base import Json
from service.store.bundles import Bundle, Made
from service.store.errors import DiskFull, NotStored
from service.store.jobs import Job, prolong_job
from service.store.people import persons
from service.workflow.account.sign_in import actor_of, is_admitted
from service.workflow.actor import Actor
from service.workflow.bundles.build_files import BuiltBundle, BundleTask, make_print, make_zip
from service.workflow.bundles.request_bundle import KEPT_FOR, PRINT, label_json
from service.workflow.errors import PdfError, RuleRefuses, sentence_of
from service.workflow.office import Office

LEASE = timedelta(minutes=4)
"""Longer than the longest paper: LibreOffice may hang twice for a minute before it is given up."""
RENEWED = LEASE / 8
"""How long the lease goes on before it is asked for anew: papers printed before come in no time."""
TOLD_FOR = timedelta(days=1)
"""How long a bundle that failed says why."""
ACCOUNT_CLOSED = Label(
    "Tài khoản của người yêu cầu đã bị khóa.", "The account of the one who asked was closed."
)
_log = logging.getLogger(__name__)


class NotWanted(Exception):
    """The bundle was stopped meanwhile, or another worker has its job."""


def make_bundle(office: Office, job: Job) -> Json:
    """Return how many papers the bundle holds, none when it was stopped or failed for a reason.

    What failed stands in the bundle, in a sentence. Raises DatabaseBusy, DatabaseUnreachable; the
    job then runs again, from its beginning, as after the death of its worker.
    """
    bundle = _begun(office, str(job.payload["bundle"]))
    if bundle is None:
        return {"papers": 0}
    try:
        made = _made(office, job, bundle)
    except NotWanted:
        return {"papers": 0}
    except (PdfError, RuleRefuses, FileAltered, FileMissing, DiskFull) as fault:
        cause = " ".join(f"{type(fault).__name__}: {fault}".split())
        _log.error("bundle failed", extra={"bundle": bundle.id, "cause": cause})
        _fail(office, bundle, fault)
        return {"papers": 0}
    return {"papers": made}


def _fail(office: Office, bundle: Bundle, fault: Exception) -> None:
    sentence, now = label_json(sentence_of(fault)), office.now()
    with office.database.writing() as uow:
        store.end_bundle(uow, bundle.id, "failed", now, said=sentence, kept_until=now + TOLD_FOR)


def _begun(office: Office, bundle_id: str) -> Bundle | None:
    """Return the bundle to be made; None when it is over or gone."""
    with office.database.writing() as uow:
        try:
            bundle = store.get_bundle(uow, bundle_id)
        except NotStored:
            return None
        if bundle.is_over:
            return None
        store.begin_bundle(uow, bundle_id, office.now())
        return bundle


def _made(office: Office, job: Job, bundle: Bundle) -> int:
    actor, renewed = _asker(office, bundle), office.now()

    def step(done: int) -> None:
        nonlocal renewed
        now = office.now()
        with office.database.writing() as uow:
            if done == len(bundle.records) or now - renewed >= RENEWED:
                renewed = now
                if not prolong_job(uow, job, now + LEASE):
                    raise NotWanted
            if not store.note_done(uow, bundle.id, done):
                raise NotWanted

    make = make_print if bundle.kind == PRINT else make_zip
    with office.shelf.workshop(bundle.id) as folder:
        result = make(BundleTask(office, actor, bundle.records, folder, step))
        step(len(bundle.records))
        _put_away(office, bundle, result)
    return len(result.held)


def _asker(office: Office, bundle: Bundle) -> Actor:
    """Return who asked, with the rights they have now; raises RuleRefuses."""
    with office.database.reading() as uow:
        person = persons.get_person(uow, bundle.asked_by)
    if not is_admitted(office, person):
        raise RuleRefuses(ACCOUNT_CLOSED)
    return actor_of(person)


def _put_away(office: Office, bundle: Bundle, result: BuiltBundle) -> None:
    """Write the file first, then the row that leads to it; raises NotWanted, DiskFull."""
    kept = office.shelf.keep(result.path, bundle.id)
    now = office.now()
    with office.database.writing() as uow:
        ended = store.end_bundle(
            uow,
            bundle.id,
            "ready",
            now,
            said=label_json(result.said) if result.said else None,
            made=Made(result.held, kept.size, kept.sha256),
            kept_until=now + KEPT_FOR,
        )
    if not ended:
        with suppress(OSError):
            office.shelf.remove(bundle.id)
        raise NotWanted
