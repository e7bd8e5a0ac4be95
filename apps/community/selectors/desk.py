"""What the office sees: what waits, what was reported and by how many, what was done."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Exists, OuterRef, Q

from apps.community.labels import GONE
from apps.community.models import Comment, ModerationAct, Policy, Question, Report
from apps.community.selectors.texts import Spoken, what_of
from apps.community.states import State, What

WAITING = "waiting"
_MOST = 1_000
_CONTESTED = Q(state=State.HIDDEN, contested_at__isnull=False, contest_settled_at__isnull=True)


@dataclass(frozen=True, kw_only=True)
class DeskText:
    """A text as the office lists it; `reports` are those nobody has looked at."""

    what: What
    id: int
    author: str
    text: str
    state: State
    reports: int
    is_contested: bool
    created_at: datetime


def policy() -> Policy:
    """Return the city's choices; a row with the defaults, not saved, where the city has made none."""
    return Policy.objects.first() or Policy()


def find_texts(*, show: str = WAITING, what: str = "") -> list[DeskText]:
    """Return the texts that wait for the office, those of a state, or all (""), oldest first; at most 1 000."""
    found: list[DeskText] = []
    for kind, rows in ((What.COMMENT, Comment.objects.all()), (What.QUESTION, Question.objects.all())):
        if what in ("", kind):
            asked = _waits(kind) if show == WAITING else Q(state=show) if show else Q()
            reported = _open_reports(kind)
            oldest = rows.filter(asked).select_related("author").order_by("created_at")[:_MOST]
            found += [_desk(row, reported.get(row.pk, 0)) for row in oldest]
    return sorted(found, key=lambda each: each.created_at)[:_MOST]


def count_waiting() -> int:
    """Return how many texts and names wait for the office, in one query."""
    comments = Comment.objects.filter(_waits(What.COMMENT)).values("pk")
    questions = Question.objects.filter(_waits(What.QUESTION)).values("pk")
    names = Report.objects.filter(donation__isnull=False, closed_at__isnull=True).values("donation_id").distinct()
    return comments.union(questions, names, all=True).count()


def count_reports_of_people(spoken: Spoken) -> int:
    """Return how many people with an account have reported a text that nobody has looked at."""
    return Report.objects.filter(**target_of(spoken), closed_at__isnull=True, reporter__isnull=False).count()


def count_open_reports(spoken: Spoken) -> int:
    """Return how many reports of a text nobody has looked at."""
    return Report.objects.filter(**target_of(spoken), closed_at__isnull=True).count()


def reports_of(spoken: Spoken) -> list[Report]:
    """Return the reports of a text, oldest first."""
    return list(Report.objects.filter(**target_of(spoken)).order_by("created_at", "pk"))


def acts_of(spoken: Spoken) -> list[ModerationAct]:
    """Return what the office did of a text, oldest first."""
    return list(ModerationAct.objects.filter(**target_of(spoken)).order_by("at", "pk"))


def target_of(spoken: Spoken) -> dict[str, int]:
    """Return the column that names a text in reports and acts, with its value."""
    return {f"{what_of(spoken)}_id": spoken.pk}


def _waits(what: What) -> Q:
    """Return which texts the office has to look at: held, contested, or shown and reported."""
    reports = Report.objects.filter(**{f"{what}_id": OuterRef("pk")}, closed_at__isnull=True)
    return Q(state=State.HELD) | _CONTESTED | Q(Exists(reports), state=State.VISIBLE)


def _open_reports(what: What) -> dict[int, int]:
    counted = Report.objects.filter(**{f"{what}__isnull": False}, closed_at__isnull=True).values_list(f"{what}_id")
    return dict(counted.annotate(count=Count("pk")))


def _desk(row: Spoken, reports: int) -> DeskText:
    is_contested = row.contested_at is not None and row.contest_settled_at is None
    return DeskText(
        what=what_of(row),
        id=row.pk,
        author=row.author.name if row.author else str(GONE),
        text=row.text,
        state=State(row.state),
        reports=reports,
        is_contested=is_contested and row.state == State.HIDDEN,
        created_at=row.created_at,
    )
