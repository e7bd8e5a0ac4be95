"""Texts that the office may start from; none is in force until the office saves it."""

from pathlib import Path

from apps.receipts.states import Regime


def proposal_for(regime: Regime) -> str:
    """Return the text proposed for a regime."""
    return (Path(__file__).parent / f"{regime}.txt").read_text(encoding="utf-8")
