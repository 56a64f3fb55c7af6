"""Which links a file may bear: those that wait for a click and open a page, a letter, a call."""

import re

_PLAIN = re.compile(r"(?:https?://[^\s/\\]|(?:mailto|tel):)", re.IGNORECASE)


def is_plain_link(target: str) -> bool:
    """Whether the target is a web page, a mail address, a call or a place in the same file.

    A path, be it of this disk or of a share, is none: Windows sends whoever clicks it, with their
    sign-in, to the machine it names.
    """
    target = target.strip()
    return not target or target.startswith("#") or _PLAIN.match(target) is not None
