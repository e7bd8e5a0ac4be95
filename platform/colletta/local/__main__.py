"""`python -m colletta.local demo|reset`: the command line of the local runtime.

Owns arguments, exit codes and the last word on errors. The work is in `demo`.
"""

import sys

_OLDEST_PYTHON = (3, 11)

if sys.version_info < _OLDEST_PYTHON:
    sys.exit(f"Colletta richiede Python 3.11 o più recente: questo è {sys.version.split()[0]}.")

import argparse  # noqa: E402
import errno  # noqa: E402

from colletta.local import demo  # noqa: E402
from colletta.local.errors import LocalError  # noqa: E402


def main() -> int:
    """Run the command asked for and return the exit status."""
    arguments = _arguments()
    try:
        if arguments.command == "reset":
            demo.reset()
        else:
            demo.run(until=demo.parent_watch() if arguments.until_parent_ends else lambda: False)
    except LocalError as error:
        return _refuse(str(error))
    except PermissionError as error:
        advice = "è di un altro utente? Usa lo stesso utente di prima, o un'altra cartella con COLLETTA_DATA."
        return _refuse(f"Non ho il permesso di usare {error.filename}: {advice}")
    except OSError as error:
        if error.errno != errno.ENOSPC:
            raise
        return _refuse("Il disco è pieno: libera spazio, o scegli un altro disco con la variabile COLLETTA_DATA.")
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m colletta.local", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    start = commands.add_parser("demo", help="avvia la demo e resta in primo piano")
    start.add_argument("--until-parent-ends", action="store_true", help="chiudi quando termina chi l'ha avviata")
    commands.add_parser("reset", help="cancella i dati della demo")
    return parser.parse_args()


def _refuse(message: str) -> int:
    print(f"\n{message}", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
