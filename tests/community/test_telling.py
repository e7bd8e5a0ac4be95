"""Following, telling, weekly digests, leaving: who hears of what, once, and what is left of who goes."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from apps.campaigns.models import Campaign
from apps.community import selectors, services
from apps.community.models import Comment, DigestMark, Report
from apps.community.selectors.news import news_of
from apps.community.selectors.public import voice
from apps.community.services import telling
from apps.community.states import State
from apps.donations import services as donations
from apps.editorial import services as editorial
from apps.editorial.services.news import NewsText
from apps.editorial.states import Audience
from apps.kernel import clock as product_clock
from apps.notifications import services as notifications
from apps.notifications import writing
from apps.notifications.models import Message
from apps.notifications.states import Topic, Wish
from apps.people.models import User
from tenants.registry.models import AgendaItem
from tests.factories import places, story
from tests.harness.moment import Clock

People = Callable[..., User]
Write = Callable[..., Comment]


def shown(campaign: Campaign) -> list[Any]:
    return [voice(line) for line in selectors.list_threads("campaign", str(campaign.pk))]


def test_who_follows_hears_of_each_fact_once(campaign: Campaign, citizen: People) -> None:
    user, now = citizen(), product_clock.now()
    assert services.follow(user_id=user.pk, kind="campaign", key=str(campaign.pk), now=now)
    assert not services.follow(user_id=user.pk, kind="campaign", key=str(campaign.pk), now=now)
    update = editorial.publish_update(
        campaign_id=campaign.pk, news=NewsText("Si semina", "Segreto"), audience=Audience.DONORS, actor="test", now=now
    )
    for _ in range(2):
        services.tell_update(key=str(update.pk), now=now)
    story.make_collected_donation(campaign, 5_000_00)
    for _ in range(2):
        services.look_at_campaign(key=str(campaign.pk), now=now)
    told = Message.objects.filter(user=user)
    assert sorted(told.values_list("kind", flat=True)) == ["follow_reached", "follow_update"]
    assert "Segreto" not in str(told.get(kind="follow_update").data)


def test_a_donor_hears_of_the_end_as_a_donor_only(campaign: Campaign, citizen: People) -> None:
    donor, other, now = citizen(), citizen(), product_clock.now()
    for user in (donor, other):
        services.follow(user_id=user.pk, kind="campaign", key=str(campaign.pk), now=now)
    story.make_collected_donation(campaign, 5_000_00, donor_email=donor.email)
    story.settle(campaign)
    services.look_at_campaign(key=str(campaign.pk), now=campaign.closes_at)
    assert list(Message.objects.filter(kind="follow_ended").values_list("user_id", flat=True)) == [other.pk]


def test_who_gave_and_follows_hears_of_news_once(campaign: Campaign, citizen: People) -> None:
    donor, other, now = citizen(), citizen(), product_clock.now()
    for user in (donor, other):
        services.follow(user_id=user.pk, kind="campaign", key=str(campaign.pk), now=now)
    story.make_collected_donation(campaign, 50_00, donor_email=donor.email.upper())
    update = editorial.publish_update(
        campaign_id=campaign.pk, news=NewsText("Si semina", "Testo"), audience=Audience.EVERYONE, actor="test", now=now
    )
    donations.tell_update_to_donors(key=str(update.pk), now=now)
    services.tell_update(key=str(update.pk), now=now)
    told = Message.objects.filter(kind__in=["campaign_update", "follow_update"]).order_by("kind")
    assert list(told.values_list("kind", "user_id")) == [("campaign_update", donor.pk), ("follow_update", other.pk)]


@pytest.mark.parametrize("is_told_first_as", ["follower", "donor"])
def test_who_gives_between_the_two_tellings_of_news_hears_of_them_once(
    campaign: Campaign, citizen: People, is_told_first_as: str
) -> None:
    user, now = citizen(), product_clock.now()
    services.follow(user_id=user.pk, kind="campaign", key=str(campaign.pk), now=now)
    update = editorial.publish_update(
        campaign_id=campaign.pk, news=NewsText("Si semina", "Testo"), audience=Audience.EVERYONE, actor="test", now=now
    )
    if is_told_first_as == "follower":
        services.tell_update(key=str(update.pk), now=now)
    story.make_collected_donation(campaign, 50_00, donor_email=user.email.upper())
    story.make_collected_donation(campaign, 50_00, donor_email="ospite@example.org")
    donations.tell_update_to_donors(key=str(update.pk), now=now)
    told = Message.objects.filter(kind__in=["campaign_update", "follow_update"])
    kind = "follow_update" if is_told_first_as == "follower" else "campaign_update"
    assert sorted(told.values_list("kind", "to")) == sorted(
        [(kind, told.get(user=user).to), ("campaign_update", "ospite@example.org")]
    )
    assert len(set(told.values_list("once", flat=True)) - {""}) == 2


def test_the_digest_holds_only_what_is_new(campaign: Campaign, citizen: People, clock: Clock) -> None:
    user = citizen()
    services.follow(user_id=user.pk, kind="call", key=str(campaign.call_id), now=product_clock.now())
    services.follow(user_id=user.pk, kind="area", key=campaign.area, now=product_clock.now())
    assert AgendaItem.objects.filter(kind="digest.send", key=str(user.pk)).count() == 1
    services.send_digest(key=str(user.pk), now=product_clock.now())
    assert not Message.objects.filter(kind="digest").exists()
    clock.advance(days=1)
    fresh = story.make_campaign(campaign.call)
    clock.advance(days=6)
    for _ in range(2):
        services.send_digest(key=str(user.pk), now=product_clock.now())
    (digest,) = Message.objects.filter(kind="digest")
    assert [item["title"] for item in digest.data["items"]] == [fresh.title]


@pytest.mark.usefixtures("nothing_held")
def test_a_long_digest_is_read_with_as_many_queries_as_a_short_one(citizen: People, clock: Clock) -> None:
    user, other, call, spent = citizen(), citizen(), story.make_call(), []
    services.follow(user_id=user.pk, kind="call", key=str(call.pk), now=product_clock.now())
    for many in (2, 20):
        since = product_clock.now()
        clock.advance(days=1)
        for number in range(many):
            add_district_with_a_comment(user, other, f"zona-{many}-{number}")
            editorial.publish_update(
                campaign_id=story.make_campaign(call).pk,
                news=NewsText(f"Si semina {number}", "Testo"),
                audience=Audience.EVERYONE,
                actor="test",
                now=product_clock.now(),
            )
        with CaptureQueriesContext(connection) as made:
            lines = news_of(user.pk, since, product_clock.now())
        spent.append(len(made))
        assert len(lines) == 3 * many
    assert spent[0] == spent[1]


def add_district_with_a_comment(follower: User, author: User, slug: str) -> None:
    places.add_district(slug.title(), slug)
    now = product_clock.now()
    services.follow(user_id=follower.pk, kind="district", key=slug, now=now - timedelta(hours=1))
    Comment.objects.create(
        place="district", key=slug, text="Ci sono", author_id=author.pk, state=State.VISIBLE, created_at=now
    )


@pytest.mark.usefixtures("nothing_held")
def test_who_follows_a_place_reads_its_news_and_what_others_say_there(
    campaign: Campaign, citizen: People, clock: Clock
) -> None:
    user, donor = citizen(), citizen()
    district = places.add_district(campaign.district, "municipio-4")
    for each in (user, donor):
        services.follow(user_id=each.pk, kind="district", key=district.slug, now=product_clock.now())
    story.make_collected_donation(campaign, 10_00, donor_email=donor.email)
    clock.advance(days=1)
    now = product_clock.now()
    for title, audience in (("Si semina", Audience.EVERYONE), ("Per voi", Audience.DONORS)):
        editorial.publish_update(
            campaign_id=campaign.pk, news=NewsText(title, "Testo"), audience=audience, actor="test", now=now
        )
    services.write_comment(user_id=donor.pk, place="district", key=district.slug, text="Ci sono", now=now)
    for each in (user, donor):
        services.send_digest(key=str(each.pk), now=now)
    (digest,) = Message.objects.filter(kind="digest")
    assert (digest.user, [item["title"] for item in digest.data["items"]]) == (user, [campaign.title, district.name])
    words = writing.compose(digest).text
    assert f"Notizia «Si semina»: {campaign.title}" in words
    assert "Nuovi commenti nel quartiere: Municipio 4" in words


def test_who_wants_a_weekly_message_gets_one(campaign: Campaign, citizen: People, clock: Clock) -> None:
    user, now = citizen(), product_clock.now()
    services.follow(user_id=user.pk, kind="campaign", key=str(campaign.pk), now=now)
    notifications.set_wish(address=user.email, topic=Topic.CAMPAIGNS, wish=Wish.DIGEST, now=now)
    update = editorial.publish_update(
        campaign_id=campaign.pk, news=NewsText("Si semina", "Testo"), audience=Audience.EVERYONE, actor="test", now=now
    )
    services.tell_update(key=str(update.pk), now=now)
    clock.advance(days=7)
    services.send_digest(key=str(user.pk), now=product_clock.now())
    states = dict(Message.objects.filter(user=user).values_list("kind", "state"))
    assert states == {"follow_update": "digested", "digest": "queued"}
    notifications.unsubscribe(address=user.email, topic=Topic.CAMPAIGNS, now=product_clock.now())
    story.make_campaign(campaign.call)
    services.send_digest(key=str(user.pk), now=product_clock.now() + timedelta(days=7))
    assert Message.objects.filter(kind="digest").count() == 1


@pytest.mark.usefixtures("nothing_held")
def test_who_leaves_leaves_places_without_words(campaign: Campaign, citizen: People, comment_of: Write) -> None:
    user, now = citizen(), product_clock.now()
    comment = comment_of(user)
    comment_of(citizen(), "Sì!", comment)
    services.ask_question(user_id=user.pk, campaign_slug=campaign.slug, text="Quando?", now=now)
    services.follow(user_id=user.pk, kind="campaign", key=str(campaign.pk), now=now)
    services.report_text(
        what="comment",
        text_id=comment.pk,
        reporter_id=user.pk,
        guest="",
        reason="false",
        words="Io",
        now=now,
    )
    assert {row["cosa"] for row in selectors.data_of(user.pk)} == {"commento", "domanda", "segue", "segnalazione"}
    for _ in range(2):
        services.forget_person(user_id=user.pk, now=now)
    assert selectors.data_of(user.pk) == []
    assert not DigestMark.objects.filter(user=user).exists()
    line = shown(campaign)[0]
    assert (line.author, line.text, len(line.answers)) == ("Persona che ha lasciato il portale", "", 1)
    assert Report.objects.get().reporter_id is None


def test_many_followers_are_told_a_batch_at_a_time(campaign: Campaign, citizen: People, monkeypatch: Any) -> None:
    monkeypatch.setattr(telling, "BATCH", 2)
    now = product_clock.now()
    users = [citizen() for _ in range(3)]
    for user in users:
        services.follow(user_id=user.pk, kind="campaign", key=str(campaign.pk), now=now)
    update = editorial.publish_update(
        campaign_id=campaign.pk, news=NewsText("Si semina", "Testo"), audience=Audience.EVERYONE, actor="test", now=now
    )
    told = Message.objects.filter(kind="follow_update").order_by("user_id").values_list("user_id", flat=True)
    services.tell_update(key=str(update.pk), now=now)
    assert list(told.all()) == [user.pk for user in users[:2]]
    owed = AgendaItem.objects.get(kind="followers.tell")
    for _ in range(2):
        services.tell_followers(key=owed.key, now=now)
    assert list(told.all()) == [user.pk for user in users]
    assert AgendaItem.objects.filter(kind="followers.tell").count() == 1
