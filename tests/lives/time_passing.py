"""Time and the office in a life: deadlines, outcomes, acts that fund the pool or change the rules."""

from datetime import timedelta

from apps.calls import services as calls
from apps.matching import services as matching
from tests.factories import city
from tests.lives import worlds
from tests.lives.life import Life


def pass_time(life: Life, hours: int) -> None:
    """Let time pass; nobody has done anything yet of what is due."""
    life.now += timedelta(hours=hours)


def end_round(life: Life, campaign_id: int) -> None:
    """Let a first round end, where there are rounds."""
    life.work(matching.end_first_round, key=str(campaign_id))


def close(life: Life) -> None:
    """Let the next deadline come, and close what is due."""
    due = [each for each in life.books.campaigns.values() if each.state == "open"]
    if due:
        first = min(due, key=lambda each: (each.closes_at, each.pk))
        life.now = max(life.now, first.closes_at)
        life.work(matching.close_campaign, key=str(first.pk))


def settle(life: Life, campaign_id: int) -> None:
    """Try to give a closed campaign its outcome."""
    life.work(matching.settle_campaign, key=str(campaign_id))


def fund(life: Life, amount_cents: int) -> None:
    """Put more money into the pool, by an act of its own."""
    named = {"call_id": life.world.call.pk, "act_id": city.add_act(life.world.call), "actor": "test"}
    life.work(matching.fund_pool, amount_cents=amount_cents, **named)


def rectify(life: Life, place: int) -> None:
    """Publish other rules for the call, and open one more campaign under them."""
    family = list(life.world.family)
    name, number = family[place % len(family)], len(life.campaign_ids)
    act_id, call = city.add_act(life.world.call), life.world.call
    life.work(calls.rectify_rules, call_id=call.pk, act_id=act_id, document=worlds.document(name), actor="test")
    account = life.world.accounts[number % len(life.world.accounts)]
    opened = worlds.open_campaign(call, name, number % len(life.world.accounts), account, life.now, rank=number + 1)
    life.campaign_ids.append(opened.pk)
