"""Start: ``python -m klikks_desktop``, the two installed commands and the two frozen executables."""

from __future__ import annotations

import sys


def main() -> int:
    """Carry out the command that was given; without a word open the window at once."""
    if len(sys.argv) > 1:
        from klikks_desktop import cli

        return cli.main()
    from klikks_desktop import app, paths

    return app.run(paths.workspace_dir())


if __name__ == "__main__":
    sys.exit(main())
