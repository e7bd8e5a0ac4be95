"""One JSON object per line on standard output."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True)
class Goal:
    """What a figure should be: words for people, and the test that says whether it is met."""

    words: str
    holds: Callable[[float, float], bool]


def ratio_at_most(limit: float) -> Goal:
    """Return the goal of costing at most so many times the reference."""
    return Goal(f"ratio <= {limit}", lambda _, ratio: ratio <= limit)


def ratio_at_least(limit: float) -> Goal:
    """Return the goal of doing at least this part of what the reference does."""
    return Goal(f"ratio >= {limit}", lambda _, ratio: ratio >= limit)


def ours_at_most(limit: float, unit: str) -> Goal:
    """Return a goal for the figure itself."""
    return Goal(f"ours <= {limit:g} {unit}", lambda ours, _: ours <= limit)


def tell(
    bench: str, *, ours: Sequence[float], reference: Sequence[float], unit: str, goal: Goal, **more: object
) -> None:
    """Print the medians of both sides, round by round measurements in `unit`, and their ratio."""
    own, other = median(ours), median(reference)
    ratio = own / other
    figures = {
        "bench": bench,
        "ours": _short(own),
        "reference": _short(other),
        "ratio": _short(ratio),
        "unit": unit,
        "goal": goal.words,
        "met": goal.holds(own, ratio),
        "rounds": len(ours),
        **more,
    }
    print(json.dumps(figures, ensure_ascii=False), flush=True)


def _short(figure: float) -> float:
    return float(f"{figure:.4g}")
