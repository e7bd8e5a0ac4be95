"""The proofs as an operator runs them, on real gifts and the simulator."""

import json
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django_tenants.utils import schema_context

from apps.campaigns.models import Campaign
from apps.donations import services as donations
from apps.donations.models import GiftTally
from apps.ledger import services as ledger
from apps.ledger.services import Line
from apps.matching.models import DecisionRecord
from apps.payments.models import Refund
from tests.factories import city as milan
from tests.factories.city import DEADLINE, NOW
from tests.harness.stripe import StripeSimulator


@pytest.fixture
def campaign(milano: object, stripe_simulator: StripeSimulator) -> Campaign:
    """A campaign with a gift of 50 and one of 600 euro."""
    campaign = milan.add_campaign(milan.add_call(10_000_00), milan.add_account(stripe_simulator), cost_cents=1_000_00)
    for cents in (50_00, 600_00):
        milan.give(stripe_simulator, campaign, cents)
    return campaign


def run(command: str, *options: str) -> tuple[int, list[str]]:
    out = StringIO()
    with schema_context("public"):
        try:
            call_command(command, *options, stdout=out)
        except CommandError as error:
            return error.returncode, out.getvalue().splitlines()
    return 0, out.getvalue().splitlines()


def run_json(command: str, *options: str) -> tuple[int, dict[str, Any]]:
    status, lines = run(command, "--json", *options)
    return status, json.loads("\n".join(lines))


def test_gifts_and_refunds_reconcile_to_the_cent(campaign: Campaign, stripe_simulator: StripeSimulator) -> None:
    failing = milan.add_campaign(campaign.call, campaign.account, cost_cents=1_000_00)
    milan.give(stripe_simulator, failing, 30_00)
    milan.close_and_settle(failing)
    donations.send_refund(key=str(Refund.objects.get().pk), now=DEADLINE)
    status, told = run_json("reconcile", "--city", "milano")
    assert status == 0
    assert told == {
        "cities": [
            {
                "city": "milano",
                "accounts": 1,
                "processor_movements": 4,
                "ledger_entries": 4,
                "findings": [],
                "difference_cents": 0,
                "error": None,
            }
        ],
        "difference_cents": 0,
    }


def test_a_city_without_accounts_agrees(db: None) -> None:
    assert run("reconcile", "--city", "venezia") == (
        0,
        ["venezia: ogni movimento è nel registro, differenza 0 centesimi"],
    )


def test_a_charge_that_the_ledger_does_not_know_is_found(campaign: Campaign, stripe_simulator: StripeSimulator) -> None:
    donation = milan.start(campaign, 40_00)
    stripe_simulator.pay(donation.attempt.session_url)
    status, told = run_json("reconcile")
    (milano,) = [each for each in told["cities"] if each["city"] == "milano"]
    assert status == 1
    assert [finding["code"] for finding in milano["findings"]] == ["not_in_ledger"]
    assert milano["difference_cents"] == told["difference_cents"] == 39_15
    milan.check(donation)
    assert run("reconcile")[0] == 0


def test_an_entry_that_the_processor_does_not_know_is_found(campaign: Campaign) -> None:
    psp = f"psp:{campaign.account.account_id}"
    line = Line(psp, f"campaign:{campaign.pk}:donations", 1)
    ledger.post(kind="donation", key="charge:ch_nobody", occurred_at=NOW, source="test", lines=[line])
    status, lines = run("reconcile", "--city", "milano")
    assert status == 1
    assert lines == [
        "milano: not_at_processor: charge:ch_nobody: nel registro ci sono 0,01 euro che presso il servizio di "
        "pagamento mancano.",
        "milano: non torna, differenza 1 centesimi",
    ]


def test_a_money_given_back_behind_our_back_is_found(campaign: Campaign, stripe_simulator: StripeSimulator) -> None:
    from apps.payments.models import PaymentAttempt

    charge = PaymentAttempt.objects.order_by("pk")[0].charge_id
    account = {"stripe_account": campaign.account.account_id}
    stripe_simulator.client.v1.refunds.create({"charge": charge, "amount": 1}, account)
    status, told = run_json("reconcile", "--city", "milano")
    assert status == 1
    assert told["difference_cents"] == 1


def test_a_city_whose_processor_does_not_answer_does_not_stop_the_others(
    campaign: Campaign, stripe_simulator: StripeSimulator
) -> None:
    stripe_simulator.fail("error_500", "/v1/balance_transactions", method="GET")
    status, lines = run("reconcile")
    assert status == 1
    assert lines[0].startswith("milano: non esaminata: GatewayUncertain")
    assert lines[1].startswith("venezia: ogni movimento")


@pytest.mark.parametrize("command", ["reconcile", "recompute_decisions", "recount_gifts", "rebuild_search"])
def test_an_unknown_city_is_told(db: None, command: str) -> None:
    assert run(command, "--city", "atlantide")[0] == 2


def test_every_decision_is_confirmed_with_its_grant_in_the_ledger(campaign: Campaign) -> None:
    milan.close_and_settle(campaign)
    status, told = run_json("recompute_decisions", "--city", "milano")
    assert (status, told["cities"][0]["decisions"], told["cities"][0]["findings"]) == (0, 2, [])


def test_a_grant_that_grew_with_the_pool_is_confirmed(milano: object, stripe_simulator: StripeSimulator) -> None:
    call = milan.add_call(200_00)
    campaign = milan.add_campaign(call, milan.add_account(stripe_simulator), cost_cents=1_000_00)
    milan.give(stripe_simulator, campaign, 500_00)
    milan.close_and_settle(campaign)
    milan.fund(call, 100_00, DEADLINE)
    milan.fund(call, 1_000_00, DEADLINE)
    assert run("recompute_decisions", "--city", "milano") == (0, ["milano: ogni decisione è confermata"])


@pytest.mark.parametrize("forgery", ["figure", "hash"])
def test_a_decision_that_was_tampered_with_is_found(campaign: Campaign, forgery: str) -> None:
    milan.close_and_settle(campaign)
    record = DecisionRecord.objects.get(phase="definitive")
    text = record.record.replace('"granted_cents":35000', '"granted_cents":35001')
    values = {"record": text} if forgery == "figure" else {"sha256": "0" * 64}
    assert record.record != text
    DecisionRecord(
        campaign_id=record.campaign_id,
        number=3,
        phase="provisional",
        rules_version_id=record.rules_version_id,
        decided_at=record.decided_at,
        **{"record": record.record, "sha256": record.sha256, **values},
    ).save(force_insert=True)
    status, lines = run("recompute_decisions", "--city", "milano")
    assert status == 1
    assert lines[0].startswith(f"milano: decision_differs: decision:{campaign.pk}/3: ")


def test_money_committed_without_a_decision_is_found(campaign: Campaign) -> None:
    line = Line(f"pool:{campaign.call_id}", f"campaign:{campaign.pk}:match", 1)
    ledger.post(kind="match_committed", key="forged", occurred_at=NOW, source="test", lines=[line])
    status, lines = run("recompute_decisions", "--city", "milano")
    assert status == 1
    assert "grant_not_in_ledger" in lines[0]


def test_a_sum_of_gifts_that_was_changed_is_found(campaign: Campaign) -> None:
    assert run("verify_ledger", "--city", "milano") == (0, ["milano: il registro torna"])
    GiftTally.objects.update(amount_cents=650_01)
    status, lines = run("verify_ledger", "--city", "milano")
    assert (status, lines[0].startswith(f"milano: gift_sums_differ: Campagna {campaign.pk}, ")) == (1, True)
    assert "65001" in lines[0] and "65000" in lines[0]
    assert run("recount_gifts", "--city", "milano") == (0, ["milano: 1"])
    assert run("verify_ledger", "--city", "milano")[0] == 0


def test_the_head_of_the_chain_can_be_kept_and_compared(campaign: Campaign) -> None:
    assert ledger.seal_entries(now=NOW) > 0
    status, told = run_json("verify_ledger", "--city", "milano")
    head = told["cities"][0]["head"]
    assert (status, head["number"], told["cities"][0]["unsealed_entries"]) == (0, 1, 0)
    assert run("verify_ledger", "--city", "milano", "--expect", f"1:{head['sha256']}")[0] == 0
    for forged in (f"1:{'0' * 64}", f"2:{head['sha256']}"):
        status, lines = run("verify_ledger", "--city", "milano", "--expect", forged)
        assert (status, lines[0].startswith("milano: head_differs: ")) == (1, True)


@pytest.mark.parametrize("options", [["--expect", "1:a"], ["--city", "milano", "--expect", "ultimo"]])
def test_a_head_that_cannot_be_compared_is_refused(db: None, options: list[str]) -> None:
    assert run("verify_ledger", *options)[0] == 2
