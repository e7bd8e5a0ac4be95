"""Addresses of the desk of cases; their names are the office's."""

from django.urls import path

from apps.backoffice.views import cases

urlpatterns = [
    path("", cases.listing, name="cases"),
    path("<int:case_id>/", cases.detail, name="case"),
]
