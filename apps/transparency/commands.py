"""What the proofs of this app share: they go from city to city, and one that fails does not stop the others."""

import json
from abc import abstractmethod
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django_tenants.utils import schema_context

from apps.transparency.selectors import Proof
from tenants.registry.commands import CityCommand


class CityProof(CityCommand):
    """Prints a line per finding and one per city; exit status 1 when there is a finding or a city was not examined."""

    agreed = ""

    @abstractmethod
    def prove(self) -> Proof:
        """Look at the current city."""

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--json", action="store_true", help="scrive un solo oggetto JSON")

    def handle(self, *_args: object, **options: Any) -> None:
        results = [self._examine(city.slug, city.schema_name) for city in self.cities(options["city"])]
        total = sum(result["difference_cents"] for result in results)
        if options["json"]:
            self.stdout.write(json.dumps({"cities": results, "difference_cents": total}, ensure_ascii=False))
        else:
            self._tell(results)
        wrong = [result["city"] for result in results if result["findings"] or result["error"]]
        if wrong:
            raise CommandError(f"Qualcosa non torna: {', '.join(wrong)}.", returncode=1)

    def _examine(self, slug: str, schema_name: str) -> dict[str, Any]:
        try:
            with schema_context(schema_name):
                proof = self.prove()
        except Exception as error:
            return {"city": slug, "findings": [], "difference_cents": 0, "error": f"{type(error).__name__}: {error}"}
        return {
            "city": slug,
            **proof.looked_at,
            "findings": [vars(finding) for finding in proof.findings],
            "difference_cents": proof.difference_cents,
            "error": None,
        }

    def _tell(self, results: list[dict[str, Any]]) -> None:
        for result in results:
            for finding in result["findings"]:
                self.stdout.write(f"{result['city']}: {finding['code']}: {finding['message']}")
            if result["error"]:
                self.stdout.write(f"{result['city']}: non esaminata: {result['error']}")
            elif result["findings"]:
                self.stdout.write(f"{result['city']}: non torna, differenza {result['difference_cents']} centesimi")
            else:
                self.stdout.write(f"{result['city']}: {self.agreed}")
