"""The names of all pages, from the URL tables, and of what is not a page."""

from collections.abc import Iterator
from importlib import import_module

from django.urls import URLPattern, URLResolver

FILES = {
    "pictures:picture",
    "portal:document",
    "portal:social_card",
    "portal:campaign_qr_svg",
    "portal:campaign_qr_png",
    "portal:embed_script",
    "portal:campaign_poster",
    "portal:campaign_press_kit",
    "portal:pool_drawing",
    "portal:decision_record",
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
    "portal:receipt_pdf",
    "portal:transfer_qr",
    "portal:summary_pdf",
    "portal:summary_receipt",
    "proponents:donors_csv",
    "theming:brand_sheet",
    "theming:coat_of_arms",
    "theming:picture",
    "backoffice:ledger_csv",
    "backoffice:bank_batch_file",
    "backoffice:call_export",
    "backoffice:receipt_pdf",
    "backoffice:receipt_preview",
    "backoffice:receipt_flow_csv",
    "backoffice:bank_sample",
    "backoffice:offline_evidence",
    "backoffice:reconciliation_csv",
    "showcase:cover",
    "showcase:robots",
    "showcase:site_map",
    "showcase:feed_featured",
    "personal:download",
    "mfa_download_recovery_codes",
}
"""Pictures, documents, feeds, calendars, spreadsheets: no page."""
FRAMES = {
    "letters:message_html",
    "demo_mail:letter_html",
    "backoffice:message_html",
    "backoffice:wording_preview",
    "portal:donate_effect",
}
"""A letter in its own words, and a piece of the first screen of a gift: they stand inside a page and are seen there."""
ACTIONS = {
    "proponents:reward_withdraw",
    "backoffice:message_resend",
    "backoffice:wording_restore",
    "backoffice:look_preview",
    "backoffice:look_preview_stop",
    "backoffice:look_restore",
    "backoffice:look_domain_verify",
    "backoffice:bank_batch_export",
    "backoffice:bank_reopen",
    "backoffice:bank_accept_double",
    "backoffice:bank_return_double",
    "backoffice:reconciliation_ask",
    "backoffice:sign_out",
    "portal:donate_transfer",
    "portal:promise_card",
    "portal:promise_complete",
    "showcase:sign_out",
    "showcase:feature",
    "showcase:unfeature",
    "operator:sign_out",
    "operator:resume",
    "webhooks:stripe",
    "personal:end_session",
    "personal:end_others",
    "personal:ask_data",
    "personal:undo_deletion",
    "openid_connect_login",
    "openid_connect_callback",
}
"""They do something and lead on to a page: nothing is shown under their own address."""
OF_OTHER_TESTS = {
    "account_set_password": "is for who has no password, only an identity: tests/personal signs in through one",
    "socialaccount_signup": "needs an identity provider: tests/personal signs in through one",
    "invitation:choose": "its link is in a letter and works once: tests/onboarding opens it",
}
"""Pages that no test looks at in a browser, each with its reason."""


def named(table: str) -> set[str]:
    """Return the names of the pages of an address table, with their namespaces; the API has no pages but its manual."""
    names = set(_names(import_module(table).urlpatterns, ""))
    return {name for name in names if not name.startswith("api:")} - FILES - FRAMES - ACTIONS - set(OF_OTHER_TESTS)


def _names(patterns: list[URLPattern | URLResolver], prefix: str) -> Iterator[str]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from _names(pattern.url_patterns, f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix)
        elif pattern.name:
            yield f"{prefix}{pattern.name}"
