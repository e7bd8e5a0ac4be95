"""Public calls with the rules in force and the pool."""

from typing import TYPE_CHECKING, Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from api.fields import CentsField
from api.v1.problems import problems
from apps.calls import selectors as calls
from apps.calls.states import PUBLIC_STATES, ActKind, CallKind
from apps.matching import selectors as matching

if TYPE_CHECKING:
    from apps.calls.models import RulesVersion

KINDS = [str(kind) for kind in CallKind]
STATES = sorted(str(state) for state in PUBLIC_STATES)
ACT_KINDS = [str(kind) for kind in ActKind]


class CallSerializer(serializers.Serializer):
    """A call in a list."""

    slug = serializers.CharField()
    title = serializers.CharField()
    kind = serializers.ChoiceField(KINDS)
    state = serializers.ChoiceField(STATES)
    summary = serializers.CharField()
    opens_at = serializers.DateTimeField(allow_null=True)
    closes_at = serializers.DateTimeField(allow_null=True)
    published_at = serializers.DateTimeField()
    is_demo = serializers.BooleanField()


class ActSerializer(serializers.Serializer):
    """The act by which rules were published."""

    kind = serializers.ChoiceField(ACT_KINDS)
    number = serializers.CharField()
    date = serializers.DateField()


class RulesSerializer(serializers.Serializer):
    """The rules in force: the document as published, and the hash of its canonical form."""

    number = serializers.IntegerField()
    sha256 = serializers.CharField()
    published_at = serializers.DateTimeField()
    act = ActSerializer()
    document = serializers.DictField(child=serializers.JSONField())


class PoolSerializer(serializers.Serializer):
    """The municipality's money at this instant: `funded = committed + reserved + free`."""

    funded_cents = CentsField()
    committed_cents = CentsField()
    reserved_cents = CentsField()
    free_cents = CentsField()


class CallDetailSerializer(CallSerializer):
    """One call."""

    description = serializers.CharField(help_text="Markdown.")
    legal_basis = serializers.CharField()
    programme = serializers.CharField()
    cup = serializers.CharField()
    areas = serializers.ListField(child=serializers.CharField())
    districts = serializers.ListField(child=serializers.CharField())
    applicants_admitted = serializers.ListField(child=serializers.CharField())
    rules = RulesSerializer(allow_null=True)
    pool = PoolSerializer()


SHOWN = [str(name) for name in CallDetailSerializer().fields if name not in ("rules", "pool")]


class Calls(APIView):
    """The public calls of the city."""

    @extend_schema(operation_id="calls_list", responses=CallSerializer(many=True))
    def get(self, request: Request) -> Response:
        """Elenca i bandi pubblici, dal più recente."""
        return Response(CallSerializer(calls.list_public_calls(), many=True).data)


class Call(APIView):
    """One public call."""

    @extend_schema(
        operation_id="calls_read",
        responses={200: CallDetailSerializer, **problems(s404="Il bando non esiste o non è pubblico.")},
    )
    def get(self, request: Request, slug: str) -> Response:
        """Legge un bando con le regole in vigore e la dotazione."""
        call = calls.get_public_call(slug)
        versions = calls.list_rules_versions(call.pk)
        shown = {name: getattr(call, name) for name in SHOWN}
        rules = _rules(versions[0]) if versions else None
        return Response(CallDetailSerializer({**shown, "rules": rules, "pool": matching.pool_figures(call.pk)}).data)


def _rules(version: "RulesVersion") -> dict[str, Any]:
    names = ("number", "sha256", "published_at", "act", "document")
    return {name: getattr(version, name) for name in names}
