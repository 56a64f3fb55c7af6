"""Pictures looked at: a sound head, not too many pixels, and nothing joined to them."""

import re
import warnings
from io import BytesIO

from PIL import Image, UnidentifiedImageError

from service.archive.intake.kinds import JPEG, PNG, TIFF, WEBP, Kind
from service.archive.intake.refusals import FileRefused, Reason

MOST_PIXELS = 120_000_000
"""As many as a good telephone takes; four bytes each when it is drawn."""
_DECODERS = {JPEG: "JPEG", PNG: "PNG", TIFF: "TIFF", WEBP: "WEBP"}
# A telephone appends pictures and films of its own behind a JPEG; only these are somebody's trick.
_JOINED = re.compile(
    rb"%PDF-|<script|<html|<svg[\s>]|<\?php|Rar!\x1a\x07|7z\xbc\xaf\x27\x1c", re.IGNORECASE
)


def judge_picture(kind: Kind, content: bytes) -> None:
    """Refuse a picture that is not of that kind and size, and nothing else; raises FileRefused."""
    if _JOINED.search(content):
        raise FileRefused(Reason.TWO_KINDS)
    try:
        with warnings.catch_warnings():
            # What Pillow warns of is refused below, or harmless: a damaged note of the camera.
            warnings.simplefilter("ignore")
            with Image.open(BytesIO(content), formats=[_DECODERS[kind]]) as picture:
                width, height = picture.size
                picture.verify()
    except Image.DecompressionBombError as error:
        raise FileRefused(Reason.BOMB) from error
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError) as error:
        raise FileRefused(Reason.BROKEN) from error
    except (KeyError, IndexError, TypeError, OverflowError, MemoryError) as error:
        # What Pillow's readers stumble over when every byte is a lie.
        raise FileRefused(Reason.BROKEN) from error
    if width * height > MOST_PIXELS:
        raise FileRefused(Reason.BOMB)
