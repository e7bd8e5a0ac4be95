"""A city gets its look as its office would give it: a draft, published."""

from datetime import datetime
from typing import Any

from django_tenants.utils import schema_context

from apps.branding import selectors, services
from apps.branding.states import TextKind
from colletta.local.story.looks import arms, scenes
from colletta.local.story.plan import CityPlan, looks

ACTOR = "storia dimostrativa"


def dress(city: CityPlan, schema_name: str, now: datetime) -> None:
    """Publish the look of a city, once, and a text of its own where it has one."""
    told = looks()[city.slug]
    with schema_context(schema_name):
        if selectors.list_versions():
            return
        services.save_draft(changes=_changes(city, told, now), actor=ACTOR, now=now)
        services.publish_draft(actor=ACTOR, now=now)
        for kind, text in told.get("texts", {}).items():
            services.save_text(kind=TextKind(kind), text=text, actor=ACTOR, now=now)
        for domain in told.get("domains", []):
            services.claim_domain(domain=domain, actor=ACTOR, now=now)


def _changes(city: CityPlan, told: dict[str, Any], now: datetime) -> dict[str, Any]:
    colours = (city.primary_colour, told["secondary_colour"])
    drawing = arms.draw(told["arms"], *colours).encode()
    picture = scenes.draw(told["scene"], *colours)
    logos = [
        services.keep_logo(data=arms.emblem(each["kind"]).encode(), alt=each["alt"], actor=ACTOR, now=now)
        for each in told.get("logos", [])
    ]
    statement = told.get("statement", {})
    return {
        "tagline": city.tagline,
        "primary_colour": city.primary_colour,
        "secondary_colour": told["secondary_colour"],
        "arms": services.keep_arms(data=drawing, actor=ACTOR, now=now),
        "photograph": services.keep_photograph(data=picture, alt=told["picture"], actor=ACTOR, now=now),
        "contacts": {**city.contacts, **told["contacts"]},
        "footer_links": told["links"],
        "cofunding": {"wording": told["wording"], "logos": logos} if "wording" in told else {},
        "sender_address": city.contacts["email"],
        "accessibility_statement_url": statement.get("url", ""),
        "accessibility_statement_date": statement.get("date"),
        "language": "it",
    }
