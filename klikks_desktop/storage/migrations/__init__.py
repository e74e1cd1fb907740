"""Revisions of the schema, one module each, written with Alembic's operations.

A new one: ``r0002.py`` with ``upgrade()``, its line in ``steps``, ``SCHEMA_REVISION`` in
``tables`` raised, a populated file of the schema before it in ``tests/storage/data``, and a dump of
that file in ``tests/services/data``.
Prefer adding, renaming and dropping columns to batch mode: a batch rebuilds the table and drops
its unnamed CHECKs. Triggers and foreign keys are looked after by ``migrate``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence


def steps() -> Sequence[Callable[[], None]]:
    """The upgrades in order; the first makes an empty file revision 1. Imports Alembic."""
    from klikks_desktop.storage.migrations import r0001, r0002, r0003, r0004

    return r0001.upgrade, r0002.upgrade, r0003.upgrade, r0004.upgrade
