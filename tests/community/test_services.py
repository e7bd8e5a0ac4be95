"""Writing, reporting, moderating, following, telling: who may, what anyone sees, who hears of it, and only once."""

from collections.abc import Callable
from typing import Any

import pytest

from apps.audit.models import AuditEvent
from apps.campaigns.models import Campaign
from apps.community import selectors, services
from apps.community.models import Comment, Follow, ModerationAct, Question, Report
from apps.community.rules.writing import LIMITS
from apps.community.selectors.public import voice
from apps.community.states import State
from apps.kernel import clock as product_clock
from apps.kernel.periods import SAID_TWICE_WITHIN
from apps.kernel.states import ForbiddenTransition
from apps.notifications.models import Message
from apps.people.models import User
from tests.factories.constraints import refused
from tests.harness.moment import Clock

People = Callable[..., User]
Write = Callable[..., Comment]


def shown(campaign: Campaign) -> list[Any]:
    return [voice(line) for line in selectors.list_threads("campaign", str(campaign.pk))]


def approve(comment: Comment) -> None:
    services.approve_text(what="comment", text_id=comment.pk, note="", actor="test", now=product_clock.now())


def hide(comment: Comment) -> None:
    services.hide_text(
        what="comment", text_id=comment.pk, reason="offensive", note="", actor="test", now=product_clock.now()
    )


def report(comment: Comment, guest: str = "", reporter: User | None = None) -> bool:
    return services.report_text(
        what="comment",
        text_id=comment.pk,
        reporter_id=reporter.pk if reporter else None,
        guest=guest,
        reason="offensive",
        words="",
        now=product_clock.now(),
    )


def test_only_who_has_a_verified_address_writes(citizen: People, comment_of: Write) -> None:
    with pytest.raises(services.AddressNotVerified):
        comment_of(citizen(is_verified=False))
    assert Comment.objects.count() == 0


def test_a_first_text_waits_and_the_next_one_does_not(campaign: Campaign, citizen: People, comment_of: Write) -> None:
    user = citizen()
    first = comment_of(user)
    assert (first.state, shown(campaign)) == (State.HELD, [])
    approve(first)
    assert comment_of(user, "Ancora").state == State.VISIBLE
    assert [each.text for each in shown(campaign)] == ["Ancora", "Bello!"]
    assert Message.objects.filter(kind="community_approved", user=user).count() == 1


@pytest.mark.usefixtures("nothing_held")
def test_a_text_that_is_sent_twice_is_said_once(
    campaign: Campaign, citizen: People, comment_of: Write, clock: Clock
) -> None:
    user = citizen()
    first = comment_of(user)
    assert comment_of(user) == first
    others = {comment_of(citizen()).pk, comment_of(user, parent=first).pk, comment_of(user, "Bellissimo!").pk}
    asked: Any = {"user_id": user.pk, "campaign_slug": campaign.slug, "text": "Quando?", "now": product_clock.now()}
    assert services.ask_question(**asked) == services.ask_question(**asked)
    clock.advance(seconds=SAID_TWICE_WITHIN.total_seconds())
    assert comment_of(user).pk not in {first.pk, *others}


@pytest.mark.usefixtures("nothing_held")
def test_a_person_writes_so_much_and_no_more(citizen: People, comment_of: Write, clock: Clock) -> None:
    user, (most, period) = citizen(), LIMITS[0]
    for number in range(most):
        comment_of(user, f"Testo {number}")
    with pytest.raises(services.TextRefused):
        comment_of(user)
    comment_of(citizen())
    clock.advance(seconds=period.total_seconds() + 1)
    comment_of(user)


@pytest.mark.usefixtures("nothing_held")
def test_three_reports_hold_a_text_until_it_is_looked_at(
    campaign: Campaign, citizen: People, comment_of: Write
) -> None:
    comment = comment_of(citizen())
    ada, ugo = citizen(), citizen()
    assert [report(comment, reporter=person) for person in (ada, ada, ugo)] == [True, False, True]
    assert shown(campaign)[0].is_shown
    report(comment, reporter=citizen())
    assert shown(campaign) == []
    assert selectors.count_waiting() == 1
    approve(comment)
    assert [each.text for each in shown(campaign)] == ["Bello!"]
    assert report(comment, reporter=ada) is False
    assert Report.objects.filter(closed_at__isnull=True).count() == 0


@pytest.mark.usefixtures("nothing_held")
def test_guests_bring_a_text_before_the_office_and_hide_nothing(
    campaign: Campaign, citizen: People, comment_of: Write
) -> None:
    comment = comment_of(citizen())
    assert selectors.count_waiting() == 0
    assert [report(comment, f"198.51.{number}.0") for number in (1, 1, *range(2, 12))] == [True, False, *[True] * 10]
    for _ in range(2):
        report(comment, reporter=citizen())
    assert shown(campaign)[0].is_shown
    assert selectors.count_waiting() == 1
    (waiting,) = selectors.find_texts()
    assert (waiting.state, waiting.reports) == (State.VISIBLE, 13)
    approve(comment)
    assert (selectors.count_waiting(), selectors.find_texts()) == (0, [])
    assert not Report.objects.filter(fingerprint__contains="198.51").exists()


@pytest.mark.usefixtures("nothing_held")
def test_a_hidden_text_says_why_and_nothing_else(campaign: Campaign, citizen: People, comment_of: Write) -> None:
    user = citizen()
    comment = comment_of(user, "Parole da nascondere")
    hide(comment)
    (line,) = shown(campaign)
    assert (line.text, line.reason, line.state) == ("", "Offende o minaccia", State.HIDDEN)
    told = Message.objects.get(kind="community_hidden", user=user)
    assert told.data["reason"] == "Offende o minaccia"
    assert ModerationAct.objects.get().reason == "offensive"
    assert AuditEvent.objects.filter(object_kind="comment", verb="hide", object_id=comment.pk).exists()


@pytest.mark.usefixtures("nothing_held")
def test_an_author_contests_once(citizen: People, comment_of: Write) -> None:
    user, now = citizen(), product_clock.now()
    comment = comment_of(user)
    one: dict[str, Any] = {"what": "comment", "text_id": comment.pk, "now": now}
    with pytest.raises(services.TextRefused):
        services.contest_hiding(user_id=user.pk, words="Perché?", **one)
    hide(comment)
    with pytest.raises(services.NotYours):
        services.contest_hiding(user_id=citizen().pk, words="Perché?", **one)
    services.contest_hiding(user_id=user.pk, words="Perché?", **one)
    assert selectors.count_waiting() == 1
    services.restore_text(note="", actor="test", **one)
    hide(comment)
    with pytest.raises(services.TextRefused):
        services.contest_hiding(user_id=user.pk, words="Di nuovo", **one)


@pytest.mark.usefixtures("nothing_held")
def test_an_author_changes_a_young_text_and_takes_it_back(
    campaign: Campaign, citizen: People, comment_of: Write, clock: Clock
) -> None:
    user = citizen()
    comment = comment_of(user)
    comment_of(citizen(), "Sì!", comment)
    one: dict[str, Any] = {"user_id": user.pk, "what": "comment", "text_id": comment.pk}
    services.edit_text(**one, text="Bellissimo!", now=product_clock.now())
    assert (shown(campaign)[0].text, shown(campaign)[0].is_edited) == ("Bellissimo!", True)
    clock.advance(minutes=15)
    with pytest.raises(services.TextRefused):
        services.edit_text(**one, text="Tardi", now=product_clock.now())
    services.withdraw_text(**one, now=product_clock.now())
    (line,) = shown(campaign)
    assert (line.state, line.text, [each.text for each in line.answers]) == (State.WITHDRAWN, "", ["Sì!"])
    with pytest.raises(ForbiddenTransition):
        hide(comment)


@pytest.mark.usefixtures("nothing_held")
def test_an_answer_to_an_answer_is_refused(citizen: People, comment_of: Write) -> None:
    answer = comment_of(citizen(), "Sì", comment_of(citizen()))
    with pytest.raises(services.TextRefused):
        comment_of(citizen(), "No", answer)


def test_the_database_refuses_what_the_services_would_not_write(campaign: Campaign, citizen: People) -> None:
    user, now = citizen(), product_clock.now()
    base: dict[str, Any] = {"place": "campaign", "key": "1", "author": user, "created_at": now}
    with refused("comment_text_until_withdrawn"):
        Comment.objects.create(**base, text="", state=State.VISIBLE)
    with refused("comment_hidden_for_a_reason"):
        Comment.objects.create(**base, text="x", state=State.HIDDEN)
    with refused("question_answer_has_an_instant"):
        Question.objects.create(
            campaign=campaign, author=user, text="x", state=State.VISIBLE, answer="Sì", created_at=now
        )
    with refused("report_of_one_text_or_name"):
        Report.objects.create(fingerprint="0" * 64, reason="false", created_at=now)
    Follow.objects.create(user=user, kind="area", key="x", created_at=now)
    with refused("follow_once"):
        Follow.objects.create(user=user, kind="area", key="x", created_at=now)
    with refused("moderation_hides_for_a_reason"):
        comment = Comment.objects.create(**base, text="x", state=State.VISIBLE)
        ModerationAct.objects.create(comment=comment, verb="hide", actor="x", at=now)
