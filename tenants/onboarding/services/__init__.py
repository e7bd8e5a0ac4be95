"""Writes of onboarding: asking for a city, bringing it live, suspending and reactivating it."""

from tenants.onboarding.services.life import invite_again, reactivate_city, suspend_city
from tenants.onboarding.services.provision import OnboardingFailed, provision_city, provision_due
from tenants.onboarding.services.request import InvalidRequest, request_city, start_provisioning

__all__ = [
    "InvalidRequest",
    "OnboardingFailed",
    "invite_again",
    "provision_city",
    "provision_due",
    "reactivate_city",
    "request_city",
    "start_provisioning",
    "suspend_city",
]
