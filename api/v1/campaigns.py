"""Public campaigns with their figures."""

from typing import TYPE_CHECKING, Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from api.fields import CentsField, StrictSerializer
from api.pagination import Pages
from api.v1.problems import problems
from apps.calls import selectors as calls
from apps.campaigns import selectors as campaigns
from apps.campaigns.states import PUBLIC
from apps.donations import selectors as donations
from apps.matching import selectors as matching
from apps.matching.selectors import CampaignFigures

if TYPE_CHECKING:
    from apps.campaigns.models import Campaign as CampaignRow

STATES = sorted(str(state) for state in PUBLIC)


class CampaignQuery(StrictSerializer):
    """What a list may be narrowed by."""

    state = serializers.ChoiceField(STATES, required=False)
    call = serializers.SlugField(required=False, help_text="Lo slug di un bando.")
    page = serializers.IntegerField(required=False, min_value=1)
    page_size = serializers.IntegerField(required=False, min_value=1, max_value=Pages.max_page_size)


class BodySerializer(serializers.Serializer):
    """A body by its public name."""

    name = serializers.CharField()
    is_demo = serializers.BooleanField()


class FiguresSerializer(serializers.Serializer):
    """The figures of a campaign, sums of the ledger's transfers."""

    cost_cents = CentsField()
    raised_cents = CentsField(help_text="Incassato e non restituito.")
    promised_cents = CentsField(help_text="Promesso e non ancora incassato: non conta per la soglia.")
    threshold_cents = CentsField(help_text="Da quanto incassato il Comune aggiunge la sua parte.")
    goal_cents = CentsField(help_text="Quanto i cittadini devono donare perché tutto il costo sia coperto.")
    match_max_cents = CentsField(help_text="Quanto aggiunge il Comune alla soglia, se la dotazione basta.")
    reserved_cents = CentsField()
    committed_cents = CentsField()
    missing_to_threshold_cents = CentsField()
    missing_to_goal_cents = CentsField()
    gifts = serializers.IntegerField(help_text="Numero delle donazioni incassate.")
    is_waiting = serializers.BooleanField(help_text="Ha raggiunto la soglia e aspetta soldi della dotazione.")


class CampaignSerializer(serializers.Serializer):
    """A campaign in a list."""

    slug = serializers.CharField()
    title = serializers.CharField()
    summary = serializers.CharField()
    state = serializers.ChoiceField(STATES)
    call = serializers.CharField(source="call.slug", help_text="Lo slug del bando.")
    proponent = BodySerializer()
    beneficiary = BodySerializer(help_text="Chi riceve le donazioni.")
    area = serializers.CharField()
    district = serializers.CharField()
    opens_at = serializers.DateTimeField()
    closes_at = serializers.DateTimeField(help_text="Il primo istante che non accetta donazioni.")
    is_demo = serializers.BooleanField()
    figures = FiguresSerializer()


class FrozenRulesSerializer(serializers.Serializer):
    """The version of the rules that was in force at the opening."""

    number = serializers.IntegerField()
    sha256 = serializers.CharField()


class MandateSerializer(serializers.Serializer):
    """What a donor has to accept where the card is charged only on success."""

    text = serializers.CharField(help_text="Nella lingua chiesta con `?lingua=`; altrimenti in quella della città.")
    language = serializers.CharField()
    sha256 = serializers.CharField(help_text="Da ripetere in `mandate_sha256` quando si promette una donazione.")


class CampaignDetailSerializer(CampaignSerializer):
    """One campaign."""

    story = serializers.CharField(help_text="Markdown.")
    threshold_reached_at = serializers.DateTimeField(allow_null=True)
    settled_at = serializers.DateTimeField(allow_null=True)
    refunds_completed_at = serializers.DateTimeField(allow_null=True)
    rules = FrozenRulesSerializer()
    mandate = MandateSerializer(allow_null=True, help_text="Nullo dove la carta è addebitata subito.")


class CampaignPageSerializer(serializers.Serializer):
    """One page of campaigns."""

    count = serializers.IntegerField()
    next = serializers.URLField(allow_null=True)
    previous = serializers.URLField(allow_null=True)
    results = CampaignSerializer(many=True)


class Campaigns(APIView):
    """The public campaigns of the city."""

    @extend_schema(
        operation_id="campaigns_list",
        parameters=[CampaignQuery],
        responses={
            200: CampaignPageSerializer,
            **problems(s400="Un parametro non è valido.", s404="La pagina non esiste."),
        },
    )
    def get(self, request: Request) -> Response:
        """Elenca le campagne pubbliche, da quella che scade più tardi."""
        query = CampaignQuery(data=request.query_params.dict())
        query.is_valid(raise_exception=True)
        found = campaigns.find_public_campaigns(
            state=query.validated_data.get("state", ""), call_slug=query.validated_data.get("call", "")
        )
        pages = Pages()
        rows = list(pages.paginate_queryset(found, request, view=self) or [])
        figures = matching.list_figures(rows)
        shown = [_shown(CampaignSerializer, campaign, figures[campaign.pk]) for campaign in rows]
        return pages.get_paginated_response(shown)


class Campaign(APIView):
    """One public campaign."""

    @extend_schema(
        operation_id="campaigns_read",
        responses={200: CampaignDetailSerializer, **problems(s404="La campagna non esiste o non è pubblica.")},
    )
    def get(self, request: Request, slug: str) -> Response:
        """Legge una campagna con le sue cifre."""
        campaign = campaigns.get_public_campaign(slug)
        rules = calls.get_rules_version(campaigns.opened(campaign).rules_version_id)
        figures, mandate = matching.figures_of(campaign), donations.mandate_text_for(campaign)
        return Response(_shown(CampaignDetailSerializer, campaign, figures, rules=rules, mandate=mandate))


def _shown(
    serializer: type[CampaignSerializer], campaign: "CampaignRow", figures: CampaignFigures, **more: object
) -> dict[str, Any]:
    added = {"figures": figures, **more}
    names = [str(name) for name in serializer().fields if name not in added]
    return dict(serializer({**{name: getattr(campaign, name) for name in names}, **added}).data)
