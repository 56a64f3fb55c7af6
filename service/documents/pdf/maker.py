"""Who makes a PDF: the LibreOffice installed now, and how this version of the service asks it."""

from functools import cache
from hashlib import sha256
from pathlib import Path

from service.documents.pdf.requirements import soffice_version


def pdf_maker() -> str:
    """Return what makes PDFs now, as two of the same give the same pages; empty where nobody can.

    A PDF that another made may be broken into pages otherwise.
    """
    version = soffice_version()
    return f"{version}, {_way()}" if version else ""


@cache
def _way() -> str:
    """Return a mark of this package: fonts, options and what is made ready for LibreOffice.

    All of it, so that nobody has to remember which change of which module shows on a page.
    """
    digest = sha256()
    for source in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(source.read_bytes())
    return digest.hexdigest()[:12]
