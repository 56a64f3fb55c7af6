"""The vault: a file is there whole or not at all, and is what it was."""

import errno
import os
import threading
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from service.archive import vault as vault_module
from service.archive.vault import FileAltered, FileMissing, Vault
from service.store.errors import DiskFull


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.binary())
def test_what_was_put_in_comes_out(vault: Vault, content: bytes) -> None:
    kept = vault.put(content)

    assert vault.read(kept.sha256) == content
    assert (kept.sha256, kept.size) == (sha256(content).hexdigest(), len(content))


def test_a_file_lies_under_its_own_hash(vault: Vault) -> None:
    kept = vault.put(b"phieu")

    path = vault.root / kept.sha256[:2] / kept.sha256[2:4] / kept.sha256
    assert path.read_bytes() == b"phieu"
    assert list(vault.digests()) == [kept.sha256]


def test_the_same_bytes_twice_are_one_file(vault: Vault) -> None:
    first = vault.put(b"phieu")
    inode = vault.path_of(first.sha256).stat().st_ino

    second = vault.put(b"phieu")

    assert second == first
    assert vault.path_of(second.sha256).stat().st_ino == inode


def test_a_file_altered_is_refused_and_healed_by_putting_it_in_again(vault: Vault) -> None:
    kept = vault.put(b"phieu")
    vault.path_of(kept.sha256).write_bytes(b"khac")

    with pytest.raises(FileAltered) as refusal:
        vault.read(kept.sha256)
    vault.put(b"phieu")

    assert refusal.value.sha256 == kept.sha256
    assert vault.read(kept.sha256) == b"phieu"


def test_a_file_that_is_not_there_is_missing(vault: Vault) -> None:
    with pytest.raises(FileMissing):
        vault.read("0" * 64)


@pytest.mark.parametrize("name", ["../../etc/passwd", "A" * 64, "", "a" * 63])
def test_what_is_no_hash_names_no_file(vault: Vault, name: str) -> None:
    with pytest.raises(ValueError, match="hexadecimal"):
        vault.read(name)


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT])
@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_full_disk_is_named_and_leaves_nothing(
    vault: Vault, monkeypatch: pytest.MonkeyPatch, step: str, number: int
) -> None:
    def fail(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    if step == "fsync":
        monkeypatch.setattr(os, "fsync", fail)
    else:
        monkeypatch.setattr(Path, "replace", fail)

    with pytest.raises(DiskFull) as refusal:
        vault.put(b"phieu")

    assert refusal.value.where == "vault"
    assert list(vault.digests()) == []
    assert list(vault.unfinished()) == []


def test_another_fault_of_the_disk_keeps_its_name(vault: Vault) -> None:
    vault.root.write_bytes(b"a file where the folder should be")

    with pytest.raises(OSError, match=r"Not a directory|File exists"):
        vault.put(b"phieu")


def test_a_file_removed_is_gone(vault: Vault) -> None:
    kept = vault.put(b"phieu")

    vault.remove(kept.sha256)
    vault.remove("0" * 64)

    assert list(vault.digests()) == []


def test_many_putting_in_the_same_file_at_once_do_not_disturb_each_other(vault: Vault) -> None:
    content = os.urandom(200_000)
    threads = [threading.Thread(target=vault.put, args=(content,)) for _ in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert vault.read(sha256(content).hexdigest()) == content
    assert list(vault.unfinished()) == []


def test_all_that_names_a_file_is_on_the_disk_before_it_counts_as_kept(
    vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    vault.put(b"another")
    synced = syncs_noted(monkeypatch)

    kept = vault.put(b"phieu")

    folder = vault.path_of(kept.sha256).parent
    named_in = [folder, folder.parent, vault.root]
    assert synced == {each.stat().st_ino for each in [vault.path_of(kept.sha256), *named_in]}


def test_a_folder_that_another_is_making_is_synced_too(
    vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = vault.path_of(sha256(b"phieu").hexdigest()).parent
    sync_folder, met = vault_module.sync_folder, []

    def meet(synced: Path) -> None:
        # Another puts the same in while the first has made the folder and not synced its parent.
        if not met:
            met.append(synced)
            ours = syncs_noted(monkeypatch)
            vault.put(b"phieu")
            assert {folder.parent.stat().st_ino, vault.root.stat().st_ino} <= ours
        sync_folder(synced)

    monkeypatch.setattr(vault_module, "sync_folder", meet)
    vault.put(b"phieu")

    assert met


def test_a_fault_while_a_parent_is_synced_is_told(
    vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    sync_folder = vault_module.sync_folder

    def fail(folder: Path) -> None:
        if folder == vault.root:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        sync_folder(folder)

    monkeypatch.setattr(vault_module, "sync_folder", fail)
    with pytest.raises(DiskFull):
        vault.put(b"phieu")
    with pytest.raises(DiskFull):
        vault.put(b"phieu")


def syncs_noted(monkeypatch: pytest.MonkeyPatch) -> set[int]:
    """The inodes that are brought to the disk from now on."""
    synced: set[int] = set()
    fsync = os.fsync

    def note(number: int) -> None:
        fsync(number)
        synced.add(os.fstat(number).st_ino)

    monkeypatch.setattr(os, "fsync", note)
    return synced
