"""The kinds of files that are taken in as evidence: media type, ending, how each is told."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Kind:
    """A kind of file: `ending` is what its name ends in, `aliases` what may stand instead.

    `main_part` is the content type by which an Office file says what it is.
    """

    media_type: str
    ending: str
    aliases: tuple[str, ...] = ()
    main_part: str = ""


_OFFICE = "application/vnd.openxmlformats-officedocument."
_OPEN = "application/vnd.oasis.opendocument."

PDF = Kind("application/pdf", ".pdf")
JPEG = Kind("image/jpeg", ".jpg", (".jpeg", ".jpe"))
PNG = Kind("image/png", ".png")
TIFF = Kind("image/tiff", ".tif", (".tiff",))
WEBP = Kind("image/webp", ".webp")
TEXT = Kind("text/plain", ".txt")
CSV = Kind("text/csv", ".csv")


def _microsoft(document: str, ending: str) -> Kind:
    media_type = _OFFICE + document
    return Kind(media_type, ending, (), f"{media_type}.main+xml")


OFFICE = (
    _microsoft("wordprocessingml.document", ".docx"),
    _microsoft("spreadsheetml.sheet", ".xlsx"),
    _microsoft("presentationml.presentation", ".pptx"),
)
OPEN_DOCUMENT = (
    Kind(_OPEN + "text", ".odt"),
    Kind(_OPEN + "spreadsheet", ".ods"),
    Kind(_OPEN + "presentation", ".odp"),
)
PICTURE_HEADS = (
    (b"\xff\xd8\xff", JPEG),
    (b"\x89PNG\r\n\x1a\n", PNG),
    (b"RIFF", WEBP),
    (b"II*\0", TIFF),
    (b"MM\0*", TIFF),
    (b"II+\0", TIFF),
    (b"MM\0+", TIFF),
)
"""How the files of each kind of picture begin."""
ACCEPTED = (PDF, *OFFICE, *OPEN_DOCUMENT, JPEG, PNG, TIFF, WEBP, TEXT, CSV)
