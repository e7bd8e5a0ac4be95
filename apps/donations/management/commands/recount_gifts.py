"""`manage.py recount_gifts`: what gifts sum to, counted anew where `verify_ledger` finds it wrong."""

from apps.donations import services
from tenants.registry.commands import CityCount


class Command(CityCount):
    """Prints how many campaigns each city had wrong; needed after something wrote gifts past the services."""

    help = "Ricalcola le somme delle donazioni dove sono sbagliate, in una città o in tutte."

    def count(self) -> int:
        """Count the gifts of the current city."""
        return len(services.recount_gifts())
