"""ZIPs made by hand: readable by others, the same bytes each time, and of any size."""

import io
import random
import tracemalloc
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.documents import deterministic_zip
from service.documents.deterministic_zip import (
    BulkZip,
    Member,
    StaticMembers,
    deflated,
    squeeze_fast,
)

NAMES = st.text(st.sampled_from("abcĐẵ/_."), min_size=1, max_size=20)


def opened(package: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


@given(st.dictionaries(NAMES, st.binary(max_size=2_000), max_size=6), st.integers(0, 6))
def test_members_come_out_as_they_went_in(files: dict[str, bytes], fixed: int) -> None:
    members = [Member.of(n, d, deflated(d) if len(d) % 2 else None) for n, d in files.items()]

    package = StaticMembers(members[:fixed]).join(members[fixed:])

    assert opened(package) == files
    assert package == StaticMembers(members[:fixed]).join(members[fixed:])


@pytest.mark.parametrize(
    "size", [0, 1, 1_000, deterministic_zip.LONG, deterministic_zip.LONG + 1, 300_000]
)
def test_fast_and_slow_squeezing_give_the_data_back(size: int) -> None:
    data = bytes(random.Random(1).choices(b"<w:p>ngan sach", k=size))

    for squeezed in (deflated(data), squeeze_fast(data)):
        member = Member(
            b"x", deterministic_zip.DEFLATED, deterministic_zip.crc32(data), size, squeezed
        )
        assert opened(StaticMembers([member]).join(())) == {"x": data}


def test_a_bulk_zip_is_written_as_it_comes(tmp_path: Path) -> None:
    files = {f"hồ sơ/{n}.docx": b"x" * n for n in range(50)}

    with (tmp_path / "bulk.zip").open("wb") as out, BulkZip(out) as bulk:
        for name, data in files.items():
            bulk.add(name, data)

    assert opened((tmp_path / "bulk.zip").read_bytes()) == files


def test_more_files_than_a_small_zip_counts_are_all_there() -> None:
    out = io.BytesIO()
    with BulkZip(out) as bulk:
        for number in range(70_000):
            bulk.add(str(number), b"")

    with zipfile.ZipFile(out) as archive:
        assert len(archive.namelist()) == 70_000


def test_offsets_beyond_four_gigabytes_are_wide(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deterministic_zip, "_MOST", 1_000)
    out = io.BytesIO()

    with BulkZip(out) as bulk:
        for name in "abc":
            bulk.add(name, b"x" * 600)

    assert b"PK\6\6" in out.getvalue()
    assert b"PK\6\7" in out.getvalue()


def test_a_bulk_zip_holds_back_only_its_directory() -> None:
    class Away(io.RawIOBase):
        def write(self, data: bytes) -> int:
            return len(data)

    document = b"x" * 20_000
    tracemalloc.start()
    with BulkZip(Away()) as bulk:
        for number in range(2_000):
            bulk.add(f"{number}.docx", document)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert peak < 1_000_000
