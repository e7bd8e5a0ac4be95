"""Addresses of the desk of messages; their names are the office's."""

from django.urls import path

from apps.backoffice.views import messages, wordings

urlpatterns = [
    path("", messages.listing, name="messages"),
    path("<int:message_id>/", messages.detail, name="message"),
    path("<int:message_id>/html/", messages.html_part, name="message_html"),
    path("<int:message_id>/rimanda/", messages.resend, name="message_resend"),
    path("testi/", wordings.listing, name="wordings"),
    path("testi/<str:kind>/", wordings.editor, name="wording"),
    path("testi/<str:kind>/anteprima/", wordings.preview, name="wording_preview"),
    path("testi/<str:kind>/ripristina/", wordings.restore, name="wording_restore"),
]
