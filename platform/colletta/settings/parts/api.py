"""The HTTP/JSON interface and its generated description."""

from colletta import env

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.AllowAny"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "api.errors.problem_json",
    "UNAUTHENTICATED_USER": None,
    "NUM_PROXIES": env.trusted_proxies(),
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Colletta",
    "DESCRIPTION": "Civic crowdfunding of one city: calls, campaigns, donations. Amounts are integer cents of euro.",
    "VERSION": "1",
    "SERVE_INCLUDE_SCHEMA": False,
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "OAS_VERSION": "3.1.0",
    "ENUM_NAME_OVERRIDES": {
        "ActKind": "api.v1.calls.ACT_KINDS",
        "CallKind": "api.v1.calls.KINDS",
        "CallState": "api.v1.calls.STATES",
        "CampaignState": "api.v1.campaigns.STATES",
        "DonationState": "api.v1.donations.STATES",
        "DonorKind": "api.v1.donations.DONOR_KINDS",
        "RefundState": "api.v1.donations.REFUND_STATES",
    },
}
DONATION_START_RATE = "30/hour"
