"""Builds the static files and collects them; returns at once when nothing has changed."""

import fcntl
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand

from colletta import env
from colletta.language import catalogs
from colletta.theming import assets

UNUSED = ["rest_framework", "redoc"]


class Command(BaseCommand):
    help = "Build the design system's static files and collect all static files for the web server."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the options."""
        parser.add_argument("--force", action="store_true", help="build even when nothing has changed")

    def handle(self, *_: Any, **options: Any) -> None:
        """Build, collect and remember the digest of what was built; one build at a time."""
        build_folder = Path(settings.BUILD_ROOT)
        build_folder.mkdir(parents=True, exist_ok=True)
        with (build_folder / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            self.stdout.write(_build(build_folder, is_forced=options["force"]))


def _build(build_folder: Path, *, is_forced: bool) -> str:
    static_root, themes_root, mark = Path(settings.STATIC_ROOT), Path(settings.THEMES_ROOT), build_folder / assets.MARK
    if not is_forced and assets.is_current(build_folder, static_root, themes_root):
        return "Static files: unchanged."
    mark.unlink(missing_ok=True)
    assets.build(build_folder)
    catalogs.compile_whole(env.REPOSITORY, build_folder / "locale")
    call_command("collectstatic", interactive=False, clear=True, verbosity=0, ignore_patterns=UNUSED)
    mark.write_text(assets.digest(assets.sources(themes_root)))
    return f"Static files: built into {static_root}."
