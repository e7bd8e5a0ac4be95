"""Writes of what a person says of herself, and of where she is signed in."""

from datetime import datetime

from allauth.usersessions.models import UserSession
from django.db import transaction

from apps.audit import services as audit
from apps.people import services as people


@transaction.atomic
def change_profile(*, user_id: int, name: str, language: str, now: datetime) -> None:
    """Keep a person's name and language; blank is the city's language."""
    people.change_person(user_id=user_id, name=name, language=language)
    audit.record(actor=f"person:{user_id}", verb="profile_changed", object_kind="user", object_id=user_id, now=now)


def end_session(*, user_id: int, session_id: int, now: datetime) -> bool:
    """Sign a person out where she is signed in; tell whether it was hers."""
    session = UserSession.objects.filter(pk=session_id, user_id=user_id).first()
    if session is None:
        return False
    session.end()
    audit.record(actor=f"person:{user_id}", verb="session_ended", object_kind="user", object_id=user_id, now=now)
    return True
