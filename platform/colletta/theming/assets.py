"""Static files: what is built once from Bootstrap Italia's package, and where Django finds everything.

The build writes only into the build folder, which is not committed, and does nothing when its inputs have not changed.
"""

import hashlib
import shutil
from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path

from colletta.theming import brand, stylesheet

PREFIX = "bootstrap-italia"
MARK = "digest"
FONT_FILES = tuple(f"titillium-web-v10-latin-ext_latin-{weight}.woff2" for weight in ("regular", "600", "700"))


def package_static() -> Path:
    """Return the static folder of the package that carries Bootstrap Italia; its templates and code are not used."""
    spec = find_spec("bootstrap_italia_template")
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError("design-django-theme is not installed: Bootstrap Italia's files come from it")
    return Path(spec.submodule_search_locations[0]) / "static"


def static_folders(build_folder: Path, themes_root: Path) -> list[Path | tuple[str, Path]]:
    """Return STATICFILES_DIRS: the themes' own files, then what the build makes of the package's."""
    return [themes_root / "base" / "static", (PREFIX, build_folder / PREFIX)]


def sources(themes_root: Path) -> list[Path]:
    """Return every file whose change asks for a new build: own files, the package's, the builder, settings and lock."""
    package, here = package_static(), Path(__file__).parent
    own = [path for name in ("static", "locale") for path in (themes_root / "base" / name).rglob("*") if path.is_file()]
    code = [
        here / "assets.py",
        here / "stylesheet.py",
        here / "brand.py",
        here.parents[2] / "apps/kernel/colours.py",
        here.parents[2] / "apps/branding/rules/palette.py",
        *(here.parent / "settings").rglob("*.py"),
    ]
    lock = [path for path in [themes_root.parent / "uv.lock"] if path.is_file()]
    return [*own, *code, *lock, _compiled_sheet(package), _sprite(package), *_fonts(package)]


def digest(files: Iterable[Path]) -> str:
    """Return a digest of the files' names, sizes and times."""
    seen = hashlib.sha256()
    for path in sorted(files):
        state = path.stat()
        seen.update(f"{path}|{state.st_size}|{state.st_mtime_ns}\n".encode())
    return seen.hexdigest()


def is_current(build_folder: Path, static_root: Path, themes_root: Path) -> bool:
    """Say whether what was built and collected still fits its sources; needs no Django."""
    mark = build_folder / MARK
    collected = (static_root / "staticfiles.json").is_file() and mark.is_file()
    return collected and mark.read_text() == digest(sources(themes_root))


def build(build_folder: Path) -> None:
    """Write the recoloured sheet, the icons and the fonts into the build folder, replacing what stood there."""
    package, target = package_static(), build_folder / PREFIX
    shutil.rmtree(target, ignore_errors=True)
    for name in ("css", "fonts", "svg"):
        (target / name).mkdir(parents=True)
    source = _compiled_sheet(package).read_text(encoding="utf-8-sig")
    sheet = stylesheet.licence(source) + "\n" + brand.sheet(brand.NATIONAL_PRIMARY) + stylesheet.rebrand(source)
    (target / "css" / "bootstrap-italia.css").write_text(sheet, encoding="utf-8")
    shutil.copyfile(_sprite(package), target / "svg" / "sprites.svg")
    for font in _fonts(package):
        shutil.copyfile(font, target / "fonts" / font.name)


def _compiled_sheet(package: Path) -> Path:
    return package / "css" / "bootstrap-italia.min.css"


def _sprite(package: Path) -> Path:
    return package / "svg" / "sprites.svg"


def _fonts(package: Path) -> list[Path]:
    return [package / "fonts" / "Titillium_Web" / name for name in FONT_FILES]
