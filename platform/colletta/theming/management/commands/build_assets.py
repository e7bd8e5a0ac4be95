"""Builds the static files and collects them; returns at once when nothing has changed."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand

from colletta.theming import assets

UNUSED = ["rest_framework", "redoc"]


class Command(BaseCommand):
    help = "Build the design system's static files and collect all static files for the web server."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the options."""
        parser.add_argument("--force", action="store_true", help="build even when nothing has changed")

    def handle(self, *_: Any, **options: Any) -> None:
        """Build, collect and remember the digest of what was built."""
        build_folder, static_root = Path(settings.BUILD_ROOT), Path(settings.STATIC_ROOT)
        themes_root, mark = Path(settings.THEMES_ROOT), build_folder / assets.MARK
        if not options["force"] and assets.is_current(build_folder, static_root, themes_root):
            self.stdout.write("Static files: unchanged.")
            return
        mark.unlink(missing_ok=True)
        assets.build(build_folder)
        call_command("collectstatic", interactive=False, clear=True, verbosity=0, ignore_patterns=UNUSED)
        mark.write_text(assets.digest(assets.sources(themes_root)))
        self.stdout.write(f"Static files: built into {static_root}.")
