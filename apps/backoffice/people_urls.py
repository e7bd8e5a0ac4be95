"""Addresses of the desk of people and roles."""

from django.urls import path

from apps.backoffice.views import persons

urlpatterns = [
    path("", persons.listing, name="people"),
    path("invita/", persons.invite, name="person_invite"),
    path("secondo-fattore/", persons.lost_device, name="person_lost_device"),
    path("<int:user_id>/", persons.detail, name="person"),
    path("enti/", persons.bodies, name="bodies"),
    path("enti/<int:organisation_id>/", persons.body, name="body"),
]
