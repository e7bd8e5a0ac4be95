"""PostgreSQL data folders made once and copied: an empty one, and one per state of the code with migrated cities.

Each is built under a lock of its own, in a draft folder that is renamed when it is whole.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from colletta import env
from colletta.local.databases import APP_ROLE, OWNER_ROLE
from colletta.local.postgres import ADMIN_ROLE, QUICK_SETTINGS, Postgres
from colletta.local.secret_file import kept_secrets
from tests.harness import locks

CACHE = env.REPOSITORY / ".local" / "cache"
BASE = "base"
SETTINGS: Mapping[str, str] = {**QUICK_SETTINGS, "autovacuum": "off", "max_connections": "450"}
_CLUSTERS = CACHE / "clusters"
_KEPT = 8
_PREPARED_BY = env.REPOSITORY / "platform" / "colletta" / "local" / "databases.py"
_DECISIVE = (
    "apps/*/migrations/*.py",
    "apps/*/privileges.py",
    "apps/*/provision.py",
    "platform/colletta/local/databases.py",
    "platform/colletta/settings/parts/apps.py",
    "tenants/*/migrations/*.py",
    "tenants/*/privileges.py",
    "tenants/fleet/**/*.py",
    "tenants/onboarding/steps/*.py",
    "tenants/onboarding/services/*.py",
    "tests/harness/build.py",
    "tests/harness/cluster.py",
    "uv.lock",
)


class BuildFailed(Exception):
    """The cities of the tests could not be made from the code as it is; the text ends with the reason."""


def passwords() -> Path:
    """Return the file with the passwords of this machine's test clusters, made at the first call."""
    path = CACHE / "passwords.json"
    with locks.exclusive(CACHE / "passwords.lock"):
        kept_secrets(path, (ADMIN_ROLE, OWNER_ROLE, APP_ROLE))
    return path


def copy_to(folder: Path) -> None:
    """Put a data folder with migrated cities into `folder`, building it first when the code has changed."""
    name = f"code-{_digest()}"
    _ensure(name, _build_cities)
    with locks.shared(_lock(name)):
        _copy(_CLUSTERS / name, folder)
    (_CLUSTERS / name).touch()
    _forget_old()


def _ensure(name: str, build: Callable[[Path], None]) -> None:
    target = _CLUSTERS / name
    if target.exists():
        return
    with locks.exclusive(_lock(name)):
        if target.exists():
            return
        draft = _CLUSTERS / f"{name}.draft"
        shutil.rmtree(draft, ignore_errors=True)
        try:
            build(draft)
            draft.rename(target)
        finally:
            shutil.rmtree(draft, ignore_errors=True)


def _build_empty(folder: Path) -> None:
    folder.mkdir(parents=True, mode=0o711)
    shutil.copy2(passwords(), folder / "passwords.json")
    with _running(folder) as postgres:
        postgres.prepare(BASE)


def _build_cities(folder: Path) -> None:
    empty = f"empty-{hashlib.sha256(_PREPARED_BY.read_bytes()).hexdigest()[:16]}"
    _ensure(empty, _build_empty)
    _copy(_CLUSTERS / empty, folder)
    with _running(folder) as postgres:
        surroundings = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "colletta.settings.test",
            "DATABASE_ROLE": "owner",
            "DATABASE_URL": postgres.app_url(BASE),
            "DATABASE_OWNER_URL": postgres.owner_url(BASE),
        }
        command = [sys.executable, "-m", "tests.harness.build"]
        made = subprocess.run(
            command, env=surroundings, cwd=env.REPOSITORY, capture_output=True, text=True, check=False
        )
    if made.returncode:
        lines = made.stderr.strip().splitlines()[-25:]
        raise BuildFailed("The cities of the tests cannot be made from the code as it is:\n" + "\n".join(lines))


@contextmanager
def _running(folder: Path) -> Iterator[Postgres]:
    port, held = locks.take_port(CACHE / "ports")
    postgres = Postgres(folder, port, settings=SETTINGS)
    postgres.start()
    try:
        yield postgres
    finally:
        postgres.stop()
        held.close()


def _copy(source: Path, target: Path) -> None:
    target.mkdir(parents=True, exist_ok=True, mode=0o711)
    subprocess.run(["cp", "-a", "--reflink=auto", f"{source}/.", str(target)], check=True)


def _digest() -> str:
    content = hashlib.sha256(sys.version.encode())
    for pattern in _DECISIVE:
        for path in sorted(env.REPOSITORY.glob(pattern)):
            content.update(str(path.relative_to(env.REPOSITORY)).encode() + path.read_bytes())
    return content.hexdigest()[:16]


def _forget_old() -> None:
    clusters = sorted(_CLUSTERS.glob("code-*[0-9a-f]"), key=lambda path: path.stat().st_mtime, reverse=True)
    for old in clusters[_KEPT:]:
        held = locks.try_to_hold(_lock(old.name))
        if held:
            shutil.rmtree(old, ignore_errors=True)
            held.close()


def _lock(name: str) -> Path:
    return CACHE / "locks" / name
