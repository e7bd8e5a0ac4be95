"""Addresses of the interface, its description and its page of documentation."""

from django.urls import URLPattern, URLResolver, include, path, re_path

from api import docs
from api.errors import UnknownAddress

app_name = "api"
urlpatterns: list[URLPattern | URLResolver] = [
    path("v1/", include("api.v1.urls")),
    path("schema/", docs.Schema.as_view(), name="schema"),
    path("docs/", docs.Documentation.as_view(), name="docs"),
    re_path(r"", UnknownAddress.as_view()),
]
