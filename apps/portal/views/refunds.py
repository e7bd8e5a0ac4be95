"""A donor takes a gift back while the campaign is open, and says where a refund goes that the card cannot take."""

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from apps.campaigns import selectors as campaigns
from apps.donations import links
from apps.donations import selectors as donations
from apps.donations import services as donation_services
from apps.kernel import clock
from apps.matching import services as matching
from apps.payments.orders import masked_iban
from apps.payments.services import AccountRefused
from apps.payments.states import BankRefundState
from apps.portal.caching import not_kept
from apps.portal.refund_forms import AccountForm

CAN_BE_CORRECTED = (BankRefundState.TO_ASK, BankRefundState.READY)


@not_kept
@require_http_methods(["GET", "HEAD", "POST"])
def take_back(request: HttpRequest, token: str) -> HttpResponse:
    """Ask whether the gift is really to be taken back; on POST owe it to the donor. No reason is asked for."""
    now = clock.now()
    donation = donations.get_donation_by_token(token)
    if request.method == "POST":
        matching.give_back_own_gift(donation_id=donation.pk, now=now)
        return redirect("portal:donation", token=token)
    campaign = campaigns.get_campaign(donation.campaign_id)
    context = {
        "donation": donation,
        "campaign": campaign,
        "token": token,
        "is_possible": matching.may_take_back(donation, campaign, now),
        "crumbs": [
            {"label": _("La mia donazione"), "path": f"/donazioni/{token}/"},
            {"label": _("Ritira la donazione")},
        ],
    }
    return render(request, "portal/take_back.html", context)


@not_kept
@require_http_methods(["GET", "HEAD", "POST"])
def account(request: HttpRequest, token: str) -> HttpResponse:
    """Ask a donor for the account of a refund by bank transfer; it can be corrected until the transfer is ordered."""
    now = clock.now()
    bank_refund = donation_services.bank_refund_of_token(token, now)
    donation = donations.get_donation_of_attempt(bank_refund.attempt_id)
    form = AccountForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            donation_services.give_account(bank_refund_id=bank_refund.pk, **form.cleaned_data, actor="donor", now=now)
        except AccountRefused as refusal:
            form.add_refusals(refusal.details["fields"])  # type: ignore[arg-type]
        else:
            messages.success(request, _("Abbiamo il tuo conto: ti scriviamo quando la banca ha pagato."))
            return redirect("portal:refund_account", token=token)
    context = {
        "form": form,
        "donation": donation,
        "bank_refund": bank_refund,
        "account": masked_iban(bank_refund.iban),
        "can_be_corrected": bank_refund.state in CAN_BE_CORRECTED,
        "donation_path": f"/donazioni/{links.token_of(donation.pk)}/",
        "crumbs": [{"label": _("Il conto per il rimborso")}],
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "portal/refund_account.html", context, status=status)
