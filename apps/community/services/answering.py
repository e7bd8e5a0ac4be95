"""The answer to a question, by those who propose the campaign; who asked is told."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from apps.audit import services as audit
from apps.campaigns import selectors as campaigns
from apps.community.models import Question
from apps.community.rules import writing
from apps.community.services.letters import tell_follower
from apps.community.states import State
from apps.kernel.errors import DomainError
from apps.kernel.texts import for_message
from apps.notifications.states import Topic

MOST_CHARACTERS = 4_000


class NotAnswerable(DomainError):
    """The question is not shown, has its answer, or the answer says nothing."""

    code = "not_answerable"


@transaction.atomic
def answer_question(*, campaign_id: int, question_id: int, answer: str, actor: str, now: datetime) -> Question:
    """Answer a question that is shown, once; the caller has checked who answers. Raises NotAnswerable."""
    words = writing.cleaned(answer)
    if not words or len(words) > MOST_CHARACTERS:
        raise NotAnswerable(_("Scrivi una risposta, al massimo di %(most)d caratteri.") % {"most": MOST_CHARACTERS})
    row = Question.objects.select_for_update(no_key=True).filter(pk=question_id, campaign_id=campaign_id).first()
    if row is None or row.state != State.VISIBLE or row.answered_at is not None:
        raise NotAnswerable(_("Questa domanda non c'è più, o ha già una risposta."))
    row.answer, row.answered_by, row.answered_at = words, actor, now
    row.save(update_fields=["answer", "answered_by", "answered_at"])
    audit.record(actor=actor, verb="answer", object_kind="question", object_id=row.pk, now=now)
    if row.author_id is not None:
        campaign = campaigns.get_campaign(campaign_id)
        data: dict[str, object] = {
            "campaign": campaign.title,
            "path": f"/campagne/{campaign.slug}/#domande",
            "translations": for_message(campaign=(campaign.translations, "title")),
        }
        fact = f"answer-{row.pk}"
        tell_follower(
            user_id=row.author_id, kind="community_answer", fact=fact, topic=Topic.CAMPAIGNS, data=data, now=now
        )
    return row
