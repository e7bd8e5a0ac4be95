"""What the public reads of a donor: the name that she chose, or none; everywhere the same."""

from typing import Any

import pytest
from django.test import Client

from apps.donations import selectors
from apps.donations import services as donations
from apps.donations.selectors import payee
from tests.factories import story
from tests.portal.visits import filled_form, refused, text_of

FAMILY = "La famiglia del terzo piano"


def test_a_donor_gives_another_name_and_only_who_receives_the_gift_reads_both(visitor: Client) -> None:
    campaign = story.make_campaign(story.make_call())
    story.make_collected_donation(campaign, 70_00, donor_name="Ada Rossi", public_name=FAMILY)
    page = text_of(visitor.get(f"/campagne/{campaign.slug}/"))
    assert FAMILY in page and "Ada Rossi" not in page
    (shown,) = payee.list_for_proponent(campaign.pk)
    (mine,) = payee.list_for_payee(campaign.pk)
    assert (shown.name, mine.name, mine.public_name) == (FAMILY, "Ada Rossi", FAMILY)


def test_nobody_is_anonymous_under_a_name_and_a_name_leads_nowhere(visitor: Client) -> None:
    address = f"/campagne/{story.make_campaign(story.make_call()).slug}/dona/"
    both = refused(visitor, address, filled_form(public_name=FAMILY, is_anonymous="on"))
    assert "cancella questo, o togli quella scelta" in text_of(both)
    for name in ("www.esempio.it", "https://esempio.it", "scrivi a ada@example.org", "esempio.it/offerte"):
        assert "senza indirizzi" in text_of(refused(visitor, address, filled_form(public_name=name)))


@pytest.mark.parametrize("name", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "=SUM(A1)"])
def test_a_public_name_is_only_words(visitor: Client, name: str) -> None:
    campaign = story.make_campaign(story.make_call())
    story.make_collected_donation(campaign, 70_00, public_name=name)
    raw = visitor.get(f"/campagne/{campaign.slug}/").content.decode()
    assert "<script>alert" not in raw and "<img src=x" not in raw


def test_own_data_hold_the_choice_and_leaving_takes_the_name_off_the_wall(milano: Any) -> None:
    campaign = story.make_campaign(story.make_call())
    story.make_collected_donation(campaign, 70_00, public_name=FAMILY, hides_amount=True, donor_email="ada@example.org")
    (row,) = selectors.data_of(["ada@example.org"])
    assert (row["nome_pubblico"], row["importo_nascosto"]) == (FAMILY, True)
    donations.hide_donor(addresses=["ada@example.org"])
    (shown,) = selectors.list_latest_public(campaign.pk, 5)
    (row,) = selectors.data_of(["ada@example.org"])
    assert (shown.name, shown.amount_cents, row["nome_pubblico"]) == ("", None, "")
