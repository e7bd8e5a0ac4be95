"""What is left of a person who leaves: the places of the texts, without words or author."""

from datetime import datetime

from django.db import transaction

from apps.audit import services as audit
from apps.community.models import Comment, DigestMark, Follow, Question, Report
from apps.community.services.reporting import nobodys_fingerprint
from apps.community.states import State
from tenants.registry import services as registry


@transaction.atomic
def forget_person(*, user_id: int, now: datetime) -> None:
    """Take a person out: follows and digests go, texts become withdrawn places, reports lose who made them.

    Answers given for a body stay: they are the body's. Run again, it changes nothing.
    """
    empty = {"author_id": None, "text": "", "state": State.WITHDRAWN, "hidden_reason": "", "contest": ""}
    left = Comment.objects.filter(author_id=user_id).update(**empty)
    left += Question.objects.filter(author_id=user_id).update(**empty)
    for report in Report.objects.filter(reporter_id=user_id):
        report.reporter_id, report.fingerprint, report.text = None, nobodys_fingerprint(), ""
        report.save(update_fields=["reporter_id", "fingerprint", "text"])
    Follow.objects.filter(user_id=user_id).delete()
    DigestMark.objects.filter(user_id=user_id).delete()
    registry.take_off_agenda(kind="digest.send", key=str(user_id))
    data: dict[str, object] = {"texts": left}
    audit.record(actor=f"user:{user_id}", verb="forget", object_kind="community", object_id=user_id, now=now, data=data)
