"""Templates of a city: its own first, the common ones after, never another city's."""

from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.template import Engine

from colletta.theming import loader


@pytest.fixture
def engine(tmp_path: Path, settings: Any) -> Iterator[Engine]:
    for theme, name in [("base", "comune"), ("alfa", "alfa")]:
        folder = tmp_path / theme / "templates"
        folder.mkdir(parents=True)
        (folder / "name.html").write_text(name)
    (tmp_path / "base" / "templates" / "page.html").write_text("{% block x %}comune{% endblock %}")
    (tmp_path / "alfa" / "templates" / "page.html").write_text(
        "{% extends 'page.html' %}{% block x %}{{ block.super }} e alfa{% endblock %}"
    )
    (tmp_path / "base" / "emails").mkdir()
    (tmp_path / "base" / "emails" / "thanks.txt").write_text("grazie")
    settings.THEMES_ROOT = tmp_path
    loader.theme_folder.cache_clear()
    yield Engine(loaders=[("colletta.theming.loader.Loader", ["colletta.theming.loader.ThemeFiles"])])
    loader.theme_folder.cache_clear()


@pytest.fixture
def serve(monkeypatch: pytest.MonkeyPatch) -> Any:
    def set_city(slug: str) -> None:
        monkeypatch.setattr(loader, "connection", SimpleNamespace(tenant=SimpleNamespace(slug=slug)))

    return set_city


def test_a_citys_own_template_comes_first_and_only_for_that_city(engine: Engine, serve: Any) -> None:
    for slug, text in [("alfa", "alfa"), ("beta", "comune"), ("alfa", "alfa"), ("", "comune")]:
        serve(slug)
        assert engine.render_to_string("name.html") == text


def test_a_citys_template_can_extend_the_common_one_of_the_same_name(engine: Engine, serve: Any) -> None:
    serve("alfa")
    assert engine.render_to_string("page.html") == "comune e alfa"


def test_emails_are_found_beside_the_templates(engine: Engine, serve: Any) -> None:
    serve("alfa")
    assert engine.render_to_string("emails/thanks.txt") == "grazie"


def test_cities_without_templates_of_their_own_share_the_compiled_copy(engine: Engine, serve: Any) -> None:
    serve("beta")
    first = engine.get_template("name.html")
    serve("gamma")
    assert engine.get_template("name.html") is first
