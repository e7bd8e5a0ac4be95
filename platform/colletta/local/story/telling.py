"""The story from its first chapter to its last, one line per chapter; told again, it goes on where it stopped.

While it is told the demo clock is in the past. It stays there when the story is interrupted, so that no deadline passes
before its gifts have come; the next telling takes it up there and brings the clock back to now.
"""

from collections.abc import Callable

from django_tenants.utils import schema_context

from apps.calls import selectors as calls
from apps.kernel import clock
from colletta.local.story import (
    beginnings,
    contents,
    due,
    featuring,
    other_ways,
    places,
    plan,
    tickets,
    verification,
    voices,
)
from colletta.local.story.days import FIRST_DAY, Calendar, come_back, go_to
from colletta.local.story.events import World, schema_of
from colletta.local.story.moments import Closing, Giving, Opening, by_month, timeline
from colletta.local.story.plan import CityPlan
from tenants.registry import selectors as registry

Say = Callable[[str], None]


def tell(say: Say) -> None:
    """Tell what is not told yet; raises StoryFailed when the end is not as told, and what a service raises."""
    cities = plan.cities()
    begun = _begun(cities[0])
    calendar = begun or Calendar.of_a_new_story()
    if begun and featuring.is_done() and not _left(cities, calendar):
        come_back()
        say("La storia è già tutta raccontata: niente da fare.")
        return
    if begun is None:
        go_to(calendar.at(FIRST_DAY))
    _begin(cities, calendar, say)
    _go_on(cities, calendar, say)
    come_back()
    _end(cities, say)


def _begun(first: CityPlan) -> Calendar | None:
    schema_name = schema_of(first)
    if not schema_name:
        return None
    with schema_context(schema_name):
        known = {call.slug: call for call in calls.list_calls()}
    call = known.get(next(iter(first.calls)))
    return Calendar.begun_at(call.created_at) if call else None


def _left(cities: tuple[CityPlan, ...], calendar: Calendar) -> bool:
    world = World(cities, calendar)
    return any(not world.has_happened(moment) for moment in timeline(calendar))


def _begin(cities: tuple[CityPlan, ...], calendar: Calendar, say: Say) -> None:
    now, accounts = calendar.at(FIRST_DAY), plan.people()
    for city in cities:
        beginnings.bring_live(city, now)
    say(f"Comuni in linea: {', '.join(city.municipality['name'] for city in cities)}")
    beginnings.hire("public", accounts["national"], "", now)
    for city in cities:
        beginnings.hire(schema_of(city), [*accounts["city"], *accounts["citizens"]], city.slug, now)
    say("Persone e ruoli: redazione nazionale, operatore, uffici dei Comuni")
    for city in cities:
        with schema_context(schema_of(city)):
            beginnings.announce_calls(city, now)
            places.draw_districts(city, now)
    say(f"Bandi, regole e dotazioni: {sum(len(city.calls) for city in cities)} bandi")


def _go_on(cities: tuple[CityPlan, ...], calendar: Calendar, say: Say) -> None:
    world = World(cities, calendar)
    for month, moments in by_month(timeline(calendar)):
        for moment in moments:
            if not world.has_happened(moment):
                world.happen(moment)
        opened, given, closed = (
            sum(isinstance(moment, kind) for moment in moments) for kind in (Opening, Giving, Closing)
        )
        say(f"{month.capitalize()}: campagne aperte {opened}, donazioni {given}, campagne concluse {closed}")


def _end(cities: tuple[CityPlan, ...], say: Say) -> None:
    say(f"Pagine delle campagne: {contents.tell(cities, clock.now())} con bilancio, persone e immagini")
    say(f"Commenti, domande e chi segue: {voices.tell(cities, clock.now())} Comuni")
    say(f"Segnalazioni all'ufficio: {tickets.tell(cities, clock.now())} Comuni")
    for city in registry.list_active_cities():
        with schema_context(city.schema_name):
            due.do_what_is_due()
    verification.verify(cities)
    say("Verifica: registri, dotazioni ed esiti tornano")
    say(f"Bonifici, contanti, contestazioni e rimborsi respinti: {other_ways.tell(cities, clock.now())} Comuni")
    say(f"Vetrina nazionale: {featuring.feature(cities)} campagne in evidenza")
