"""`manage.py rebuild_search`: the search index built again, city by city."""

from apps.search import services
from tenants.registry.commands import CityCount


class Command(CityCount):
    """Prints how many entries each city has; needed after a change of what is indexed, never in normal life."""

    help = "Ricostruisce l'indice della ricerca di una città, o di tutte."

    def count(self) -> int:
        """Build the index of the current city."""
        return services.rebuild()
