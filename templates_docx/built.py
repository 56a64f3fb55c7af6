"""Which templates the builder made last: it makes those again, and leaves edited ones alone."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from templates_docx.source.package import Template, packed

# Name of a file and the hash of what the builder wrote there last.
RECORD = "built.json"
LEFT_ALONE = (
    "{name}: tệp đã được sửa trong Word nên được giữ nguyên. Muốn lấy lại bản dựng sẵn, vui lòng "
    "xóa tệp này rồi chạy lại `make templates`. / It was edited in Word and is left alone. To get "
    "the built file back, please delete it and run `make templates` again."
)
MADE = "{name}: đã dựng / built"


def rebuild(folder: Path, templates: Mapping[str, Template]) -> Iterator[str]:
    """What became of each file, in words, once it is made or left alone."""
    record = folder / RECORD
    hashes: dict[str, str] = json.loads(record.read_text("utf-8")) if record.is_file() else {}
    for name, template in templates.items():
        path = folder / name
        if path.is_file() and hash_of(path.read_bytes()) != hashes.get(name):
            yield LEFT_ALONE.format(name=name)
            continue
        package = packed(template)
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(package)
        hashes[name] = hash_of(package)
        record.write_text(json.dumps(hashes, indent=2, sort_keys=True) + "\n", "utf-8")
        yield MADE.format(name=name)


def hash_of(package: bytes) -> str:
    """The SHA-256 of a file."""
    return hashlib.sha256(package).hexdigest()
