"""The problem document as the description of the interface shows it."""

from drf_spectacular.utils import OpenApiResponse
from rest_framework import serializers

from api.errors import CONTENT_TYPE

Responses = dict[tuple[int, str], OpenApiResponse]


class ProblemSerializer(serializers.Serializer):
    """An error (RFC 9457); other members may follow."""

    type = serializers.CharField()
    title = serializers.CharField()
    status = serializers.IntegerField()
    code = serializers.CharField()
    detail = serializers.CharField()
    fields = serializers.DictField(child=serializers.CharField(), required=False)  # type: ignore[assignment]


def problems(**meanings: str) -> Responses:
    """Return the documented problems of an operation, by status: `problems(s404="...")`."""
    return {
        (int(status.removeprefix("s")), CONTENT_TYPE): OpenApiResponse(ProblemSerializer, meaning)
        for status, meaning in meanings.items()
    }
