"""The worked examples in the rules' modules, and what each rule's module must carry."""

import doctest
import importlib
import pkgutil
import re

import pytest

import apps.calls.rules
import apps.kernel.money
import apps.matching.examples
import apps.matching.rules
from apps.matching.rules.wording import LANGUAGES

RULES = [
    "remaining_cost",
    "fixed_share",
    "capped_remaining",
    "per_donation",
    "first_come_partial",
    "first_come_whole",
    "ranking",
    "pro_rata",
    "eligibility",
]
MODULES = [
    module.name
    for package in (apps.calls.rules, apps.matching.rules, apps.matching.examples)
    for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}.")
] + ["apps.kernel.money", "apps.matching.examples"]


@pytest.mark.parametrize("name", MODULES)
def test_the_worked_examples_hold(name: str) -> None:
    assert doctest.testmod(importlib.import_module(name)).failed == 0


@pytest.mark.parametrize("name", RULES)
def test_a_rules_module_has_an_identifier_with_version_a_wording_and_an_example(name: str) -> None:
    module = importlib.import_module(f"apps.matching.rules.{name}")
    assert re.fullmatch(rf"{name}@[1-9]\d*", module.IDENTIFIER)
    assert set(module.WORDING) == set(LANGUAGES)
    assert all(wording.endswith(".") for wording in module.WORDING.values())
    assert doctest.testmod(module).attempted > 0
