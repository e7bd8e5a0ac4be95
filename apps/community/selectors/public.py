"""What anyone reads of comments and questions. The words of a text that is not shown never leave the database.

A campaign's page reads them in the campaign's own query: `with_voices`, then `of_campaign`. A district's page does the
same: `with_residents`, then `of_district`.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import (
    Case,
    CharField,
    Count,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextField,
    When,
)
from django.db.models import Value as Text
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, Coalesce, JSONObject

from apps.community.labels import GONE, REASONS
from apps.community.models import Comment, Follow, Question
from apps.community.states import FollowKind, Place, Reason, State
from apps.districts import selectors as districts

SHOWN = 20
_SPOKEN = ("id", "state", "hidden_reason", "edited_at", "created_at")


@dataclass(frozen=True, kw_only=True)
class Voice:
    """A comment, an answer to one, or a question with its answer, as anyone reads it."""

    id: int
    author: str
    text: str
    state: State
    reason: str
    is_edited: bool
    created_at: datetime
    answers: list["Voice"] = field(default_factory=list)
    answer: str = ""
    answered_at: datetime | None = None

    @property
    def is_shown(self) -> bool:
        """Whether its words are read."""
        return self.state == State.VISIBLE


@dataclass(frozen=True)
class Voices:
    """What a page tells of its community; `district` is the address of the one that a campaign is in, where known."""

    comments: list[Voice]
    comments_count: int
    questions: list[Voice]
    questions_count: int
    followers: int
    is_followed: bool
    district: str = ""


def with_voices(found: QuerySet[Any], *, reader_id: int | None) -> QuerySet[Any]:
    """Add to campaigns, in their own query, what is said of them: read it with `of_campaign`."""
    key = Cast(OuterRef("pk"), CharField())
    threads, questions = _threads(Place.CAMPAIGN, key), _questions(OuterRef("pk"))
    followers = Follow.objects.filter(kind=FollowKind.CAMPAIGN, key=key)
    local = districts.find_districts().filter(name__iexact=OuterRef("district"))
    return found.annotate(
        voices_comments=ArraySubquery(threads.values(line=_comment_line())[:SHOWN]),
        voices_comments_count=_count(threads),
        voices_questions=ArraySubquery(questions.values(line=_question_line())[:SHOWN]),
        voices_questions_count=_count(questions),
        voices_followers=_count(followers),
        voices_is_followed=Exists(followers.filter(user_id=reader_id or 0)),
        voices_district=Subquery(local.values("slug")[:1]),
    )


def of_campaign(campaign: Any) -> Voices:
    """Return what is said of a campaign that was read `with_voices`."""
    return Voices(
        [voice(line) for line in campaign.voices_comments],
        campaign.voices_comments_count,
        [voice(line) for line in campaign.voices_questions],
        campaign.voices_questions_count,
        campaign.voices_followers,
        campaign.voices_is_followed,
        campaign.voices_district or "",
    )


def with_residents(found: QuerySet[Any], *, reader_id: int | None, page_number: int) -> QuerySet[Any]:
    """Add to districts, in their own query, one page of what is said of them: read it with `of_district`."""
    threads, begins = _threads(Place.DISTRICT, OuterRef("slug")), (page_number - 1) * SHOWN
    followers = Follow.objects.filter(kind=FollowKind.DISTRICT, key=OuterRef("slug"))
    return found.annotate(
        voices_comments=ArraySubquery(threads.values(line=_comment_line())[begins : begins + SHOWN]),
        voices_comments_count=_count(threads),
        voices_followers=_count(followers),
        voices_is_followed=Exists(followers.filter(user_id=reader_id or 0)),
    )


def of_district(district: Any) -> Voices:
    """Return what is said of a district that was read `with_residents`: nobody asks questions of one."""
    comments = [voice(line) for line in district.voices_comments]
    followers, is_followed = district.voices_followers, district.voices_is_followed
    return Voices(comments, district.voices_comments_count, [], 0, followers, is_followed)


def list_threads(place: Place, key: str) -> QuerySet[Any, Any]:
    """Return the lines of the comments of a place, latest first, for `voice`; lazy, so that a page of them is read."""
    return _threads(place, Text(key)).annotate(line=_comment_line()).values_list("line", flat=True)


def list_questions(campaign_id: int) -> QuerySet[Any, Any]:
    """Return the lines of the questions of a campaign, latest first, for `voice`; lazy."""
    return _questions(Text(campaign_id)).annotate(line=_question_line()).values_list("line", flat=True)


def voice(line: dict[str, Any]) -> Voice:
    """Return what a line says."""
    answered_at = line.get("answered_at")
    return Voice(
        id=line["id"],
        author=line["author"] or str(GONE),
        text=line["text"],
        state=State(line["state"]),
        reason=str(REASONS[Reason(line["hidden_reason"])]) if line["hidden_reason"] else "",
        is_edited=line["edited_at"] is not None,
        created_at=datetime.fromisoformat(line["created_at"]),
        answers=[voice(each) for each in line.get("answers") or []],
        answer=line.get("answer", ""),
        answered_at=datetime.fromisoformat(answered_at) if answered_at else None,
    )


def _threads(place: Place, key: Combinable | OuterRef) -> QuerySet[Comment]:
    answers = Comment.objects.filter(parent_id=OuterRef("pk")).exclude(state=State.HELD)
    found = Comment.objects.filter(Q(place=place, key=key, parent__isnull=True))
    return found.filter(~Q(state=State.HELD) | Exists(answers)).order_by("-created_at", "-pk")


def _questions(campaign: Combinable | OuterRef) -> QuerySet[Question]:
    return Question.objects.filter(campaign_id=campaign).exclude(state=State.HELD).order_by("-created_at", "-pk")


def _comment_line() -> JSONObject:
    answers = Comment.objects.filter(parent_id=OuterRef("pk")).exclude(state=State.HELD).order_by("created_at", "pk")
    return JSONObject(**_line(), answers=ArraySubquery(answers.values(line=JSONObject(**_line()))))


def _question_line() -> JSONObject:
    answer = Case(When(state=State.VISIBLE, then=F("answer")), default=Text(""), output_field=TextField())
    return JSONObject(**_line(), answer=answer, answered_at=F("answered_at"))


def _line() -> dict[str, Any]:
    text = Case(When(state=State.VISIBLE, then=F("text")), default=Text(""), output_field=TextField())
    return {**{name: F(name) for name in _SPOKEN}, "text": text, "author": F("author__name")}


def _count(found: QuerySet[Any]) -> Coalesce:
    counted = found.order_by().annotate(one=Text(1)).values("one").annotate(count=Count("pk")).values("count")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)
