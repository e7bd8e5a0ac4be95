"""Test cards: what each published number does (catalogue.py), why banks say no, and the card form of the pages."""

from colletta.local.stripe_simulator.cards.catalogue import TestCard, named, of_number
from colletta.local.stripe_simulator.cards.declines import Decline
from colletta.local.stripe_simulator.cards.form import Card, read

__all__ = ["Card", "Decline", "TestCard", "named", "of_number", "read"]
