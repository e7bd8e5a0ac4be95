"""What a person sees of her gifts: those of the addresses that she has shown to read, in this city, and no others."""

from uuid import uuid4

from apps.donations import services as donations
from apps.kernel import clock
from apps.notifications.selectors import wishes_of
from apps.notifications.services import unsubscribe
from apps.notifications.states import Topic, Wish
from apps.people import selectors
from tests.factories.city import NOW, ORIGIN, add_account, add_call, add_campaign, check, gift
from tests.personal.conftest import add_citizen, confirm, enter, last_path, sentence


def given(stripe_simulator, email: str, campaign=None):
    """Give once as a guest with an address."""
    found = donations.start_donation(
        campaign_slug=campaign.slug, gift=gift(25_00, donor_email=email), request_key=uuid4(), origin=ORIGIN, now=NOW
    )
    assert stripe_simulator.pay(found.attempt.session_url) == 303
    return check(found)


def test_a_guests_gifts_are_found_after_the_address_is_confirmed_and_never_before(visitor, milano, stripe_simulator):
    campaign = add_campaign(add_call(10_000_00), add_account(stripe_simulator), 5_000_00)
    given(stripe_simulator, "Nuova@Example.org", campaign)
    given(stripe_simulator, "altra@example.org", campaign)
    add_citizen("ada@example.org")
    enter(visitor)
    confirm(visitor)
    visitor.post("/area/indirizzi/", {"action_add": "", "email": "nuova@example.org"})
    assert campaign.title not in sentence(visitor.get("/area/donazioni/"))
    visitor.post(last_path("account_email_confirmation"))
    text = sentence(visitor.get("/area/donazioni/"))
    assert text.count(f"· <span>{campaign.title}</span>") == 1
    assert "Donazione ricevuta" in text


def test_the_wishes_go_with_the_person_to_another_main_address_and_what_was_chosen_there_stays(ada):
    confirm(ada)
    ada.post("/area/notifiche/", {"campaigns": "none", "neighbourhood": "digest"})
    unsubscribe(address="nuova@example.org", topic=Topic.NEIGHBOURHOOD, now=clock.now())
    ada.post("/area/indirizzi/", {"action_add": "", "email": "nuova@example.org"})
    ada.post(last_path("account_email_confirmation"))
    ada.post("/area/indirizzi/", {"action_primary": "", "email": "nuova@example.org"})
    assert selectors.address_of(ada.user.pk) == "nuova@example.org"
    assert "Vale per ada@example.org, nuova@example.org." in sentence(ada.get("/area/notifiche/"))
    assert wishes_of("nuova@example.org") == {Topic.CAMPAIGNS: Wish.NONE, Topic.NEIGHBOURHOOD: Wish.NONE}


def test_the_list_costs_the_same_however_many_gifts(ada, stripe_simulator, django_assert_max_num_queries):
    campaign = add_campaign(add_call(10_000_00), add_account(stripe_simulator), 5_000_00)
    for _ in range(4):
        given(stripe_simulator, "ada@example.org", campaign)
    ada.get("/area/donazioni/")
    with django_assert_max_num_queries(22):
        ada.get("/area/donazioni/")


def test_nothing_of_the_area_is_kept_by_a_cache(ada):
    for path in (
        "/area/",
        "/area/donazioni/",
        "/area/sicurezza/",
        "/area/indirizzi/",
        "/area/dati/",
        "/area/sessioni/",
    ):
        assert "no-store" in ada.get(path)["Cache-Control"], path
