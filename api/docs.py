"""The description of the interface (OpenAPI) and its page, made of static files of our own without inline scripts."""

from drf_spectacular.views import SpectacularJSONAPIView, SpectacularSwaggerSplitView


class Schema(SpectacularJSONAPIView):
    """The description of the interface."""


class Documentation(SpectacularSwaggerSplitView):
    """The page that shows it; without JavaScript it links the description."""

    url_name = "api:schema"
    template_name = "api/docs.html"
