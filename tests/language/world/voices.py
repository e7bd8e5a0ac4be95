"""What people say: comments, questions, what they follow, a ticket."""

from typing import Any

from apps.campaigns.models import Campaign
from apps.community import services as community
from apps.community.states import FollowKind, Place, Reason
from apps.donations import links
from apps.feedback import services as feedback
from apps.feedback.links import path_of as ticket_path
from apps.feedback.states import TicketKind
from apps.kernel import clock
from apps.people.models import User
from tests.factories import story
from tests.language.world import base


def speak(world: base.World, campaign: Campaign, user: User) -> None:
    """Let two people speak about a campaign and its district, and one write to the office."""
    now, other = clock.now(), base.add_person("bruno@example.org", "Bruno Verdi")
    place = {"place": Place.CAMPAIGN, "key": str(campaign.pk), "now": now}
    comment = community.write_comment(user_id=other.pk, text="Un orto, finalmente.", **place)
    community.write_comment(user_id=user.pk, text="Un orto davvero.", parent_id=comment.pk, **place)
    hidden = community.write_comment(user_id=user.pk, text="Un orto brutto.", **place)
    moderated: dict[str, Any] = {"note": "", "actor": "test", "now": now}
    community.hide_text(what="comment", text_id=hidden.pk, reason=Reason.OFFENSIVE, **moderated)
    for answer in ("Un orto sì.", ""):
        asked = community.ask_question(user_id=other.pk, campaign_slug=campaign.slug, text="Un orto dove?", now=now)
        if answer:
            community.answer_question(
                campaign_id=campaign.pk, question_id=asked.pk, answer=answer, actor="test", now=now
            )
    community.write_comment(user_id=other.pk, place=Place.DISTRICT, key="municipio-4", text="Un orto qui.", now=now)
    keys = {FollowKind.CAMPAIGN: str(campaign.pk), FollowKind.DISTRICT: "municipio-4", FollowKind.AREA: "reti sociali"}
    for kind, key in keys.items():
        community.follow(user_id=user.pk, kind=kind, key=key, now=now)
    named = story.make_collected_donation(campaign, 20_00, donor_name="Bruno Verdi")
    ticket = feedback.open_ticket(
        kind=TicketKind.PROBLEM, text="Un orto storto.", email="", page="/", address="", language="it", now=now
    )
    feedback.answer_ticket(ticket_id=ticket.pk, text="Un orto dritto.", actor="test", now=now)
    slug = campaign.slug
    world.pages |= {
        "portal:district_list": ["/quartieri/"],
        "portal:district": ["/quartieri/municipio-4/"],
        "portal:follow": [f"/segui/?tipo=campaign&chiave={campaign.pk}", "/segui/?tipo=district&chiave=municipio-4"],
        "portal:campaign_comments": [f"/campagne/{slug}/commenti/"],
        "portal:campaign_questions": [f"/campagne/{slug}/domande/"],
        "portal:comment_campaign": [f"/campagne/{slug}/commenti/nuovo/"],
        "portal:ask_question": [f"/campagne/{slug}/domande/nuova/"],
        "portal:comment_district": ["/quartieri/municipio-4/commenti/nuovo/"],
        "portal:own_texts": ["/partecipa/"],
        "portal:own_text": [f"/partecipa/commenti/{hidden.pk}/"],
        "portal:report_text": [f"/partecipa/commenti/{comment.pk}/segnala/"],
        "portal:report_name": [f"/partecipa/nomi/{links.name_token_of(named.pk)}/segnala/"],
        "portal:ticket": [ticket_path(ticket.pk)],
        "proponents:questions": [f"/proponenti/campagne/{campaign.pk}/domande/"],
    }
