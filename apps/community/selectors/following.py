"""Who follows what, and what the things that can be followed are called."""

from dataclasses import dataclass

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from apps.calls import selectors as calls
from apps.campaigns import selectors as campaigns
from apps.community.models import Follow
from apps.community.states import FollowKind
from apps.districts import selectors as districts
from apps.kernel.errors import DomainError
from apps.pictures.rules import PictureView


class NothingToFollow(DomainError):
    """The city has no such thing to follow."""

    code = "nothing_to_follow"
    status = 404


@dataclass(frozen=True)
class FollowedTarget:
    """Something that can be followed: its name, its page, and the picture of a campaign that has one."""

    kind: FollowKind
    key: str
    name: str
    path: str
    cover: PictureView | None = None


def followers_of(kind: str, key: str, *, after: int, most: int) -> list[int]:
    """Return the ids of those who follow something, in order: at most so many, all greater than `after`."""
    found = Follow.objects.filter(kind=kind, key=key, user_id__gt=after).order_by("user_id")
    return list(found.values_list("user_id", flat=True)[:most])


def followed_by(user_id: int) -> list[Follow]:
    """Return what a person follows, latest first."""
    return list(Follow.objects.filter(user_id=user_id).order_by("-created_at", "-pk"))


def is_following(user_id: int, kind: str, key: str) -> bool:
    """Tell whether a person follows something."""
    return Follow.objects.filter(user_id=user_id, kind=kind, key=key).exists()


def list_followed(user_id: int) -> list[FollowedTarget]:
    """Return what a person follows with names and pages, latest first; what is gone from the city is left out."""
    rows = followed_by(user_id)
    known = _known_targets({row.kind for row in rows})
    return [known[row.kind, row.key] for row in rows if (row.kind, row.key) in known]


def find_target(kind: str, key: str) -> FollowedTarget:
    """Return something that can be followed; raises NothingToFollow."""
    found = _known_targets({kind}).get((kind, key))
    if found is None:
        raise NothingToFollow(_("Non c'è niente da seguire a questo indirizzo."))
    return found


def _known_targets(kinds: set[str]) -> dict[tuple[str, str], FollowedTarget]:
    found = []
    if kinds & {FollowKind.CAMPAIGN, FollowKind.AREA}:
        public = campaigns.list_public_campaigns()
        found += [
            FollowedTarget(
                FollowKind.CAMPAIGN, str(each.pk), each.told_title, f"/campagne/{each.slug}/", each.told_cover
            )
            for each in public
        ]
        areas = sorted({each.area for each in public if each.area})
        found += [FollowedTarget(FollowKind.AREA, area, capfirst(area), "/quartieri/#temi") for area in areas]
    if FollowKind.CALL in kinds:
        found += [
            FollowedTarget(FollowKind.CALL, str(each.pk), each.title, f"/bandi/{each.slug}/")
            for each in calls.list_public_calls()
        ]
    if FollowKind.DISTRICT in kinds:
        found += [
            FollowedTarget(FollowKind.DISTRICT, each.slug, each.name, f"/quartieri/{each.slug}/")
            for each in districts.list_names()
        ]
    return {(each.kind, each.key): each for each in found}
