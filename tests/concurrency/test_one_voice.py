"""Two hands at once: one follow, one report, one telling."""

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest

from apps.community import services
from apps.community.models import Comment, Follow, Report
from apps.community.rules.writing import Choices
from apps.notifications.models import Message
from apps.people import services as people
from tests.concurrency import crowd
from tests.factories import city
from tests.factories.city import NOW

pytestmark = pytest.mark.committed


def person(name: str) -> int:
    email = f"{name}@example.org"
    user = people.create_user(email=email, name="Ada", password=None, roles=[], now=NOW, actor="test")
    people.verify_address(user_id=user.pk, email=email)
    return user.pk


def test_following_or_reporting_twice_at_once_counts_once(together: Callable[..., list[Any]]) -> None:
    campaign = city.add_campaign(city.add_call(10_000_00), crowd.add_account(), 1_000_00)
    user_id = person("ada")
    follow = partial(services.follow, user_id=user_id, kind="campaign", key=str(campaign.pk), now=NOW)
    assert sorted(together(*[follow] * 4)) == [False, False, False, True]
    assert Follow.objects.count() == 1
    services.save_policy(choices=Choices(holds_first=False, most_reports=2), actor="test", now=NOW)
    write = partial(
        services.write_comment, user_id=user_id, place="campaign", key=str(campaign.pk), text="Ciao", now=NOW
    )
    comment = write()
    report = partial(
        services.report_text,
        what="comment",
        text_id=comment.pk,
        reporter_id=None,
        guest="x",
        reason="false",
        words="",
        now=NOW,
    )
    assert sorted(together(*[report] * 4)) == [False, False, False, True]
    assert (Report.objects.count(), Comment.objects.get().state) == (1, "visible")
    campaign.threshold_reached_at = NOW
    campaign.save(update_fields=["threshold_reached_at"])
    together(*[partial(services.look_at_campaign, key=str(campaign.pk), now=NOW)] * 4)
    assert Message.objects.filter(kind="follow_reached").count() == 1
