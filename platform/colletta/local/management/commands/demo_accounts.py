"""`manage.py demo_accounts`: where to go and as whom."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from apps.people.roles import LABELS, Role
from colletta.local.story import contents, plan
from tenants.registry import selectors as registry

_PUBLIC = "public"


class Command(BaseCommand):
    """Prints addresses and accounts; changes nothing."""

    help = "Elenca gli indirizzi della demo e gli accessi di prova, per ruolo."
    requires_system_checks = ()

    def handle(self, **options: Any) -> None:
        """Print the national portal first, then each city."""
        if not settings.DEMO:
            raise CommandError("Gli accessi di prova esistono soltanto nella demo e nelle prove.")
        self.stdout.write("\n".join(_lines()))


def _lines() -> Iterator[str]:
    people, national = plan.people(), registry.origin_of(_PUBLIC)
    cities = {tenant.slug: tenant for tenant in registry.list_active_cities()}
    told = [cities[city.slug] for city in plan.cities() if city.slug in cities]
    width = max((len(tenant.name) for tenant in told), default=0)
    yield "Portali"
    yield f"  {'Italia':<{width}}  {national}/"
    yield from (f"  {tenant.name:<{width}}  {registry.origin_of(tenant.schema_name)}/" for tenant in told)
    yield ""
    yield f"Accessi di prova (la password è la stessa per tutti: {people['password']})"
    yield f"  Redazione nazionale   {national}/gestione/"
    yield f"  Operatore             {national}/operatore/"
    yield from _accounts(people["national"], "")
    yield "  Uffici di un Comune   <indirizzo del Comune>/gestione/   per esempio, a Milano:"
    yield from _accounts(people["city"], "milano")
    yield "  Chi propone una campagna   <indirizzo del Comune>/proponenti/   per esempio, a Milano:"
    yield f"    {contents.told()['proponent']['email'].format(city='milano'):<36}Proponente"
    yield "  Area personale        <indirizzo del Comune>/area/   per esempio, a Milano:"
    yield from (f"    {row['email'].format(city='milano'):<36}Cittadina con donazioni" for row in people["citizens"])
    yield "  Negli altri Comuni cambia solo il nome: funzionaria@venezia.example.org, e così via."
    yield ""
    yield "Per donare: carta 4242 4242 4242 4242, una scadenza futura, tre cifre qualsiasi. Le altre carte di prova"
    yield "sono elencate nella pagina di pagamento. Enti, costi e donazioni della demo sono inventati."


def _accounts(rows: list[dict[str, Any]], city: str) -> Iterator[str]:
    for row in rows:
        roles = ", ".join(LABELS[Role(role)] for role in row["roles"])
        yield f"    {row['email'].format(city=city):<36}{roles}"
