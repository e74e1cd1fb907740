"""kill -9 between numbering and writing: no number lost, none twice, each file made byte for byte."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

KILLS = 60  # and 200 in tests/storage/test_crash.py


@pytest.mark.skipif(not hasattr(os, "fork"), reason="issuers are forked; Windows has no fork")
def test_sixty_kills_while_issuing(tmp_path: Path) -> None:
    script = Path(__file__).with_name("killed_issuer.py")
    done = subprocess.run(
        [sys.executable, script, tmp_path / "stadt", tmp_path / "urkunden", str(KILLS)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    seen = json.loads(done.stdout)
    assert seen["wrong"] == []
    assert seen["kills"] == KILLS
    assert seen["issued"] > KILLS // 3
    assert seen["between"] > KILLS // 10, "no kill came between numbering and writing"
    assert seen["completed"] > KILLS // 10
