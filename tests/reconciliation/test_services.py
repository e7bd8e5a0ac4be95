"""The runs with real gifts and the simulator: found, kept as a case, closed by itself when it agrees again."""

from datetime import datetime, timedelta

import pytest

from apps.campaigns.models import Campaign
from apps.cases.models import Case
from apps.kernel import clock
from apps.payments.gateway import GatewayUncertain
from apps.reconciliation import selectors
from apps.reconciliation.models import ReconciliationFinding
from apps.reconciliation.selectors import books
from apps.reconciliation.states import RunState, Scope
from tests.factories import city as milan
from tests.giving_back import desk
from tests.harness.stripe import StripeSimulator
from tests.reconciliation.books import charge_of, open_cases, post_unknown, run


@pytest.mark.parametrize("scope", Scope)
def test_two_books_that_agree_make_a_run_without_a_case(campaign: Campaign, now: datetime, scope: Scope) -> None:
    run(campaign, now)
    again = run(campaign, now + timedelta(days=1), scope)
    assert (again.state, again.scope, again.difference_cents, again.looked_at) == (RunState.AGREES, scope, 0, 4)
    assert not Case.objects.exists()


def test_money_in_flight_is_no_finding_yet_and_is_looked_at_again(
    campaign: Campaign, stripe_simulator: StripeSimulator, now: datetime
) -> None:
    donation = milan.start(campaign, 40_00)
    stripe_simulator.pay(donation.attempt.session_url)
    early = run(campaign, clock.now())
    assert (early.state, early.in_flight, early.difference_cents) == (RunState.AGREES, 1, 0)
    late = run(campaign, now, Scope.WINDOW)
    assert (late.state, late.in_flight, late.difference_cents) == (RunState.DIFFERS, 0, 39_15)
    assert open_cases() == [f"not_in_ledger charge:{charge_of(stripe_simulator, campaign)}"]
    milan.check(donation)
    assert run(campaign, now, Scope.WINDOW).state == RunState.AGREES


def test_a_finding_is_one_case_however_often_it_is_found_and_closes_with_the_run_that_agrees(
    campaign: Campaign, stripe_simulator: StripeSimulator, now: datetime
) -> None:
    donation = milan.start(campaign, 40_00)
    stripe_simulator.pay(donation.attempt.session_url)
    run(campaign, now)
    run(campaign, now + timedelta(days=1))
    assert Case.objects.count() == 1
    assert ReconciliationFinding.objects.count() == 2
    milan.check(donation)
    agreed = run(campaign, now + timedelta(days=2))
    case = Case.objects.get()
    assert (case.state, case.resolved_by) == ("resolved", "riconciliazione")
    assert f"n. {agreed.pk} " in case.resolution


def test_a_case_that_somebody_closed_opens_again_when_the_difference_is_still_there(
    campaign: Campaign, now: datetime
) -> None:
    from apps.cases import services as cases

    post_unknown(campaign, "charge:ch_nobody", now - timedelta(days=1))
    run(campaign, now)
    cases.resolve_case(case_id=Case.objects.get().pk, resolution="A posto", actor="ada", now=now)
    run(campaign, now + timedelta(hours=1))
    assert open_cases() == ["not_at_processor charge:ch_nobody"]


def test_an_old_finding_is_looked_at_again_by_a_window_that_has_long_passed_it(
    campaign: Campaign, stripe_simulator: StripeSimulator, now: datetime
) -> None:
    donation = milan.start(campaign, 40_00)
    stripe_simulator.pay(donation.attempt.session_url)
    run(campaign, now)
    for days in (10, 20):
        assert run(campaign, now + timedelta(days=days), Scope.WINDOW).difference_cents == 39_15
    milan.check(donation)
    last = run(campaign, now + timedelta(days=30), Scope.WINDOW)
    assert (last.state, last.scope, open_cases()) == (RunState.AGREES, Scope.WINDOW, [])


def test_a_window_whose_balance_does_not_agree_goes_on_over_everything(campaign: Campaign, now: datetime) -> None:
    """An old entry, outside every window, that the processor never saw: only the balance shows it."""
    run(campaign, now)
    post_unknown(campaign, "charge:ch_old", now - timedelta(days=300))
    found = run(campaign, now + timedelta(days=1), Scope.WINDOW)
    assert (found.scope, found.since, found.state, found.difference_cents) == (Scope.FULL, None, RunState.DIFFERS, -1)
    assert open_cases() == ["not_at_processor charge:ch_old"]


def test_an_entry_whose_movement_is_older_than_the_window_is_paired_by_looking_it_up(
    campaign: Campaign, stripe_simulator: StripeSimulator, now: datetime
) -> None:
    """The webhook came weeks late: the movement is before the window, the entry within it."""
    donation = milan.start(campaign, 40_00)
    stripe_simulator.pay(donation.attempt.session_url)
    start = now + timedelta(days=20)
    milan.check(donation, now=start)
    seen = selectors.examine(campaign.account.account_id, since=start - timedelta(days=3), settled_before=start)
    assert (seen.ours, seen.found, seen.is_enough) == (1, [], True)


def test_too_many_late_entries_are_looked_at_all_together(
    campaign: Campaign, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(books, "MOST_LOOKUPS", 1)
    run(campaign, now)
    for number in range(2):
        post_unknown(campaign, f"charge:ch_{number}", now)
    found = run(campaign, now + timedelta(days=1), Scope.WINDOW)
    assert (found.scope, found.difference_cents) == (Scope.FULL, -2)


def test_money_given_back_in_the_processors_own_console_is_found(
    campaign: Campaign, stripe_simulator: StripeSimulator, now: datetime
) -> None:
    account = {"stripe_account": campaign.account.account_id}
    charge = charge_of(stripe_simulator, campaign)
    refund = stripe_simulator.client.v1.refunds.create({"charge": charge, "amount": 1}, account)
    found = run(campaign, now)
    assert found.difference_cents == -1
    assert open_cases() == [f"not_in_ledger refund:{refund.id}"]


def test_a_processor_that_does_not_answer_leaves_a_failed_run_and_the_work_owed(
    campaign: Campaign, stripe_simulator: StripeSimulator, now: datetime
) -> None:
    stripe_simulator.fail("error_500", "/v1/balance_transactions", method="GET")
    with pytest.raises(GatewayUncertain):
        run(campaign, now)
    (failed,) = selectors.latest_runs()
    assert (failed.state, bool(failed.note)) == (RunState.FAILED, True)
    assert selectors.last_run(failed.account) is None


@pytest.mark.parametrize("word", ["winning_evidence", "losing_evidence"])
def test_what_a_dispute_takes_and_gives_back_pairs_movement_by_movement(
    campaign: Campaign, stripe_simulator: StripeSimulator, now: datetime, word: str
) -> None:
    account_id = campaign.account.account_id
    desk.give(stripe_simulator, campaign, 30_00, desk.DISPUTED)
    run(campaign, now)
    desk.later(stripe_simulator)
    desk.follow(stripe_simulator, account_id)
    desk.decide(stripe_simulator, account_id, word)
    for scope in Scope:
        found = run(campaign, now + timedelta(days=1), scope)
        assert (found.scope, found.state, found.difference_cents) == (scope, RunState.AGREES, 0)


def test_a_dispute_that_nobody_heard_of_is_found(
    campaign: Campaign, stripe_simulator: StripeSimulator, now: datetime
) -> None:
    desk.give(stripe_simulator, campaign, 30_00, desk.DISPUTED)
    desk.later(stripe_simulator)
    (dispute,) = desk.disputes(stripe_simulator, campaign.account.account_id)
    assert run(campaign, now).difference_cents == -30_00 - 20_00
    assert open_cases() == [f"not_in_ledger dispute:{dispute.id}:out"]
