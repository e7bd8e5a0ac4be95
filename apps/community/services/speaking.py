"""Writing, changing and taking back a text, and contesting its hiding: what its author does."""

from datetime import datetime
from typing import Any, TypeVar

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from apps.audit import services as audit
from apps.campaigns import selectors as campaigns
from apps.community import selectors
from apps.community.models import Comment, Question
from apps.community.rules import writing
from apps.community.rules.writing import Problem
from apps.community.selectors import texts
from apps.community.selectors.texts import Spoken, what_of
from apps.community.states import TRANSITIONS, Place, State
from apps.districts import selectors as districts
from apps.kernel.errors import DomainError
from apps.kernel.periods import SAID_TWICE_WITHIN
from apps.kernel.states import advance
from apps.people import selectors as people
from apps.people import services as people_services

MOST_CONTEST = 1_000
_Kind = TypeVar("_Kind", Comment, Question)


class TextRefused(DomainError):
    """The text cannot be written like this, or not now; the sentence says why."""

    code = "text_refused"


class AddressNotVerified(DomainError):
    """Who writes has not shown to read any e-mail address."""

    code = "address_not_verified"
    status = 403


class NotYours(DomainError):
    """The text is somebody else's."""

    code = "text_not_yours"
    status = 404


@transaction.atomic
def write_comment(
    *, user_id: int, place: str, key: str, text: str, parent_id: int | None = None, now: datetime
) -> Comment:
    """Say something of a campaign or a district, or answer a comment there.

    Raises AddressNotVerified, TextRefused, and what the place raises when the city has it not.
    """
    where = _existing(place, key)
    parent = _parent(where, key, parent_id)
    return _say(Comment, user_id, text, now, place=where, key=key, parent=parent)


@transaction.atomic
def ask_question(*, user_id: int, campaign_slug: str, text: str, now: datetime) -> Question:
    """Ask something of those who propose a campaign; raises AddressNotVerified, TextRefused, CampaignNotFound."""
    campaign = campaigns.get_public_campaign(campaign_slug)
    return _say(Question, user_id, text, now, campaign_id=campaign.pk)


@transaction.atomic
def edit_text(*, user_id: int, what: str, text_id: int, text: str, now: datetime) -> Spoken:
    """Change an own text while it is young; that it was changed stays visible. Raises NotYours, TextRefused."""
    row = _own(user_id, what, text_id)
    is_answered = isinstance(row, Question) and row.answered_at is not None
    if is_answered or not writing.may_edit(state=State(row.state), created_at=row.created_at, now=now):
        raise TextRefused(_("Il tempo per modificare è finito: puoi ancora ritirarlo."))
    row.text, row.edited_at = _fit(text), now
    row.save(update_fields=["text", "edited_at"])
    _audit("edit", row, user_id, now)
    return row


@transaction.atomic
def withdraw_text(*, user_id: int, what: str, text_id: int, now: datetime) -> Spoken:
    """Take an own text back: the words go, its place and the answers stay. Raises NotYours, ForbiddenTransition."""
    row = _own(user_id, what, text_id)
    row.state = advance(TRANSITIONS, State(row.state), State.WITHDRAWN)
    row.text, row.hidden_reason, row.contest = "", "", ""
    row.save(update_fields=["state", "text", "hidden_reason", "contest"])
    _audit("withdraw", row, user_id, now)
    return row


@transaction.atomic
def contest_hiding(*, user_id: int, what: str, text_id: int, words: str, now: datetime) -> Spoken:
    """Ask the office, once, to look again at an own text that is hidden. Raises NotYours, TextRefused."""
    row = _own(user_id, what, text_id)
    said = writing.cleaned(words)[:MOST_CONTEST]
    if row.state != State.HIDDEN or row.contested_at is not None:
        raise TextRefused(_("Questo testo non si può contestare, oppure lo hai già contestato."))
    if not said:
        raise TextRefused(_("Scrivi perché il tuo testo dovrebbe restare."))
    row.contest, row.contested_at = said, now
    row.save(update_fields=["contest", "contested_at"])
    _audit("contest", row, user_id, now)
    return row


def _existing(place: str, key: str) -> Place:
    where = Place(place)
    if where == Place.DISTRICT:
        districts.find_district(key)
    else:
        selectors.find_target("campaign", key)
    return where


def _parent(place: Place, key: str, parent_id: int | None) -> Comment | None:
    if parent_id is None:
        return None
    found = Comment.objects.filter(pk=parent_id, place=place, key=key, parent__isnull=True).first()
    if found is None or found.state != State.VISIBLE:
        raise TextRefused(_("Non si può rispondere a questo commento."))
    return found


def _say(kind: type[_Kind], user_id: int, text: str, now: datetime, **where: Any) -> _Kind:
    """Write a text, once: the same words sent again in the same place, by a second click, are the first text."""
    if not people.verified_addresses(user_id):
        raise AddressNotVerified(_("Prima conferma il tuo indirizzo e-mail, nella tua area personale."))
    words = _fit(text)
    people_services.lock_person(user_id=user_id)
    young = {"created_at__gt": now - SAID_TWICE_WITHIN, "state__in": (State.VISIBLE, State.HELD)}
    said = kind.objects.filter(author_id=user_id, text=words, **young, **where).first()
    if said is not None:
        return said
    _require_room(user_id, now)
    row = kind.objects.create(author_id=user_id, text=words, state=_first_state(user_id), created_at=now, **where)
    _audit("write", row, user_id, now)
    return row


def _require_room(user_id: int, now: datetime) -> None:
    free_at = writing.free_again_at(texts.written_since(user_id, now), now)
    if free_at is not None:
        hour = timezone.localtime(free_at).strftime("%H:%M")
        raise TextRefused(_("Hai scritto molto in poco tempo: puoi scrivere ancora dalle %(hour)s.") % {"hour": hour})


def _fit(text: str) -> str:
    words = writing.cleaned(text)
    problem = writing.problem_of(words)
    if problem is None:
        return words
    raise TextRefused(
        {
            Problem.EMPTY: _("Scrivi qualcosa."),
            Problem.TOO_LONG: _("Il testo è troppo lungo: al massimo %(most)d caratteri.")
            % {"most": writing.MOST_CHARACTERS},
            Problem.TOO_MANY_LINKS: _("Ci sono troppi collegamenti: al massimo %(most)d.")
            % {"most": writing.MOST_LINKS},
        }[problem]
    )


def _first_state(user_id: int) -> State:
    policy = selectors.policy()
    return writing.first_state(holds_first=policy.holds_first, has_been_approved=texts.is_known(user_id))


def _own(user_id: int, what: str, text_id: int) -> Spoken:
    row = texts.lock_text(what, text_id)
    if row.author_id != user_id:
        raise NotYours(_("Questo commento non esiste."))
    return row


def _audit(verb: str, row: Spoken, user_id: int, now: datetime) -> None:
    audit.record(actor=f"user:{user_id}", verb=verb, object_kind=what_of(row), object_id=row.pk, now=now)
