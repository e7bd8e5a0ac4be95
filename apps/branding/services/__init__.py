"""Writes of the brand: pictures, draft and versions of the look, legal texts, claimed domains."""

from apps.branding.services.domains import (
    ClaimRefused,
    check_domain,
    check_due,
    choose_primary,
    claim_domain,
    remove_domain,
)
from apps.branding.services.files import keep_arms, keep_logo, keep_photograph
from apps.branding.services.looks import LookRefused, discard_draft, publish_draft, restore_version, save_draft
from apps.branding.services.texts import save_text

__all__ = [
    "ClaimRefused",
    "LookRefused",
    "check_domain",
    "check_due",
    "choose_primary",
    "claim_domain",
    "discard_draft",
    "keep_arms",
    "keep_logo",
    "keep_photograph",
    "publish_draft",
    "remove_domain",
    "restore_version",
    "save_draft",
    "save_text",
]
