"""Template loader: a city's own folder under `themes/` first, then the common one.

Compiled templates are kept once per folder that exists, so cities without templates of their own share one copy.
"""

from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection
from django.template.loaders import cached, filesystem

COMMON_THEME = "base"


@lru_cache(maxsize=16384)
def theme_folder(name: str) -> Path | None:
    """Return the folder of a city's own theme, or None where the city has none."""
    folder = Path(settings.THEMES_ROOT) / name
    return folder if name and name != COMMON_THEME and folder.is_dir() else None


def current_theme() -> str:
    """Return the name of the theme of the current database connection's tenant."""
    tenant = getattr(connection, "tenant", None)
    name = str(getattr(tenant, "theme", "") or getattr(tenant, "slug", "") or "")
    return name if theme_folder(name) else COMMON_THEME


class ThemeFiles(filesystem.Loader):
    """Looks in `<theme>/templates`, then in `base/templates`; e-mails are named `emails/<app>/...` beside them."""

    def get_dirs(self) -> list[str | Path]:
        """Return the folders of the current theme, most specific first."""
        folders = [Path(settings.THEMES_ROOT) / name for name in dict.fromkeys([current_theme(), COMMON_THEME])]
        return [place for folder in folders for place in (folder / "templates", folder)]


class Loader(cached.Loader):
    """Keeps compiled templates, one set per theme."""

    def cache_key(self, template_name: str, skip: Any = None) -> str:
        """Return the key of a template within the current theme."""
        return f"{current_theme()}:{super().cache_key(template_name, skip)}"
