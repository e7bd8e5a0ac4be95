"""Addresses of the desk of tickets; their names are the office's."""

from django.urls import path

from apps.backoffice.views import tickets

urlpatterns = [
    path("", tickets.listing, name="tickets"),
    path("<int:ticket_id>/", tickets.detail, name="ticket"),
]
