"""What goes wrong on purpose: the next requests under a path (demands.py), or a share of everything (plan.py)."""

from colletta.local.stripe_simulator.faults.demands import AnswerDroppedError, Fault, Faults

__all__ = ["AnswerDroppedError", "Fault", "Faults"]
