"""What the national desk puts on its home page."""

from django_tenants.utils import schema_context

from apps.kernel import clock
from apps.showcase import selectors, services
from colletta.local.story import plan
from colletta.local.story.events import schema_of
from colletta.local.story.plan import CityPlan


def is_done() -> bool:
    """Tell whether the desk has chosen already: the last thing that the story tells."""
    with schema_context("public"):
        return bool(selectors.list_featured())


def feature(cities: tuple[CityPlan, ...]) -> int:
    """Feature the chosen campaigns of all cities, as the editor would, and return how many they are."""
    editor = plan.people()["national"][0]["email"]
    chosen = {(schema_of(city), each.slug) for city in cities for each in city.campaigns if each.featured}
    with schema_context("public"):
        found = [row for row in selectors.list_all() if (row.schema_name, row.url.rstrip("/").split("/")[-1]) in chosen]
        for row in found:
            if row.featured_at is None:
                services.feature(showcase_id=row.pk, actor=editor, now=clock.now())
    return len(found)
