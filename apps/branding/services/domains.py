"""A city's own hosts: claimed, shown by a DNS record to be its own, then answered on.

Anybody may claim a host; only who can write in its DNS gets it, since each claim has a token of its own. That a host is
one city's only is the unique constraint of `registry.Domain`. The DNS is never asked inside a transaction.
"""

import secrets
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from apps.audit import services as audit
from apps.branding import dns
from apps.branding.models import DomainClaim
from apps.branding.rules import domains
from apps.branding.states import ClaimState
from apps.kernel.errors import DomainError
from tenants.registry import looks
from tenants.registry import selectors as registry
from tenants.registry import services as registry_services

AGAIN = timedelta(minutes=10)
PATIENCE = timedelta(days=7)
MOST_CLAIMS = 10
CHECK = "domain.check"
TAKEN = "Questo dominio è già in uso."


class ClaimRefused(DomainError):
    """The domain cannot be claimed, chosen or removed; the message says why."""

    code = "domain_refused"
    status = 409


@transaction.atomic
def claim_domain(*, domain: str, actor: str, now: datetime) -> DomainClaim:
    """Claim a host and owe its first check; the same host again returns its claim. Raises ClaimRefused."""
    try:
        host = domains.normalise(domain, platform_host=settings.FLEET_PUBLIC_HOST)
    except domains.WrongDomain as error:
        raise ClaimRefused(str(error)) from error
    registry.lock_city(registry.current_tenant().pk)
    known = DomainClaim.objects.filter(domain=host).first()
    if known:
        return known
    if registry.is_domain_taken(host):
        raise ClaimRefused(TAKEN)
    if DomainClaim.objects.count() >= MOST_CLAIMS:
        raise ClaimRefused(f"Si possono chiedere al massimo {MOST_CLAIMS} domini: rimuovine uno.")
    token = secrets.token_urlsafe(24)
    claim = DomainClaim.objects.create(domain=host, token=token, requested_by=actor, requested_at=now, asked_at=now)
    registry_services.put_on_agenda(kind="domain.check", key=str(claim.pk), due_at=now + AGAIN, now=now)
    _audit("domain.claimed", claim, actor, now)
    return claim


def check_domain(*, claim_id: int, actor: str, now: datetime) -> DomainClaim:
    """Look at a claimed host's record now; a failed claim is tried again for another week. Raises DoesNotExist."""
    with transaction.atomic():
        claim = DomainClaim.objects.select_for_update(no_key=True).get(pk=claim_id)
        if claim.state == ClaimState.VERIFIED:
            return claim
        claim.state, claim.asked_at = ClaimState.PENDING, now
        claim.save(update_fields=["state", "asked_at"])
    return _check(claim, actor, now)


def check_due(*, key: str, now: datetime) -> None:
    """Look at a claimed host's record from the agenda, and again until it is right or the patience is over."""
    claim = DomainClaim.objects.filter(pk=int(key), state=ClaimState.PENDING).first()
    if claim:
        _check(claim, "system", now)


@transaction.atomic
def choose_primary(*, domain: str, actor: str, now: datetime) -> None:
    """Choose the host that e-mails name and links lead to, among those the city answers on; raises ClaimRefused."""
    tenant = registry.current_tenant()
    if domain not in {row.domain for row in registry.list_domains(tenant)}:
        raise ClaimRefused("Il portale non risponde su questo dominio: prima va verificato.")
    looks.set_primary(tenant=tenant, domain=domain)
    audit.record(
        actor=actor,
        verb="domain.made_primary",
        object_kind="domain",
        object_id=tenant.pk,
        now=now,
        data={"domain": domain},
    )


@transaction.atomic
def remove_domain(*, claim_id: int, actor: str, now: datetime) -> None:
    """Give a claimed host up and stop answering on it; never the main one. Raises DoesNotExist, ClaimRefused."""
    claim = DomainClaim.objects.select_for_update().get(pk=claim_id)
    try:
        looks.remove_domain(tenant=registry.current_tenant(), domain=claim.domain)
    except looks.KeptDomain as error:
        raise ClaimRefused("È l'indirizzo principale del portale: prima scegline un altro.") from error
    _audit("domain.removed", claim, actor, now)
    registry_services.take_off_agenda(kind=CHECK, key=str(claim.pk))
    claim.delete()


def _check(claim: DomainClaim, actor: str, now: datetime) -> DomainClaim:
    problem = dns.problem_of(claim.domain, claim.token)
    with transaction.atomic():
        current = DomainClaim.objects.select_for_update().filter(pk=claim.pk).first()
        if current is None or current.state == ClaimState.VERIFIED:
            return current or claim
        current.checked_at, current.problem = now, problem
        if not problem:
            _take(current, actor, now)
        elif now - current.asked_at >= PATIENCE:
            current.state = ClaimState.FAILED
            _audit("domain.failed", current, actor, now)
        else:
            registry_services.put_on_agenda(kind="domain.check", key=str(current.pk), due_at=now + AGAIN, now=now)
        current.save()
    return current


def _take(claim: DomainClaim, actor: str, now: datetime) -> None:
    """Answer on a host that was shown to be the city's, unless another tenant already does."""
    try:
        looks.add_alias(tenant=registry.current_tenant(), domain=claim.domain)
    except looks.DomainTaken:
        claim.state, claim.problem = ClaimState.FAILED, TAKEN
        _audit("domain.failed", claim, actor, now)
        return
    claim.state, claim.verified_at = ClaimState.VERIFIED, now
    _audit("domain.verified", claim, actor, now)


def _audit(verb: str, claim: DomainClaim, actor: str, now: datetime) -> None:
    audit.record(
        actor=actor, verb=verb, object_kind="domain", object_id=claim.pk, now=now, data={"domain": claim.domain}
    )
