"""The command line: the same services as the window, for IT staff, scripts and tests."""

from __future__ import annotations

import sys
from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Carry out one command; 0 done, 1 refused with ``K-nnn``, 2 usage, 3 a fault of the program.

    Without a command the window opens.
    """
    from klikks_desktop import paths
    from klikks_desktop.cli.output import use_utf8, warn
    from klikks_desktop.cli.parser import parse
    from klikks_desktop.domain.errors import UserError

    use_utf8()
    options = parse(arguments)
    folder = options.workspace or paths.workspace_dir()
    if options.command is None:
        from klikks_desktop.app import run

        return run(folder, read_only=options.read_only)
    from klikks_desktop.cli.context import Context

    context = Context(folder, options.read_only)
    try:
        code: int = options.run(context, options)
    except UserError as error:
        warn(error.line)
        return 1
    except KeyboardInterrupt:
        warn("Abgebrochen. Was schon fertig war, ist gespeichert.")
        return 130
    except BrokenPipeError:
        sys.stderr.close()
        return 0
    except Exception as error:  # a bug: told without anybody's data, as the window does
        warn(_bug(error))
        return 3
    finally:
        context.close()
    return code


def _bug(error: Exception) -> str:
    """Where the program failed, to be passed on; the data are as they were saved."""
    from klikks_desktop.services.bug_report import report_text

    return (
        "Ein unerwarteter Fehler ist aufgetreten. Was gespeichert war, ist erhalten. Bitte geben Sie diesen "
        f"Bericht weiter; er enthält keine Namen und keine Angaben.\n\n{report_text(error)}"
    )
