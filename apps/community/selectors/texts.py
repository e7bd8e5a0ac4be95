"""Single texts and those of one person or one campaign, whatever their state."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import Max
from django.utils.translation import gettext as _

from apps.community.models import Comment, Follow, Question, Report
from apps.community.rules.writing import LIMITS
from apps.community.states import Place, State, What
from apps.kernel.errors import DomainError

_MODELS: dict[str, type[Comment] | type[Question]] = {What.COMMENT: Comment, What.QUESTION: Question}
Spoken = Comment | Question


class TextNotFound(DomainError):
    """The city has no such comment or question."""

    code = "text_not_found"
    status = 404


def get_text(what: str, text_id: int) -> Spoken:
    """Return a comment or a question; raises TextNotFound."""
    found = _MODELS[what].objects.filter(pk=text_id).first() if what in _MODELS else None
    if found is None:
        raise TextNotFound(_("Questo commento non esiste."))
    return found


def lock_text(what: str, text_id: int) -> Spoken:
    """Lock a comment or a question for the rest of the transaction; raises TextNotFound."""
    found = _MODELS[what].objects.select_for_update(no_key=True).filter(pk=text_id).first()
    if found is None:
        raise TextNotFound(_("Questo commento non esiste."))
    return found


def what_of(spoken: Spoken) -> What:
    """Return which of the two kinds of text this is."""
    return What.COMMENT if isinstance(spoken, Comment) else What.QUESTION


def written_since(user_id: int, now: datetime) -> list[datetime]:
    """Return when a person wrote, as far back as the limits look."""
    since = now - max((period for _, period in LIMITS), default=timedelta())
    found = [model.objects.filter(author_id=user_id, created_at__gt=since) for model in _MODELS.values()]
    return [at for rows in found for at in rows.values_list("created_at", flat=True)]


def is_known(user_id: int) -> bool:
    """Tell whether some text of a person is shown."""
    return any(model.objects.filter(author_id=user_id, state=State.VISIBLE).exists() for model in _MODELS.values())


def latest_of_others(districts: Iterable[str], user_id: int, until: datetime) -> dict[str, datetime]:
    """Return when the latest shown comment of another person was written in some districts, until an instant."""
    found = Comment.objects.filter(place=Place.DISTRICT, key__in=districts, state=State.VISIBLE, created_at__lte=until)
    return dict(found.exclude(author_id=user_id).values_list("key").annotate(Max("created_at")))


def list_own(user_id: int) -> list[Spoken]:
    """Return everything that a person wrote, latest first."""
    found = [row for model in _MODELS.values() for row in model.objects.filter(author_id=user_id)]
    return sorted(found, key=lambda row: row.created_at, reverse=True)


def list_asked(campaign_id: int) -> list[Question]:
    """Return the questions of a campaign that are shown, those without an answer first, then the latest."""
    rows = Question.objects.filter(campaign_id=campaign_id, state=State.VISIBLE).select_related("author")
    return sorted(rows.order_by("-created_at"), key=lambda row: row.answered_at is not None)


def count_unanswered(campaign_id: int) -> int:
    """Return how many questions of a campaign that are shown wait for an answer."""
    return Question.objects.filter(campaign_id=campaign_id, state=State.VISIBLE, answered_at__isnull=True).count()


def data_of(user_id: int) -> list[dict[str, object]]:
    """Return what is kept of a person here, for her to take away."""
    follows = Follow.objects.filter(user_id=user_id).order_by("pk")
    reports = Report.objects.filter(reporter_id=user_id).order_by("pk")
    texts: list[dict[str, object]] = [
        {
            "cosa": "commento" if isinstance(row, Comment) else "domanda",
            "testo": row.text,
            "stato": row.state,
            "contestazione": row.contest,
            "scritto": row.created_at,
            "modificato": row.edited_at,
        }
        for row in list_own(user_id)
    ]
    return [
        *texts,
        *({"cosa": "segue", "tipo": row.kind, "chiave": row.key, "dal": row.created_at} for row in follows),
        *({"cosa": "segnalazione", "motivo": row.reason, "testo": row.text, "il": row.created_at} for row in reports),
    ]
