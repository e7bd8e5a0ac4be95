"""Runs lives in number: always the same ones for a seed, and counts what was done in them."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.lives import worlds
from tests.lives.machine import machine_of

STEPS = 8
ROUND = 50


def live(first_seed: int, lives: int, patch: Any, names: Sequence[str] = tuple(worlds.RULES)) -> Counter[str]:
    """Run at least some lives over the calls of some names; raise what the machine finds."""
    told: Counter[str] = Counter()
    found = [worlds.build(name) for name in names]
    number = first_seed
    while told["lives"] < lives:
        machine = seed(number)(machine_of(found, patch, told))
        run_state_machine_as_test(machine, settings=_settings(min(ROUND, lives - told["lives"])))
        number += 1
    return told


def _settings(lives: int) -> settings:
    return settings(
        max_examples=lives,
        stateful_step_count=STEPS,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        report_multiple_bugs=False,
        suppress_health_check=list(HealthCheck),
    )
