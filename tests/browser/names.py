"""The names of all pages, from the URL tables, and of what is not a page."""

from collections.abc import Iterator
from importlib import import_module

from django.urls import URLPattern, URLResolver

NOT_PAGES = {
    "pictures:picture",
    "portal:document",
    "portal:social_card",
    "portal:campaign_qr_svg",
    "portal:campaign_qr_png",
    "portal:embed_script",
    "portal:campaign_poster",
    "portal:campaign_press_kit",
    "portal:pool_drawing",
    "proponents:donors_csv",
    "proponents:reward_withdraw",
    "theming:brand_sheet",
    "theming:coat_of_arms",
    "letters:message_html",
    "demo_mail:letter_html",
    "backoffice:message_html",
    "backoffice:message_resend",
    "backoffice:wording_preview",
    "backoffice:wording_restore",
    "theming:picture",
    "backoffice:look_preview",
    "backoffice:look_preview_stop",
    "backoffice:look_restore",
    "backoffice:look_domain_verify",
    "portal:decision_record",
    "portal:donate_effect",
    "portal:map_districts",
    "portal:map_campaigns",
    "portal:feed_campaigns",
    "portal:feed_updates",
    "portal:feed_calls",
    "portal:feed_call",
    "portal:feed_campaign",
    "portal:feed_district",
    "portal:calendar_city",
    "portal:calendar_campaign",
    "portal:calendar_call",
    "portal:sitemap",
    "portal:robots",
    "backoffice:ledger_csv",
    "backoffice:bank_batch_file",
    "backoffice:bank_batch_export",
    "backoffice:call_export",
    "backoffice:receipt_pdf",
    "backoffice:receipt_preview",
    "backoffice:receipt_flow_csv",
    "portal:promise_card",
    "portal:promise_complete",
    "portal:receipt_pdf",
    "portal:transfer_qr",
    "backoffice:bank_sample",
    "backoffice:bank_reopen",
    "backoffice:bank_accept_double",
    "backoffice:bank_return_double",
    "backoffice:offline_evidence",
    "portal:summary_pdf",
    "portal:summary_receipt",
    "backoffice:reconciliation_csv",
    "backoffice:reconciliation_ask",
    "backoffice:sign_out",
    "showcase:sign_out",
    "showcase:cover",
    "showcase:robots",
    "showcase:site_map",
    "showcase:feed_featured",
    "showcase:feature",
    "showcase:unfeature",
    "operator:sign_out",
    "operator:resume",
    "operator:invite",
    "webhooks:stripe",
    "personal:end_session",
    "personal:end_others",
    "personal:ask_data",
    "personal:undo_deletion",
    "personal:download",
    "mfa_download_recovery_codes",
    "account_confirm_email",
    "account_reset_password_from_key",
    "mfa_authenticate",
    "socialaccount_signup",
    "openid_connect_login",
    "openid_connect_callback",
    "invitation:choose",
}
"""Files, actions, and the invitation, whose link is in an e-mail: tests/onboarding opens it."""


def named(table: str) -> set[str]:
    """Return the names of the pages of an address table, with their namespaces; the API has no pages but its manual."""
    names = set(_names(import_module(table).urlpatterns, ""))
    return {name for name in names if not name.startswith("api:")} - NOT_PAGES


def _names(patterns: list[URLPattern | URLResolver], prefix: str) -> Iterator[str]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from _names(pattern.url_patterns, f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix)
        elif pattern.name:
            yield f"{prefix}{pattern.name}"
