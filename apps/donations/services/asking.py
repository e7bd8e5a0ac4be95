"""What the processor's page is asked to show of a gift: in the donor's language, with the way back to the donor's page.

Does not send anything: the request is stored with its attempt, so that any retry sends the very same one.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.utils import translation
from django.utils.translation import gettext as _

from apps.donations import links
from apps.donations.models import Donation
from apps.kernel import languages
from tenants.registry import selectors as registry

if TYPE_CHECKING:
    from apps.payments.models import PaymentAttempt


def describe(donation: Donation, attempt: "PaymentAttempt", origin: str, write: Callable[..., None]) -> None:
    """Store by `write` what is asked of the processor for an attempt to collect a gift."""
    link = f"{origin}/donazioni/{links.token_of(donation.pk)}/"
    write(
        attempt=attempt,
        subject=f"donation:{donation.pk}",
        title=title_of(donation),
        locale=_language_of(donation),
        email=donation.donor_email,
        success_url=f"{link}grazie/",
        cancel_url=link,
    )


def title_of(donation: Donation) -> str:
    """Return what is paid, in the donor's language: the processor writes it on its page and in its receipts."""
    with translation.override(_language_of(donation)):
        return _("Donazione a «%(campaign)s»") % {"campaign": donation.campaign.title}


def _language_of(donation: Donation) -> str:
    return languages.usual(donation.language or registry.current_tenant().language)
