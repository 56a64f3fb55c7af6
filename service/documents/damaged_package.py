"""What opening a damaged or encrypted package may raise, in ZIP and in XML."""

import struct
import zipfile
import zlib

from lxml import etree

UNREADABLE = (
    zipfile.BadZipFile,
    etree.XMLSyntaxError,
    EOFError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
    struct.error,
    zlib.error,
)
