"""What may stand as a mail address: one that the office's SMTP takes without asking back."""

import re

from service.formkit.labels import Label

LONGEST = 254
BAD_ADDRESS = Label(
    "Vui lòng ghi địa chỉ thư dạng ten@coquan.gov.vn, hoặc để trống.",
    "Please write the mail address as name@office.gov.vn, or leave it empty.",
)
_ADDRESS = re.compile(
    r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}"
    r"@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,63}"
)


def is_address(text: str) -> bool:
    """Return whether the text is a plain mail address: ASCII, one @, a domain with a dot."""
    return len(text) <= LONGEST and _ADDRESS.fullmatch(text) is not None
