"""The format of everything that is exchanged, for whoever reads or writes it with other programs."""

from __future__ import annotations

import json
from pathlib import Path

from klikks_desktop.services.files import replace_file


def write_schema(out: Path) -> Path:
    """Write the contents of all files as one JSON Schema (2020-12); K-631 when that fails."""
    from klikks_desktop.exchange.json_schema import schema

    replace_file(out, json.dumps(schema(), ensure_ascii=False, indent=2).encode() + b"\n")
    return out
