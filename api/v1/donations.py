"""Begin a donation, and read one by its signed token."""

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from api import idempotency
from api.fields import AddressField, CentsField, FlagField, StrictSerializer, TextField
from api.throttling import DonationThrottle
from api.v1.problems import problems
from apps.donations import links, rules
from apps.donations import selectors as donations
from apps.donations import services as donation_services
from apps.donations.services import Caller
from apps.donations.states import DonationState
from apps.kernel import clock
from apps.kernel.errors import DomainError
from apps.payments import selectors as payments
from apps.payments.gateway import GatewayUncertain
from apps.payments.states import RefundState
from apps.people.addresses import address_of
from tenants.registry import selectors as registry

if TYPE_CHECKING:
    from apps.donations.models import Donation as DonationRow
    from apps.payments.models import Refund

DONOR_KINDS = ["natural_person", "legal_entity"]
STATES = [str(state) for state in DonationState]
REFUND_STATES = [str(state) for state in RefundState]
REPLAYED = OpenApiParameter(
    idempotency.REPLAYED,
    bool,
    OpenApiParameter.HEADER,
    response=[201],
    description="Presente quando la stessa richiesta era già stata ricevuta.",
)


class RepeatWithSameKey(DomainError):
    """The processor gave no answer: the gift is kept, and the same request finds it."""

    code = "payment_service_unreachable"
    status = 503


class GiftSerializer(StrictSerializer):
    """What a donor asks for."""

    campaign = TextField(max_length=80, help_text="Lo slug della campagna.")
    amount_cents = CentsField()
    donor_name = TextField(max_length=120)
    donor_email = AddressField(max_length=254)
    donor_kind = serializers.ChoiceField(DONOR_KINDS, default="natural_person")
    is_anonymous = FlagField(default=False, help_text="Il nome non compare in pubblico; chi riceve lo conosce.")
    public_name = TextField(
        max_length=120,
        default="",
        allow_blank=True,
        help_text="Il nome da mostrare in pubblico al posto di quello vero.",
    )
    wants_receipt = FlagField(default=False)
    donor_tax_code = TextField(max_length=16, default="", allow_blank=True)
    donor_address = TextField(max_length=200, default="", allow_blank=True)
    hides_amount = FlagField(default=False, help_text="L'importo non compare in pubblico.")
    reward = serializers.IntegerField(
        min_value=1, max_value=2**31, default=None, allow_null=True, help_text="La ricompensa scelta; nullo: nessuna."
    )
    declares_relation = FlagField(default=False, help_text="Chi dona fa parte dell'ente che propone il progetto.")
    language = serializers.ChoiceField(
        [code for code, _name in settings.LANGUAGES],
        default="",
        allow_blank=True,
        help_text="La lingua in cui scrivere a chi dona; vuoto: quella della città.",
    )
    code = TextField(max_length=20, default="", allow_blank=True, help_text="Il codice ricevuto per e-mail.")
    mandate_sha256 = TextField(
        max_length=64, default="", allow_blank=True, help_text="Il testo accettato, dove la donazione si promette."
    )


class RefundSerializer(serializers.Serializer):
    """The way back of a donation; `proof` is the processor's identifier once it is done."""

    state = serializers.ChoiceField(REFUND_STATES)
    amount_cents = CentsField()
    reason = serializers.CharField()
    proof = serializers.CharField(source="refund_id")
    settled_at = serializers.DateTimeField(allow_null=True)


class DonationSerializer(serializers.Serializer):
    """A donation as its donor sees it; nothing of the donor is repeated."""

    token = serializers.CharField()
    campaign = serializers.CharField(help_text="Lo slug della campagna.")
    amount_cents = CentsField()
    state = serializers.ChoiceField(STATES)
    checkout_url = serializers.URLField(allow_null=True, help_text="Dove si paga; nullo quando non si paga più.")
    started_at = serializers.DateTimeField()
    collected_at = serializers.DateTimeField(allow_null=True)
    refunded_at = serializers.DateTimeField(allow_null=True)
    refund = RefundSerializer(allow_null=True)


class Donations(APIView):
    """Where a donation begins."""

    throttle_classes = [DonationThrottle]

    @extend_schema(
        operation_id="donations_start",
        parameters=[idempotency.PARAMETER, REPLAYED],
        request=GiftSerializer,
        responses={
            201: OpenApiResponse(DonationSerializer, "Cominciata, o la stessa di prima per la stessa chiave."),
            **problems(
                s400="La richiesta non è valida.",
                s404="La campagna non esiste.",
                s409="La campagna non accetta donazioni.",
                s415="Il corpo non è JSON.",
                s422="La donazione è rifiutata, o la chiave è di un'altra donazione.",
                s429="Troppe richieste.",
                s502="Il servizio di pagamento ha rifiutato.",
                s503="Nessuna risposta dal servizio di pagamento: ripeti con la stessa chiave.",
            ),
        },
    )
    def post(self, request: Request) -> Response:
        """Comincia una donazione; la stessa chiave con lo stesso corpo dà la stessa donazione."""
        key = idempotency.key_of(request)
        body = GiftSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        fields = dict(body.validated_data)
        is_replayed = donations.is_request_known(key)
        try:
            donation = _start(request, fields, key)
        except GatewayUncertain as error:
            raise RepeatWithSameKey(
                "Il servizio di pagamento non risponde. La donazione non è persa: "
                f"ripeti la richiesta con la stessa {idempotency.HEADER}."
            ) from error
        shown = _shown(donation, None)
        headers = {"Location": reverse("api:donation", args=[shown["token"]])}
        if is_replayed:
            headers[idempotency.REPLAYED] = "true"
        return Response(shown, status=status.HTTP_201_CREATED, headers=headers)


class Donation(APIView):
    """One donation, by the token that its donor was given."""

    @extend_schema(
        operation_id="donations_read",
        responses={200: DonationSerializer, **problems(s404="Il collegamento non vale in questa città.")},
    )
    def get(self, request: Request, token: str) -> Response:
        """Legge lo stato di una donazione e del suo rimborso."""
        donation = donations.get_donation_by_token(token)
        return Response(_shown(donation, payments.get_refund_of(donation.attempt_id)))


def _start(request: Request, fields: dict[str, Any], request_key: UUID) -> "DonationRow":
    caller = Caller(address_of(request), fields.pop("code"))
    slug, mandate_sha256 = fields.pop("campaign"), fields.pop("mandate_sha256")
    fields["reward_id"] = fields.pop("reward")
    gift, origin, now = rules.Gift(**fields), registry.portal_origin(), clock.now()
    if mandate_sha256:
        return donation_services.start_promise(
            campaign_slug=slug,
            gift=gift,
            mandate_sha256=mandate_sha256,
            request_key=request_key,
            origin=origin,
            now=now,
            caller=caller,
        )
    return donation_services.start_donation(
        campaign_slug=slug, gift=gift, request_key=request_key, origin=origin, now=now, caller=caller
    )


def _shown(donation: "DonationRow", refund: "Refund | None") -> dict[str, Any]:
    can_be_paid = donation.state == DonationState.STARTED and donation.attempt.session_url
    return dict(
        DonationSerializer(
            {
                "token": links.token_of(donation.pk),
                "campaign": donation.campaign.slug,
                "amount_cents": donation.amount_cents,
                "state": donation.state,
                "checkout_url": donation.attempt.session_url if can_be_paid else None,
                "started_at": donation.started_at,
                "collected_at": donation.collected_at,
                "refunded_at": donation.refunded_at,
                "refund": refund,
            }
        ).data
    )
