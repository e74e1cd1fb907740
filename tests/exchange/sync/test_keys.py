"""The key file: whole or not at all, never overwritten by accident, never shown."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path

import pytest

from klikks_desktop.exchange.keys import create_keys, load_keys, renewed_keys, save_keys


@pytest.mark.parametrize("practice", [False, True])
def test_what_is_saved_is_loaded(tmp_path: Path, practice: bool) -> None:
    keys = create_keys(practice=practice)
    save_keys(tmp_path / "keys.json", keys)
    assert load_keys(tmp_path / "keys.json") == keys
    assert keys.practice is practice
    assert [path.name for path in tmp_path.iterdir()] == ["keys.json"]


@pytest.mark.skipif(os.name != "posix", reason="modes mean something on POSIX only")
def test_only_the_owner_may_read_unless_the_folder_decides(tmp_path: Path) -> None:
    save_keys(tmp_path / "own.json", create_keys())
    assert stat.S_IMODE((tmp_path / "own.json").stat().st_mode) == 0o600
    before = os.umask(0o007)
    try:
        save_keys(tmp_path / "shared.json", create_keys(), shared=True)
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "shared.json").stat().st_mode) == 0o660


def test_secrets_are_not_shown() -> None:
    keys = create_keys()
    for secret in (keys.seed, keys.age_identity):
        assert secret not in repr(keys)


def test_new_keys_keep_the_installation_and_count_up() -> None:
    old = create_keys(practice=True)
    new = renewed_keys(old)
    assert (new.installation, new.generation, new.practice) == (old.installation, 2, True)
    assert new.public.sign_key != old.public.sign_key
    assert new.public.age_key != old.public.age_key


def test_existing_keys_are_replaced_only_on_purpose(bench, tmp_path: Path) -> None:
    path, old = tmp_path / "keys.json", create_keys()
    save_keys(path, old)
    with bench.refused("K-524"):
        save_keys(path, create_keys())
    assert load_keys(path) == old
    save_keys(path, renewed_keys(old), replace=True)
    assert load_keys(path).generation == 2


def test_missing(bench, tmp_path: Path) -> None:
    with bench.refused("K-520"):
        load_keys(tmp_path / "keys.json")


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff",
        b"{}",
        b"[" * 9000,
        b"{" * 20_000,
        b'{"x":' + b"[" * 9000,
        b'{"format":"klikks-keys","version":1}',
    ],
)
def test_damaged(bench, tmp_path: Path, data: bytes) -> None:
    (tmp_path / "keys.json").write_bytes(data)
    with bench.refused("K-521"):
        load_keys(tmp_path / "keys.json")


@pytest.mark.parametrize("field", ["sign_seed", "age_identity", "sign_key", "age_key", "installation"])
def test_every_damaged_field_is_noticed(bench, tmp_path: Path, field: str) -> None:
    path = tmp_path / "keys.json"
    save_keys(path, create_keys())
    stored = json.loads(path.read_text())
    for wrong in ("", "x" + stored[field][1:], stored[field][:-1], stored[field] + "0"):
        path.write_text(json.dumps({**stored, field: wrong}))
        with bench.refused("K-521"):
            load_keys(path)


def test_from_a_newer_program(bench, tmp_path: Path) -> None:
    path = tmp_path / "keys.json"
    path.write_text('{"format": "klikks-keys", "version": 2, "anything": "else"}')
    with bench.refused("K-522"):
        load_keys(path)


def test_no_folder_and_no_file(bench, tmp_path: Path) -> None:
    with bench.refused("K-523"):
        save_keys(tmp_path / "gone" / "keys.json", create_keys())
    (tmp_path / "keys.json").mkdir()
    with bench.refused("K-523"):
        load_keys(tmp_path / "keys.json")
    with bench.refused("K-523"):
        save_keys(tmp_path / "keys.json", create_keys(), replace=True)
    assert [path.name for path in tmp_path.iterdir()] == ["keys.json"]
