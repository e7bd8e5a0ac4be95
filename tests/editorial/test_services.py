import io
from datetime import timedelta
from typing import Any

import pytest

from apps.editorial import selectors, services
from apps.editorial.models import ContentVersion, Correction, Draft, Update
from apps.editorial.rules import parts
from apps.editorial.states import Audience
from apps.kernel import clock
from apps.kernel.periods import SAID_TWICE_WITHIN
from tests.factories import story
from tests.factories.constraints import refused

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF\n"


def save(campaign: Any, part: str, **values: object) -> None:
    seen = parts.digest(selectors.draft(campaign.pk), part)
    services.save_part(campaign_id=campaign.pk, part=part, values=values, seen=seen, actor="ada", now=clock.now())


def publish(campaign: Any, reason: str = "") -> ContentVersion:
    return services.publish(campaign_id=campaign.pk, reason=reason, actor="ada", now=clock.now())


@pytest.fixture
def campaign(milano: object) -> Any:
    return story.make_campaign(story.make_call(), 1_000_00)


def test_a_second_tab_is_refused_and_nothing_is_lost(campaign: Any) -> None:
    seen = parts.digest(selectors.draft(campaign.pk), "budget")
    asked: dict[str, Any] = {"campaign_id": campaign.pk, "part": "budget", "actor": "ada", "now": clock.now()}
    first = {"budget": [{"label": "Semi", "cents": 1_000_00}]}
    services.save_part(**asked, values=first, seen=seen)
    services.save_part(**asked, values=first, seen=seen)
    with pytest.raises(services.StalePart) as stale:
        services.save_part(**asked, values={"budget": []}, seen=seen)
    assert selectors.draft(campaign.pk).budget_cents == 1_000_00
    services.save_part(**asked, values={"budget": []}, seen=str(stale.value.details["seen"]))
    assert not selectors.draft(campaign.pk).budget


def test_two_people_on_different_pages_do_not_disturb_each_other(campaign: Any) -> None:
    seen = parts.digest(selectors.draft(campaign.pk), "people")
    save(campaign, "texts", title="Orto nuovo")
    values: dict[str, object] = {"team": [{"name": "Ada"}]}
    services.save_part(campaign_id=campaign.pk, part="people", values=values, seen=seen, actor="bruno", now=clock.now())
    assert selectors.draft(campaign.pk).title == "Orto nuovo"


def test_a_draft_is_not_public_until_it_is_published(campaign: Any) -> None:
    save(campaign, "people", team=[{"name": "Ada"}])
    assert not selectors.published(campaign.pk).team
    version = publish(campaign)
    assert (version.number, selectors.published(campaign.pk).team[0].name) == (1, "Ada")
    with pytest.raises(services.NothingToPublish):
        publish(campaign)


def test_a_budget_that_does_not_add_up_is_saved_and_not_published(campaign: Any) -> None:
    save(campaign, "budget", budget=[{"label": "Semi", "cents": 999_99}])
    with pytest.raises(services.BudgetDoesNotAddUp, match="999,99"):
        publish(campaign)
    assert not ContentVersion.objects.exists()


def test_what_donors_relied_on_changes_only_with_a_reason_that_stays(campaign: Any) -> None:
    title = campaign.title
    save(campaign, "texts", title="Un altro orto", summary=campaign.summary, sections=[{"text": "Nuovo"}])
    with pytest.raises(services.ReasonNeeded):
        publish(campaign, " ")
    publish(campaign, "Il Comune ha cambiato il nome della via.")
    correction = Correction.objects.get()
    assert (correction.subject, correction.before, correction.after) == ("Titolo", title, "Un altro orto")
    campaign.refresh_from_db()
    assert (campaign.title, campaign.story) == ("Un altro orto", "Nuovo")


def test_a_campaign_that_is_not_public_is_written_freely(milano: object) -> None:
    draft = story.make_draft(story.make_call())
    save(draft, "texts", title="Altro", summary="Altro", sections=[{"text": "Altro"}])
    publish(draft)
    assert not Correction.objects.exists()


def test_the_cost_is_no_part_of_a_content(campaign: Any) -> None:
    with pytest.raises(Exception, match="cost_cents"):
        save(campaign, "texts", cost_cents=1)


@pytest.mark.parametrize(
    ("part", "values"),
    [
        ("pictures", {"video": {"url": "https://evil.example/x"}}),
        ("people", {"team": [{"name": "Ada", "link": "javascript:alert(1)"}]}),
        ("people", {"team": [{"name": "Ada", "picture": "5c0f7e5e-7d5c-4f3e-9b64-0f2f7a0a7c11"}]}),
        (
            "pictures",
            {"pictures": [{"key": "5c0f7e5e-7d5c-4f3e-9b64-0f2f7a0a7c11", "alt": "x", "width": 1, "height": 1}]},
        ),
    ],
)
def test_a_link_or_a_picture_that_is_not_ours_is_refused(campaign: Any, part: str, values: dict[str, object]) -> None:
    with pytest.raises(services.PartRefused):
        save(campaign, part, **values)
    assert not Draft.objects.exists()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "vuoto"),
        (b"<html><script>alert(1)</script>%PDF- %%EOF", "PDF"),
        (b"%PDF-1.7 troncato", "PDF"),
        (PDF + b"0" * 10_000_000, "10 MB"),
    ],
)
def test_what_is_no_pdf_is_no_document(campaign: Any, data: bytes, words: str) -> None:
    with pytest.raises(services.DocumentRefused, match=words):
        add_document(campaign, data, "x.pdf")


def add_document(campaign: Any, data: bytes, name: str) -> Any:
    return services.add_document(
        campaign_id=campaign.pk, file=io.BytesIO(data), name=name, title="Piano", actor="ada", now=clock.now()
    )


def test_a_document_is_served_as_a_file_and_only_once_published(
    campaign: Any, client_of: Any, milano: Any, venezia: Any, settings: Any, tmp_path: Any
) -> None:
    from django_tenants.utils import tenant_context

    settings.MEDIA_ROOT = tmp_path
    with tenant_context(milano):
        document = add_document(campaign, PDF, '../"><script>alert(1)</script>.exe')
        path = f"/documenti/{campaign.slug}/{document.sha256}.pdf"
        assert client_of(milano).get(path).status_code == 404
        save(campaign, "documents", documents=[vars(document)])
        publish(campaign)
    answer = client_of(milano).get(path)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert answer["Content-Disposition"].startswith("attachment")
    assert "<" not in answer["Content-Disposition"]
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert client_of(venezia).get(path).status_code == 404


def news(campaign: Any, audience: Audience = Audience.EVERYONE, later: timedelta = timedelta()) -> Update:
    text, now = services.NewsText("Si semina", "Da **lunedì**."), clock.now() + later
    return services.publish_update(campaign_id=campaign.pk, news=text, audience=audience, actor="ada", now=now)


def test_news_are_corrected_visibly_and_taken_back_with_a_reason(campaign: Any) -> None:
    update = news(campaign)
    asked: dict[str, Any] = {"campaign_id": campaign.pk, "update_id": update.pk, "actor": "ada", "now": clock.now()}
    text = services.NewsText("Si semina", "Da martedì.")
    with pytest.raises(services.UpdateRefused):
        services.correct_update(**asked, news=text, reason="")
    services.correct_update(**asked, news=text, reason="Piove")
    assert Correction.objects.get().before == "Da **lunedì**."
    with pytest.raises(services.UpdateRefused):
        services.withdraw_update(**asked, reason=" ")
    services.withdraw_update(**asked, reason="Sbagliato")
    with pytest.raises(services.UpdateRefused):
        services.correct_update(**asked, news=text, reason="Ancora")


def test_news_that_are_sent_twice_are_published_once(campaign: Any) -> None:
    first = news(campaign)
    assert news(campaign) == first
    asked: dict[str, Any] = {"campaign_id": campaign.pk, "update_id": first.pk, "actor": "ada", "now": clock.now()}
    services.withdraw_update(**asked, reason="Sbagliato")
    assert news(campaign) != first


def test_the_same_news_told_again_later_are_news(campaign: Any) -> None:
    first = news(campaign)
    assert news(campaign, later=SAID_TWICE_WITHIN) != first


def test_news_reach_every_donor_once(campaign: Any) -> None:
    from apps.donations.services import tell_update_to_donors
    from apps.notifications.models import Message

    story.make_collected_donation(campaign, 10_00, donor_email="Ada@example.org")
    story.make_collected_donation(campaign, 20_00, donor_email="ada@example.org")
    phrase = {"place": "title", "italian": campaign.title, "text": "Ein Garten"}
    save(campaign, "translations", translations=[{"language": "de", "phrases": [phrase]}])
    publish(campaign)
    story.make_started_donation(campaign, 20_00, donor_email="nobody@example.org")
    update = news(campaign, Audience.DONORS)
    for _again in range(2):
        tell_update_to_donors(key=str(update.pk), now=clock.now() + timedelta(minutes=1))
    told = Message.objects.get(kind="campaign_update")
    assert (told.to, told.data["text"]) == ("ada@example.org", "Da lunedì.")
    assert told.data["translations"] == {"de": {"campaign": "Ein Garten"}}


def test_the_database_keeps_the_promises(campaign: Any) -> None:
    now = clock.now()
    update: dict[str, Any] = {"campaign": campaign, "published_at": now, "published_by": "t"}
    with refused("update_says_something"):
        Update.objects.create(**update, title="", text="x")
    with refused("update_withdrawn_for_a_reason"):
        Update.objects.create(**update, title="x", text="x", withdrawn_at=now)
    with refused("update_audience_known"):
        Update.objects.create(**update, title="x", text="x", audience="friends")
    correction: dict[str, Any] = {"campaign": campaign, "corrected_at": now, "corrected_by": "t", "subject": "Titolo"}
    with refused("correction_has_a_reason"):
        Correction.objects.create(**correction, before="a", after="b", reason="")
    with refused("correction_changes_something"):
        Correction.objects.create(**correction, before="a", after="a", reason="x")
    version: dict[str, Any] = {"campaign": campaign, "document": {}, "published_at": now, "published_by": "t"}
    with refused("content_number_positive"):
        ContentVersion.objects.create(**version, number=0)
    ContentVersion.objects.create(**version, number=1)
    with refused("content_number_once_per_campaign"):
        ContentVersion.objects.create(**version, number=1)


def test_a_published_version_is_never_rewritten(campaign: Any) -> None:
    from django.db import ProgrammingError, transaction

    publish(campaign)
    for write in (lambda: ContentVersion.objects.update(document={}), lambda: ContentVersion.objects.all().delete()):
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            write()
