"""Reads and locks of calls, acts and rules versions."""

from django.utils.translation import gettext as _

from apps.calls.models import AdministrativeAct, Call, RulesVersion
from apps.calls.rules.terms import MatchTerms
from apps.calls.states import PUBLIC_STATES, CallState
from apps.kernel.errors import DomainError


class CallNotFound(DomainError):
    """There is no such call, or it is not public."""

    code = "call_not_found"
    status = 404


class NoRules(DomainError):
    """The call has no published rules."""

    code = "no_rules"
    status = 409


def get_call(call_id: int) -> Call:
    """Return a call in any state; raises CallNotFound."""
    return _one(Call.objects.filter(pk=call_id).first())


def lock_call(call_id: int) -> Call:
    """Return a call locked until the end of the transaction; raises CallNotFound.

    The first lock of every use case that takes several: call, campaign, donation, payment, ledger accounts.
    """
    return _one(Call.objects.select_for_update(no_key=True).filter(pk=call_id).first())


def get_public_call(slug: str) -> Call:
    """Return a published or closed call by its slug; raises CallNotFound."""
    return _one(Call.objects.filter(slug=slug, state__in=PUBLIC_STATES).first())


def list_public_calls() -> list[Call]:
    """Return the published and closed calls, newest first."""
    return list(Call.objects.filter(state__in=PUBLIC_STATES).order_by("-published_at", "-pk"))


def list_calls() -> list[Call]:
    """Return every call for the office, newest first."""
    return list(Call.objects.order_by("-created_at", "-pk"))


def list_acts(call_id: int) -> list[AdministrativeAct]:
    """Return the acts of a call by date."""
    return list(AdministrativeAct.objects.filter(call_id=call_id).order_by("date", "pk"))


def list_acts_of_public_call(slug: str) -> list[AdministrativeAct]:
    """Return the acts of a published or closed call by date, each with the call, in one query; raises CallNotFound.

    A public call has at least the act that published it.
    """
    acts = AdministrativeAct.objects.select_related("call").filter(call__slug=slug, call__state__in=PUBLIC_STATES)
    found = list(acts.order_by("date", "pk"))
    if not found:
        raise CallNotFound(_("Il bando non esiste o non è pubblico."))
    return found


def list_rules_versions(call_id: int) -> list[RulesVersion]:
    """Return the published versions of a call's rules with their acts, newest first."""
    return list(RulesVersion.objects.filter(call_id=call_id).select_related("act").order_by("-number"))


def list_rules_in_force() -> list[RulesVersion]:
    """Return the rules in force of the calls that are not closed, each with its call, newest call first; one query."""
    running = RulesVersion.objects.filter(call__state=CallState.PUBLISHED).select_related("call")
    latest = running.order_by("-call_id", "-number").distinct("call_id")
    return list(latest)


def current_rules_version(call_id: int) -> RulesVersion:
    """Return the latest published version of a call's rules; raises NoRules."""
    version = RulesVersion.objects.filter(call_id=call_id).select_related("act").order_by("-number").first()
    if version is None:
        raise NoRules(_("Il bando non ha regole pubblicate."), call_id=call_id)
    return version


def current_terms(call_id: int) -> MatchTerms:
    """Return the match terms in force for a call; raises NoRules."""
    return MatchTerms.from_document(current_rules_version(call_id).document)


def get_rules_version(version_id: int) -> RulesVersion:
    """Return a published version of some call's rules; raises NoRules."""
    version = RulesVersion.objects.filter(pk=version_id).select_related("act").first()
    if version is None:
        raise NoRules(_("Questa versione delle regole non esiste."), version_id=version_id)
    return version


def terms_of_version(version_id: int) -> MatchTerms:
    """Return the match terms of a published version; raises NoRules."""
    document = RulesVersion.objects.filter(pk=version_id).values_list("document", flat=True).first()
    if document is None:
        raise NoRules(_("Questa versione delle regole non esiste."), version_id=version_id)
    return MatchTerms.from_document(document)


def terms_of_versions(version_ids: set[int]) -> dict[int, MatchTerms]:
    """Return the match terms of several published versions, in one query."""
    versions = RulesVersion.objects.filter(pk__in=version_ids)
    return {version.pk: MatchTerms.from_document(version.document) for version in versions}


def _one(call: Call | None) -> Call:
    if call is None:
        raise CallNotFound(_("Il bando non esiste o non è pubblico."))
    return call
