"""The built sheet: the primary family in variables, everything else untouched, unused families gone."""

import re
from pathlib import Path

import pytest
import tinycss2

from colletta import env
from colletta.theming import assets, stylesheet


@pytest.fixture(scope="module")
def built() -> str:
    source = assets.package_static() / "css" / "bootstrap-italia.min.css"
    return stylesheet.rebrand(source.read_text(encoding="utf-8-sig"))


@pytest.mark.parametrize(
    ("source", "result"),
    [
        ("a{color:#06c}", "a{color:var(--brand-40)}"),
        ("a{border:1px solid #0066CC}", "a{border:1px solid var(--brand-40)}"),
        ("a{color:hsl(210,100%,40%)!important}", "a{color:var(--brand-40)!important}"),
        ("a{background:rgb(0,76.5,153)}", "a{background:var(--brand-30)}"),
        ("a{box-shadow:0 0 0 2px rgba(0,102,204,.25)}", "a{box-shadow:0 0 0 2px rgba(var(--brand-40-rgb),0.25)}"),
        (":root{--bs-primary-rgb: 0, 102, 204}", ":root{--bs-primary-rgb:var(--brand-40-rgb)}"),
        ("@media print{a{color:#036}}", "@media print{a{color:var(--brand-20)}}"),
    ],
)
def test_colours_of_the_primary_family_become_variables(source: str, result: str) -> None:
    assert stylesheet.rebrand(source).strip() == result


@pytest.mark.parametrize(
    "source",
    ["a{color:#fff}", "a{color:hsl(210,17%,44%)}", "a{color:rgb(204,51,76.5)}", 'a{background:url("data:,%2306c")}'],
)
def test_other_colours_stay_as_they_are(source: str) -> None:
    assert stylesheet.rebrand(source).strip() == source


def test_rules_keep_their_order() -> None:
    assert stylesheet.rebrand("a{color:#06c}.b{color:red}").strip() == "a{color:var(--brand-40)}.b{color:red}"


def test_a_selector_of_an_unused_family_goes_and_its_neighbours_stay() -> None:
    assert stylesheet.rebrand(".modal a,.btn a{color:red}").strip() == ".btn a{color:red}"


def test_an_unused_class_inside_a_negation_does_not_count() -> None:
    assert stylesheet.rebrand(".btn:not(.modal){color:red}").strip() == ".btn:not(.modal){color:red}"


def test_no_shade_of_the_design_systems_blue_is_left(built: str) -> None:
    rules = re.sub(r'url\(".*?"\)', "", built)
    assert not re.search(r"#06c\b|#0066cc|hsla?\(210, ?100%|rgba?\(0, ?102, ?204", rules, re.IGNORECASE)


def test_the_built_sheet_parses_without_errors(built: str) -> None:
    rules = tinycss2.parse_stylesheet(built, skip_comments=True, skip_whitespace=True)
    assert [rule for rule in rules if rule.type == "error"] == []
    assert len(rules) > 1000


def test_no_template_uses_a_class_that_the_build_leaves_out() -> None:
    used: dict[str, Path] = {}
    for template in (env.REPOSITORY / "themes").rglob("*.html"):
        for attribute in re.findall(r'class="([^"]*)"', template.read_text(encoding="utf-8")):
            used |= dict.fromkeys(re.sub(r"{[{%].*?[%}]}", " ", attribute).split(), template)
    assert {name: str(place) for name, place in used.items() if stylesheet.is_unused(name)} == {}
