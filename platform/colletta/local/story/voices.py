"""What citizens follow and say in the demo: comments, a question with its answer, a text that waits for the office."""

from datetime import datetime
from typing import TYPE_CHECKING

from django_tenants.utils import schema_context

from apps.campaigns import selectors as campaigns
from apps.campaigns.states import CampaignState
from apps.community import selectors, services
from apps.community.states import FollowKind, Place, Reason, State
from apps.districts import selectors as districts
from apps.people import selectors as people
from apps.people import services as people_services
from colletta.local.story import beginnings, contents, naming, plan
from colletta.local.story.events import schema_of
from colletta.local.story.plan import CityPlan

if TYPE_CHECKING:
    from apps.campaigns.models import Campaign

NEIGHBOURS = (("vicina", "Serena Galli"), ("vicino", "Pietro Leone"), ("nuova", "Nadia Fabbri"))
THREAD = (
    "Passo di lì **ogni mattina**: se ne sentiva il bisogno. Quando si comincia?",
    "Secondo il programma in primavera. Io mi sono messo a disposizione il sabato.",
)
RESIDENT = "Nel quartiere se ne parla tanto. Sarebbe bello vedersi una sera per capire come aiutare."
QUESTION = "Dopo il primo anno chi paga la manutenzione?"
ANSWER = "La paghiamo noi, con le quote dei soci: la convenzione con il Comune dura **cinque anni**."
OPEN_QUESTION = "Chi abita in un altro quartiere può dare una mano?"
CITIZEN = "cittadina@{city}.example.org"
NEWCOMER = "Io ci sono, a chi devo scrivere?"
RUDE = "Tutti soldi buttati, siete dei ladri."


def tell(cities: tuple[CityPlan, ...], now: datetime) -> int:
    """Let the citizens of every city speak once, and return in how many cities they do."""
    for city in cities:
        with schema_context(schema_of(city)):
            _speak(city, now)
    return len(cities)


def _speak(city: CityPlan, now: datetime) -> None:
    found = [each for each in campaigns.list_public_campaigns() if each.state == CampaignState.OPEN]
    first, second, newcomer = (_neighbour(city, name, full, now) for name, full in NEIGHBOURS)
    if not found or selectors.list_own(first):
        return
    campaign = _proposed_here(city, found)
    comment = services.write_comment(user_id=first, place=Place.CAMPAIGN, key=str(campaign.pk), text=THREAD[0], now=now)
    _approve("comment", comment.pk, now)
    answer = services.write_comment(
        user_id=second, place=Place.CAMPAIGN, key=str(campaign.pk), text=THREAD[1], parent_id=comment.pk, now=now
    )
    _approve("comment", answer.pk, now)
    _ask(campaign, first, now)
    citizen = people.reader_of(CITIZEN.format(city=city.slug))
    if citizen is not None:
        _take_part(campaign, citizen.pk, now)
    services.write_comment(user_id=newcomer, place=Place.CAMPAIGN, key=str(campaign.pk), text=NEWCOMER, now=now)
    rude = services.write_comment(user_id=second, place=Place.CAMPAIGN, key=str(campaign.pk), text=RUDE, now=now)
    services.hide_text(
        what="comment", text_id=rude.pk, reason=Reason.OFFENSIVE, note="", actor=beginnings.ACTOR, now=now
    )
    naming.tell(campaign, first, now)
    _live_there(campaign, first, now)
    for user_id in (first, second, newcomer):
        services.follow(user_id=user_id, kind=FollowKind.CAMPAIGN, key=str(campaign.pk), now=now)


def _ask(campaign: "Campaign", user_id: int, now: datetime) -> None:
    asked = services.ask_question(user_id=user_id, campaign_slug=campaign.slug, text=QUESTION, now=now)
    if asked.state == State.HELD:
        _approve("question", asked.pk, now)
    services.answer_question(
        campaign_id=campaign.pk, question_id=asked.pk, answer=ANSWER, actor=beginnings.ACTOR, now=now
    )


def _proposed_here(city: CityPlan, found: list["Campaign"]) -> "Campaign":
    """Return the campaign of those for whom the demo's account of a proponent acts, where it is open."""
    proponent = people.reader_of(contents.told()["proponent"]["email"].format(city=city.slug))
    bodies = {body.pk for body in people.organisations_of(proponent.pk)} if proponent else set()
    return next((each for each in found if each.proponent_id in bodies), found[0])


def _take_part(campaign: "Campaign", user_id: int, now: datetime) -> None:
    """Let the demo's citizen follow a campaign and its area, and ask what nobody has answered yet."""
    services.follow(user_id=user_id, kind=FollowKind.CAMPAIGN, key=str(campaign.pk), now=now)
    if campaign.area:
        services.follow(user_id=user_id, kind=FollowKind.AREA, key=campaign.area, now=now)
    asked = services.ask_question(user_id=user_id, campaign_slug=campaign.slug, text=OPEN_QUESTION, now=now)
    if asked.state == State.HELD:
        _approve("question", asked.pk, now)


def _live_there(campaign: "Campaign", user_id: int, now: datetime) -> None:
    district = districts.find_by_name(campaign.district)
    if district is not None:
        services.follow(user_id=user_id, kind=FollowKind.DISTRICT, key=district.slug, now=now)
        services.write_comment(user_id=user_id, place=Place.DISTRICT, key=district.slug, text=RESIDENT, now=now)


def _approve(what: str, text_id: int, now: datetime) -> None:
    services.approve_text(what=what, text_id=text_id, note="", actor=beginnings.ACTOR, now=now)


def _neighbour(city: CityPlan, name: str, full_name: str, now: datetime) -> int:
    email = f"{name}@{city.slug}.example.org"
    known = people.reader_of(email) or people_services.create_user(
        email=email,
        name=full_name,
        password=plan.people()["password"],
        roles=[],
        is_demo=True,
        now=now,
        actor=beginnings.ACTOR,
    )
    return known.pk
