from __future__ import annotations

import errno
import os

import pytest

from klikks_desktop.domain.system_words import refusal_words


@pytest.mark.parametrize("code", [errno.ENOENT, errno.EACCES, errno.ENOSPC, errno.EROFS, errno.ENOTDIR])
def test_the_system_is_quoted_in_german(code: int) -> None:
    assert refusal_words(OSError(code, os.strerror(code))) != os.strerror(code)


def test_what_is_not_known_is_quoted_as_it_is() -> None:
    assert refusal_words(OSError(errno.ELOOP, "Zu viele Verknüpfungen")) == "Zu viele Verknüpfungen"
    assert refusal_words(OSError()) == "unbekannter Grund"
