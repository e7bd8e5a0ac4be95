"""Names beside gifts: reported by citizens, hidden by the office for a reason, chosen again by donors, restored."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from apps.audit.models import AuditEvent
from apps.campaigns.models import Campaign
from apps.community import selectors, services
from apps.donations import links
from apps.donations import services as donations
from apps.donations.models import Donation, HiddenName
from apps.donations.rules import Shown
from apps.donations.selectors import list_latest_public, payee
from apps.donations.services import NameRefused
from apps.kernel import clock as product_clock
from apps.notifications.models import Message
from apps.people.models import User
from apps.people.roles import Role
from tests.banking import bank
from tests.factories import story
from tests.factories.constraints import refused

BAD = "Il furbo del quartiere"
DOOR = "allauth.account.auth_backends.AuthenticationBackend"
People = Callable[..., User]


@pytest.fixture
def gift(campaign: Campaign) -> Donation:
    """A gift with a name that should not be there."""
    return story.make_collected_donation(
        campaign, 70_00, donor_name="Ada Rossi", public_name=BAD, donor_email="ada@example.org"
    )


@pytest.fixture
def office(client_of: Any, milano: Any, citizen: People) -> Client:
    """Somebody of the office who moderates."""
    client: Client = client_of(milano)
    client.force_login(citizen(roles=(Role.COMMUNICATIONS,)), backend=DOOR)
    return client


def hide(gift: Donation, fault: str = "offensive") -> None:
    services.hide_name(donation_id=gift.pk, reason=fault, note="", actor="eva@milano", now=product_clock.now())


def choose(gift: Donation, **shown: Any) -> None:
    donations.choose_name(donation_id=gift.pk, shown=Shown(**shown), now=product_clock.now())


def names_of(campaign: Campaign) -> list[str]:
    return [each.name for each in list_latest_public(campaign.pk, 5)]


def verbs_of(gift: Donation) -> list[str]:
    acts = AuditEvent.objects.filter(object_kind="donation", object_id=gift.pk, verb__startswith="name.")
    return list(acts.order_by("pk").values_list("verb", flat=True))


def test_a_hidden_name_is_read_nowhere_and_comes_back_restored(
    campaign: Campaign, gift: Donation, visitor: Client
) -> None:
    hide(gift)
    page = visitor.get(f"/campagne/{campaign.slug}/").content.decode()
    assert BAD not in page and "Ada Rossi" not in page and "Donazione anonima" in page
    assert BAD not in visitor.get(f"/api/v1/campaigns/{campaign.slug}/").content.decode()
    assert names_of(campaign) == [""]
    (to_proponent,), (to_payee,) = payee.list_for_proponent(campaign.pk), payee.list_for_payee(campaign.pk)
    assert (to_proponent.name, to_payee.name, to_payee.name_is_hidden) == ("", "Ada Rossi", True)
    services.restore_name(hidden_id=HiddenName.objects.get().pk, actor="eva@milano", now=product_clock.now())
    assert names_of(campaign) == [BAD]
    assert verbs_of(gift) == ["name.hidden", "name.restored"]


def test_a_donors_own_name_can_be_hidden_too(campaign: Campaign) -> None:
    gift = story.make_collected_donation(campaign, 70_00, donor_name=BAD)
    hide(gift)
    assert names_of(campaign) == [""]
    with pytest.raises(NameRefused):
        choose(gift)
    choose(gift, public_name="Ada")
    assert names_of(campaign) == ["Ada"]


def test_the_donor_is_told_why_and_by_the_letters_link_chooses_another(
    campaign: Campaign, gift: Donation, visitor: Client
) -> None:
    hide(gift)
    letter = Message.objects.get(kind="name_hidden")
    assert (letter.to, letter.data["hidden_name"], letter.data["reason"]) == (
        "ada@example.org",
        BAD,
        "Offende o minaccia",
    )
    path = letter.data["path"]
    assert BAD in visitor.get(path).content.decode()
    again = visitor.post(path, {"public_name": f" {BAD.upper()}!"})
    assert again.status_code == 422 and "nascosto questo nome" in again.content.decode()
    assert names_of(campaign) == [""]
    assert visitor.post(path, {"public_name": "Ada e  Bruno", "hides_amount": "on"}).status_code == 302
    (shown,) = list_latest_public(campaign.pk, 5)
    assert (shown.name, shown.amount_cents) == ("Ada e Bruno", None)
    assert verbs_of(gift) == ["name.hidden", "name.chosen"]
    chosen = AuditEvent.objects.get(verb="name.chosen")
    assert (chosen.actor, chosen.data) == ("donor", {"fields": ["public_name", "hides_amount"]})


def test_who_had_a_name_hidden_does_not_bring_it_with_another_gift(campaign: Campaign, gift: Donation) -> None:
    hide(gift)
    again = {"public_name": f"{BAD}!", "donor_email": "ADA@example.org"}
    with pytest.raises(donations.GiftRefused) as refusal:
        story.make_collected_donation(campaign, 5_00, **again)
    assert list(refusal.value.details["fields"]) == ["public_name"]
    with pytest.raises(donations.GiftRefused):
        bank.record(campaign, **again)
    story.make_collected_donation(campaign, 5_00, is_anonymous=True, donor_email="ada@example.org")
    story.make_collected_donation(campaign, 5_00, public_name=BAD)
    assert names_of(campaign) == [BAD, "", ""]


def test_a_choice_that_changes_nothing_leaves_no_trace_and_each_choice_is_its_own(
    campaign: Campaign, gift: Donation
) -> None:
    choose(gift, public_name=BAD)
    assert verbs_of(gift) == []
    for shown, read in (
        ({"is_anonymous": True}, ("", 70_00)),
        ({"hides_amount": True}, ("Ada Rossi", None)),
        ({}, ("Ada Rossi", 70_00)),
    ):
        choose(gift, **shown)
        (public,) = list_latest_public(campaign.pk, 5)
        assert (public.name, public.amount_cents) == read
    with pytest.raises(NameRefused):
        choose(gift, public_name="Ada", is_anonymous=True)
    with pytest.raises(NameRefused):
        choose(gift, public_name="www.esempio.it")


def test_the_page_of_the_choice_belongs_to_one_gift_and_one_city(gift: Donation, client_of: Any, city: Any) -> None:
    path = f"/donazioni/{links.token_of(gift.pk)}/nome/"
    assert client_of(city("venezia")).post(path, {"public_name": "Altro"}).status_code == 404
    assert client_of(city("milano")).get(f"/donazioni/{gift.pk}/nome/").status_code == 404
    answer = client_of(city("milano")).get(path)
    assert "no-store" in answer["Cache-Control"] and f'value="{BAD}"' in answer.content.decode()


def test_reports_bring_a_name_before_the_office_and_hide_nothing(
    campaign: Campaign, gift: Donation, visitor: Client, citizen: People
) -> None:
    path = f"/partecipa/nomi/{links.name_token_of(gift.pk)}/segnala/"
    assert path in visitor.get(f"/campagne/{campaign.slug}/").content.decode()
    for _ in range(2):
        assert visitor.post(path, {"reason": "offensive", "words": "Ma dai"}).status_code == 302
    for _ in range(3):
        services.report_name(
            donation_id=gift.pk,
            reporter_id=citizen().pk,
            guest="",
            reason="false",
            words="",
            now=product_clock.now(),
        )
    (row,) = selectors.find_names()
    assert (row.name, row.reports, row.is_hidden, selectors.count_waiting()) == (BAD, 4, False, 1)
    assert names_of(campaign) == [BAD]
    assert visitor.post(path, {"reason": "off_topic"}).status_code == 200
    hide(gift)
    assert (selectors.find_names(), selectors.count_waiting()) == ([], 0)
    assert [each.name for each in selectors.find_names(show="hidden")] == [BAD]
    assert visitor.get(path).status_code == 404


def test_a_name_that_nobody_reads_cannot_be_reported_or_hidden(campaign: Campaign, visitor: Client) -> None:
    anonymous = story.make_collected_donation(campaign, 70_00, is_anonymous=True)
    unpaid = story.make_started_donation(campaign, 70_00)
    assert (
        visitor.get(f"/partecipa/nomi/{story.make_collected_donation(campaign, 5_00).pk}/segnala/").status_code == 404
    )
    for gift in (anonymous, unpaid):
        assert visitor.get(f"/partecipa/nomi/{links.name_token_of(gift.pk)}/segnala/").status_code == 404
    with pytest.raises(NameRefused):
        hide(anonymous)


def test_where_the_wall_is_gone_no_name_is_told(gift: Donation, campaign: Campaign, visitor: Client) -> None:
    story.settle(campaign)
    assert BAD not in visitor.get(f"/campagne/{campaign.slug}/").content.decode()
    assert visitor.get(f"/partecipa/nomi/{links.name_token_of(gift.pk)}/segnala/").status_code == 404
    assert visitor.get(f"/donazioni/{links.name_token_of(gift.pk)}/").status_code == 404


def test_only_who_moderates_hides_and_the_office_undoes_it(
    campaign: Campaign, gift: Donation, office: Client, client_of: Any, milano: Any, citizen: People
) -> None:
    path = f"/gestione/moderazione/nomi/{gift.pk}/"
    accountant: Client = client_of(milano)
    accountant.force_login(citizen(roles=(Role.ACCOUNTANT,)), backend=DOOR)
    assert accountant.post(path, {"azione": "nascondi", "reason": "offensive"}).status_code == 403
    gifts = f"/gestione/campagne/{campaign.pk}/donazioni/"
    assert path not in accountant.get(gifts).content.decode() and path in office.get(gifts).content.decode()
    assert office.post(path, {"azione": "nascondi"}).status_code == 422
    assert names_of(campaign) == [BAD]
    assert office.post(path, {"azione": "nascondi", "reason": "unlawful", "note": "Vedi"}).status_code == 302
    assert names_of(campaign) == [""]
    assert BAD in office.get("/gestione/moderazione/nomi/?stato=hidden").content.decode()
    row = HiddenName.objects.get()
    assert office.post(path, {"azione": "ripristina", "voce": row.pk}).status_code == 302
    assert names_of(campaign) == [BAD]
    assert office.post(path, {"azione": "ripristina", "voce": row.pk}).status_code == 409
    assert set(Message.objects.values_list("kind", flat=True)) >= {"name_hidden", "name_restored"}


def test_the_office_may_find_that_a_name_is_fine(gift: Donation, visitor: Client, office: Client) -> None:
    visitor.post(f"/partecipa/nomi/{links.name_token_of(gift.pk)}/segnala/", {"reason": "offensive"})
    assert office.post(f"/gestione/moderazione/nomi/{gift.pk}/", {"azione": "lascia"}).status_code == 302
    assert (selectors.count_waiting(), verbs_of(gift)) == (0, ["name.left"])


def test_who_leaves_takes_the_hidden_name_away(gift: Donation) -> None:
    hide(gift)
    donations.hide_donor(addresses=["ada@example.org"])
    row = HiddenName.objects.get()
    assert (row.name, row.fault) == ("", "offensive")


def test_a_name_is_hidden_once_for_a_known_reason_by_somebody(gift: Donation) -> None:
    hide(gift)
    row = HiddenName.objects.get()
    one = {"donation_id": gift.pk, "fault": "offensive", "hidden_by": "x", "hidden_at": timezone.now()}
    with refused("hidden_name_once"):
        HiddenName.objects.create(**one, name=row.name)
    with refused("hidden_name_fault_known"):
        HiddenName.objects.create(**{**one, "fault": "brutto"}, name="altro")
    with refused("hidden_name_by_somebody"):
        HiddenName.objects.create(**{**one, "hidden_by": ""}, name="altro")
    with refused("hidden_name_restored_by_somebody"):
        HiddenName.objects.create(**one, name="altro", restored_by="x")
