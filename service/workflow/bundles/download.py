"""A bundle's file: handed to the one who asked for it, and thrown away when its days are over."""

from dataclasses import dataclass
from datetime import timedelta
from typing import IO

from service.formkit.labels import Label
from service.store import bundles as store
from service.store.base import Json, office_day
from service.store.bundles import Bundle, BundleMember
from service.store.jobs import Job
from service.store.ledger.security_log import SecurityNote, note_security
from service.workflow.actor import Actor
from service.workflow.authority import visible_record
from service.workflow.bundles.build_files import print_title
from service.workflow.bundles.request_bundle import PRINT, own_bundle
from service.workflow.errors import FileMissing, NotFound, RuleRefuses
from service.workflow.files.document_files import PDF
from service.workflow.log_refusal import noting_refusals
from service.workflow.office import Office

ZIP_TYPE = "application/zip"
FETCH = "fetch_bundle"
"""What is refused, as the security log names it."""
UNFINISHED_FOR = timedelta(days=1)
SEEN_NO_MORE = Label(
    "Anh/chị không còn được xem một số phiếu trong tệp này. Vui lòng chọn lại các phiếu.",
    "You may no longer see some of the records in this file. Please choose the records again.",
)


@dataclass(frozen=True)
class BundleFile:
    """A bundle's file to hand out: ASCII name, Vietnamese title, its size, and the open file."""

    file_name: str
    title: str
    media_type: str
    size: int
    content: IO[bytes]


def fetch_bundle(office: Office, actor: Actor, bundle_id: str) -> BundleFile:
    """Return the file of a bundle that is ready; every paper in it is noted as a download.

    Raises NotFound for anybody else's and while there is none, RuleRefuses when the person may no
    longer see all of it, FileAltered.
    """
    with office.database.reading() as uow:
        bundle = own_bundle(office, uow, actor, bundle_id)
        if bundle.state != "ready":
            raise NotFound
    _require_all_visible(office, actor, bundle)
    try:
        content = office.shelf.fetch(bundle.id, bundle.sha256)
    except FileMissing as gone:
        raise NotFound from gone
    try:
        _note_downloads(office, actor, bundle)
    except BaseException:
        content.close()
        raise
    return _named(bundle, content)


def clear_bundles(office: Office, _job: Job) -> Json:
    """Return how many bundles and how many stray files were thrown away, as the day's job does."""
    now = office.now()
    with office.database.writing() as uow:
        old = store.bundles_out_of_date(uow, now)
        for bundle_id in old:
            store.forget_bundle(uow, bundle_id)
        names = list(office.shelf.names())
        stray = set(names) - store.are_bundles(uow, names)
    for name in stray:
        office.shelf.remove(name)
    left = office.shelf.forget_unfinished(now - UNFINISHED_FOR)
    return {"bundles": len(old), "files": len(stray), "unfinished": left}


def _require_all_visible(office: Office, actor: Actor, bundle: Bundle) -> None:
    day = office.today()
    try:
        with (
            noting_refusals(office, actor, bundle.id, FETCH),
            office.database.reading() as uow,
        ):
            for each in bundle.held:
                visible_record(uow, actor, each.record_id, day)
    except NotFound as error:
        raise RuleRefuses(SEEN_NO_MORE) from error


def _note_downloads(office: Office, actor: Actor, bundle: Bundle) -> None:
    now = office.now()
    with office.database.writing() as uow:
        for each in bundle.held:
            what = _noted(each, bundle.id)
            note_security(uow, SecurityNote(now, "download", actor.person_id, actor.address, what))


def _noted(held: BundleMember, bundle_id: str) -> dict[str, Json]:
    return {
        "record": held.record_id,
        "version": str(held.version),
        "form": held.form_code,
        "bundle": bundle_id,
    }


def _named(bundle: Bundle, content: IO[bytes]) -> BundleFile:
    day, number = office_day(bundle.asked_at), len(bundle.held)
    if bundle.kind == PRINT:
        name, title = f"in-{number}-phieu_{day}.pdf", f"{print_title(number)} {day:%d-%m-%Y}.pdf"
        return BundleFile(name, title, PDF, bundle.size, content)
    name, title = f"{number}-phieu_{day}.zip", f"{number} phiếu {day:%d-%m-%Y}.zip"
    return BundleFile(name, title, ZIP_TYPE, bundle.size, content)
