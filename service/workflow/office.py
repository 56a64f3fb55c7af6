"""The office: everything a use case needs, built once, and what it has set as it stands now."""

import os
import pwd
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Self

from service.archive.drawn_pages import DrawnPages
from service.archive.pdf_copies import PdfCopies
from service.archive.temporary_files import TemporaryFiles
from service.archive.vault import Vault
from service.documents.pdf.converter import PdfOffice
from service.documents.render.library import TemplateLibrary
from service.formkit.catalogue import Catalogue
from service.formkit.form import Form
from service.formkit.letterhead import LETTERHEAD
from service.formkit.office_rules import OFFICE_RULES, OfficeRule
from service.formkit.working_days import DayException, WorkingCalendar
from service.settings import Settings, SettingWrong
from service.store.base import office_day
from service.store.database import Database, UnitOfWork
from service.store.engine.private_files import private_folder
from service.store.settings import DayOff, list_days_off, prefetch_office
from service.store.settings import read_settings as stored_settings
from service.workflow.errors import NotFound

if TYPE_CHECKING:
    from service.workflow.job_queue import JobQueue


def now_in_utc() -> datetime:
    """Return this moment, aware, in UTC."""
    return datetime.now(UTC)


def require_writable(folder: Path) -> None:
    """Return where this user may write; raises SettingWrong that names folder, owner and user.

    Otherwise the database would say that it cannot be opened, and nobody where, or to whom.
    """
    if not os.access(folder, os.W_OK | os.X_OK):
        owner, user = _user(folder.stat().st_uid), _user(os.geteuid())
        raise SettingWrong(f"CTCL_DATA={folder}: {user} ≠ {owner} (chown -R {user} {folder})")


def _user(number: int) -> str:
    try:
        return pwd.getpwuid(number).pw_name
    except KeyError:
        return str(number)


def open_database(settings: Settings) -> Database:
    """Return the database of these settings, migrated; raises SettingWrong for a wrong address."""
    try:
        database = Database.open(settings.database_url)
    except ValueError as error:
        raise SettingWrong(f"CTCL_DATABASE_URL: {error}") from error
    try:
        database.migrate()
    except Exception:
        database.close()
        raise
    return database


@dataclass(frozen=True)
class Office:
    """One running service: forms, database, vault, templates, PDF and the clock."""

    settings: Settings
    catalogue: Catalogue
    companions: Catalogue
    database: Database
    vault: Vault
    library: TemplateLibrary
    pdf: PdfOffice
    clock: Callable[[], datetime] = field(default=now_in_utc)

    @classmethod
    def open(cls, settings: Settings, clock: Callable[[], datetime] = now_in_utc) -> Self:
        """Return the office of these settings, its folders made and its database migrated.

        Raises SettingWrong, FormBroken, DatabaseUnreachable; a broken template is named only.
        """
        # Records and keys are nobody's on this machine but the service's; a copy of a folder
        # that was open inside a closed one would be open wherever it lies.
        settings.data.mkdir(mode=0o700, parents=True, exist_ok=True)
        require_writable(settings.data)
        private_folder(settings.vault)
        catalogue = Catalogue.load(settings.forms_folders)
        companions = Catalogue.load(settings.companions_folders)
        library = TemplateLibrary.open((*catalogue, *companions), settings.templates_folders)
        # Last what must be closed again: a form that cannot be read leaves nothing open.
        return cls(
            settings=settings,
            catalogue=catalogue,
            companions=companions,
            vault=Vault(settings.vault),
            library=library,
            pdf=PdfOffice(settings.data / "libreoffice", most=settings.libreoffices),
            clock=clock,
            database=open_database(settings),
        )

    def now(self) -> datetime:
        """Return the moment, in UTC; a use case asks once."""
        return self.clock()

    def today(self) -> date:
        """Return the day by the clock of the office."""
        return office_day(self.clock())

    @cached_property
    def queue(self) -> "JobQueue":
        """The queue that carries jobs to a worker."""
        # Huey takes a second to import, and most commands ask for no job.
        from service.workflow.job_queue import JobQueue

        house = sha256(self.settings.database_url.encode()).hexdigest()[:12]
        return JobQueue(self.settings.data, self.settings.redis_url, f"ctcl-{house}")

    @cached_property
    def barring_parts(self) -> frozenset[str]:
        """The parts that bar somebody from some move of some form."""
        moves = (move for form in self.catalogue for move in form.moves)
        return frozenset(part for move in moves for part in move.barring_parts)

    @property
    def shelf(self) -> TemporaryFiles:
        """The shelf of files made for a few days."""
        return TemporaryFiles(self.settings.data / "bundles")

    @property
    def drawn_pages(self) -> DrawnPages:
        """The pictures of pages being filled, for some minutes."""
        return DrawnPages(self.settings.data / "pictures")

    @property
    def pdf_copies(self) -> PdfCopies:
        """The PDFs of issued papers, made once."""
        return PdfCopies(self.settings.data / "pdf")

    def form(self, code: str) -> Form:
        """Return the form with that official code; raises NotFound."""
        form = self.catalogue.get(code)
        if form is None:
            raise NotFound
        return form

    def companion(self, code: str) -> Form:
        """Return the companion document with that code (`O-01`); raises NotFound."""
        form = self.companions.get(code)
        if form is None:
            raise NotFound
        return form

    def any_form(self, code: str) -> Form:
        """Return the form or companion document with that code; raises NotFound."""
        return self.catalogue.get(code) or self.companion(code)

    def letterhead(self, uow: UnitOfWork) -> dict[str, str | bool]:
        """Return every letterhead text as the office has set it."""
        prefetch_office(uow)
        changed = {key: each.value for key, each in stored_settings(uow).items()}
        return {
            each.key: value
            if isinstance(value := changed.get(each.key), str | bool)
            else each.default
            for each in LETTERHEAD
        }

    def close(self) -> None:
        """Give back connections and end LibreOffice."""
        self.pdf.stop()
        self.database.close()


def read_settings(office: Office) -> dict[str, str | bool]:
    """Return every letterhead setting by its key."""
    with office.database.reading() as uow:
        return office.letterhead(uow)


def rule_in_force(uow: UnitOfWork, rule: OfficeRule) -> int:
    """Return the number that stands for this rule now."""
    return rules_in_force(uow)[rule.key]


def rules_in_force(uow: UnitOfWork) -> dict[str, int]:
    """Return the number that stands for every rule now, by its key."""
    changed = {key: each.value for key, each in stored_settings(uow).items()}
    return {
        rule.key: value if isinstance(value := changed.get(rule.key), int) else rule.default
        for rule in OFFICE_RULES
    }


def calendar_of(uow: UnitOfWork) -> WorkingCalendar:
    """Return the office's calendar as it stands: one short query, the law's days kept by year."""
    prefetch_office(uow)
    return WorkingCalendar(exceptions_of(list_days_off(uow)))


def exceptions_of(kept: Iterable[DayOff]) -> dict[date, DayException]:
    """Return the calendar's exceptions by their day."""
    return {each.day: DayException(each.is_off, each.name) for each in kept}
