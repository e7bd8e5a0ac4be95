"""Proves the ledger of one active city or of all of them, its hash chain and what gifts sum to; changes nothing."""

from typing import Any

from django.core.management.base import CommandParser

from apps.transparency import selectors
from apps.transparency.commands import CityProof
from apps.transparency.selectors import Proof
from tenants.registry.commands import ALL, refused

HEAD = "numero:sha256"


class Command(CityProof):
    """A line per finding; with --json the head of the chain, for whoever wants to keep it and compare it one day."""

    help = "Ricalcola i conti di una città, o di tutte, dai loro movimenti, la catena dei sigilli e le somme dei doni."
    agreed = "il registro torna"
    expected_head = ""

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        text = "l'ultimo sigillo annotato di una città: dice se qualcosa prima di esso è cambiato"
        parser.add_argument("--expect", default="", metavar=HEAD, help=text)

    def handle(self, *arguments: object, **options: Any) -> None:
        self.expected_head = options["expect"]
        number, _, sha256 = self.expected_head.partition(":")
        if self.expected_head and (options["city"] == ALL or not number.isdecimal() or not sha256):
            raise refused(f"--expect vuole una sola città e un sigillo scritto come {HEAD}.")
        super().handle(*arguments, **options)

    def prove(self) -> Proof:
        """Recompute the current city's ledger."""
        return selectors.prove_ledger(self.expected_head)
