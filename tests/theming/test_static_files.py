"""The build: what it writes, when it does nothing, and how much a phone downloads."""

import os
from pathlib import Path

import brotli
import pytest

from colletta import env
from colletta.theming import assets

THEMES = env.REPOSITORY / "themes"
BUDGET_BYTES = 100_000


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    assets.build(tmp_path)
    return tmp_path


def test_style_sheets_fit_the_budget_of_a_campaign_page(folder: Path) -> None:
    sheets = [*(folder / assets.PREFIX / "css").glob("*.css"), THEMES / "base" / "static" / "colletta" / "site.css"]
    assert len(sheets) == 2
    assert sum(len(brotli.compress(sheet.read_bytes())) for sheet in sheets) < BUDGET_BYTES // 2


def test_the_licence_of_bootstrap_italia_is_kept(folder: Path) -> None:
    sheet = folder / assets.PREFIX / "css" / "bootstrap-italia.css"
    assert "BSD-3-Clause" in sheet.read_text(encoding="utf-8")[:600]


def test_fonts_named_by_the_own_sheet_are_in_the_build(folder: Path) -> None:
    own = (THEMES / "base" / "static" / "colletta" / "site.css").read_text(encoding="utf-8")
    fonts = {path.name for path in (folder / assets.PREFIX / "fonts").iterdir()}
    assert fonts == set(assets.FONT_FILES)
    assert all(f"../bootstrap-italia/fonts/{name}" in own for name in fonts)


def test_a_build_is_current_until_a_source_changes(folder: Path, tmp_path: Path) -> None:
    static_root = tmp_path / "static"
    static_root.mkdir()
    (static_root / "staticfiles.json").write_text("{}")
    (folder / assets.MARK).write_text(assets.digest(assets.sources(THEMES)))
    assert assets.is_current(folder, static_root, THEMES)

    (folder / assets.MARK).write_text(assets.digest(assets.sources(THEMES)[1:]))
    assert not assets.is_current(folder, static_root, THEMES)


def test_a_touched_file_changes_the_digest(tmp_path: Path) -> None:
    source = tmp_path / "site.css"
    source.write_text("a{}")
    before = assets.digest([source])
    os.utime(source, ns=(1, 1))
    assert assets.digest([source]) != before
