"""Addresses of the moderation desk; their names are the office's."""

from django.urls import path

from apps.backoffice.views import moderation, names

urlpatterns = [
    path("", moderation.listing, name="moderation"),
    path("regole/", moderation.policy, name="moderation_policy"),
    path("nomi/", names.listing, name="moderation_names"),
    path("nomi/<int:donation_id>/", names.detail, name="moderation_name"),
    path("<str:what>/<int:text_id>/", moderation.detail, name="moderation_text"),
]
